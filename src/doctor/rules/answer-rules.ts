/** Rules for response bodies. */
import { excerptOf, readBody } from "./body.ts";
import { callbackOf, listPaths, type Exchange, type Facts } from "./facts.ts";
import { error, ok, skipped, type Verdict } from "./finding.ts";
import { unobstructed } from "./obstacles.ts";

type WithBody = Exchange & { readonly body: string };

const withBody = (facts: Facts, hasCallback: boolean): WithBody[] =>
  unobstructed(facts).filter(
    (exchange): exchange is WithBody =>
      exchange.body !== undefined && (callbackOf(exchange) !== null) === hasCallback,
  );

const isInvalid = (exchange: Exchange): boolean => {
  const kind = readBody(exchange)?.kind;
  return kind === "empty" || kind === "other";
};

export function json(facts: Facts): Verdict {
  const plain = withBody(facts, false);
  const wrong = plain.filter(isInvalid);
  const [first] = wrong;
  if (first) {
    return error(
      `${listPaths(wrong)}: ${readBody(first)?.kind === "empty" ? "an empty body" : excerptOf(first)}`,
      "This is not an answer of LHC, so the badge shows 'unknown'.",
      readBody(first)?.kind === "empty"
        ? "Check PHP's error log for a crash. If there is none, check the web server's rule for crawlers: the nginx " +
            "configuration in LHC's docs sends them an empty response, and may treat this check as a crawler."
        : "Check that the base URL is LHC's. If it is, find the proxy or firewall that changes the responses.",
    );
  }
  const answers = plain.filter((exchange) => readBody(exchange)?.kind === "json");
  return answers[0]
    ? ok(`${answers.length} valid answers, for example ${answers[0].body.trim()}`)
    : skipped("there is no response without a callback");
}

export function jsonp(facts: Facts): Verdict {
  const asked = withBody(facts, true);
  if (asked.length === 0) return skipped("there is no response to a request with a callback");
  const bare = asked.filter((exchange) => readBody(exchange)?.kind === "json");
  if (bare[0]) {
    return error(
      `${listPaths(bare)}: ${excerptOf(bare[0])}, without the callback`,
      "The JSONP script does not call the callback. The badge retries with fetch, and shows 'unknown' if that fails too.",
      "Find the proxy, CDN or cache that removes or ignores the query string. It must pass the parameters callback and _ " +
        'to LHC and include them in the cache key. Until that is fixed, use transport="fetch".',
    );
  }
  // If plain answers are invalid too, rule `json` reports it.
  const isPlainInvalid = withBody(facts, false).some(isInvalid);
  const invalid = isPlainInvalid ? [] : asked.filter(isInvalid);
  if (invalid[0]) {
    return error(
      `${listPaths(invalid)}: ${excerptOf(invalid[0])}`,
      "The JSONP script fails, or does not call the callback. The badge retries with fetch.",
      "Find the firewall or proxy that changes LHC's responses to requests with a callback. " +
        'Until that is fixed, use transport="fetch".',
    );
  }
  const calls = asked.filter((exchange) => readBody(exchange)?.kind === "call");
  return calls[0]
    ? ok(`for example ${calls[0].body.trim()}`)
    : skipped("responses without a callback are not JSON either");
}

export function callback(facts: Facts): Verdict {
  const calls = unobstructed(facts).flatMap((exchange) => {
    const body = readBody(exchange);
    return body?.kind === "call" ? [{ exchange, name: body.callback, asked: callbackOf(exchange) }] : [];
  });
  const wrong = calls.filter(({ name, asked }) => name !== asked);
  if (wrong[0]) {
    const { name, asked } = wrong[0];
    return error(
      `${listPaths(wrong.map(({ exchange }) => exchange))}: calls ${JSON.stringify(name)}, but ` +
        `${asked === null ? "no callback" : JSON.stringify(asked)} was requested`,
      "The answer is lost, or a visitor gets the answer to a different question.",
      "Find the cache that ignores the query string, or the filter that renames callbacks. Include the parameters callback and _ " +
        "in the cache key, or do not cache restapi/ and widgetrestapi/.",
    );
  }
  const names = [...new Set(calls.map(({ name }) => name))];
  return names.length > 0
    ? ok(`${names.join(" and ")} called as requested`)
    : skipped("no response calls a callback");
}
