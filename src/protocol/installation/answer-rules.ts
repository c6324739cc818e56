/** Rules about the bodies of answers. */
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

/** Neither an answer nor a call with an answer in it. */
const isNoAnswer = (exchange: Exchange): boolean => {
  const kind = readBody(exchange)?.kind;
  return kind === "empty" || kind === "other";
};

export function json(facts: Facts): Verdict {
  const plain = withBody(facts, false);
  const wrong = plain.filter(isNoAnswer);
  const [first] = wrong;
  if (first) {
    return error(
      `${listPaths(wrong)}: ${readBody(first)?.kind === "empty" ? "an empty body" : excerptOf(first)}`,
      "The widget refuses what is not LHC's true or false, and shows 'unknown'.",
      readBody(first)?.kind === "empty"
        ? "PHP ended without a word, or the server takes the asking program for a crawler: LHC's recipe for nginx " +
            "answers those with nothing. Look into the error log and into that rule."
        : "Check the base URL: is it LHC that answers? If it is, look for what changes its answers on the way.",
    );
  }
  const answers = plain.filter((exchange) => readBody(exchange)?.kind === "json");
  return answers[0]
    ? ok(`${answers.length} questions, ${answers.length} answers, such as ${answers[0].body.trim()}`)
    : skipped("no plain answer came");
}

export function jsonp(facts: Facts): Verdict {
  const asked = withBody(facts, true);
  if (asked.length === 0) return skipped("no answer to a callback came");
  const bare = asked.filter((exchange) => readBody(exchange)?.kind === "json");
  if (bare[0]) {
    return error(
      `${listPaths(bare)}: ${excerptOf(bare[0])}, without the callback`,
      "A callback script never calls back. The widget then tries fetch, once; if that fails too, it shows 'unknown'.",
      "Something drops the query string or answers from a cache that ignores it: let the parameters callback and _ " +
        'through, and make them part of the cache\'s key. Until then use transport="fetch".',
    );
  }
  // Who breaks the plain answers, too, is named by the rule for those.
  const isPlainBroken = withBody(facts, false).some(isNoAnswer);
  const broken = isPlainBroken ? [] : asked.filter(isNoAnswer);
  if (broken[0]) {
    return error(
      `${listPaths(broken)}: ${excerptOf(broken[0])}`,
      "The callback script does not run, or does not call back. The widget then tries fetch, once.",
      "Look for what changes LHC's answers to questions with a callback: a filter of a firewall or of a proxy. " +
        'Until then use transport="fetch".',
    );
  }
  const calls = asked.filter((exchange) => readBody(exchange)?.kind === "call");
  return calls[0] ? ok(`such as ${calls[0].body.trim()}`) : skipped("the plain answers are no JSON either");
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
      `${listPaths(wrong.map(({ exchange }) => exchange))}: calls ${JSON.stringify(name)} where ` +
        `${asked === null ? "no call" : JSON.stringify(asked)} was asked for`,
      "A call by another name reaches nobody: the answer is lost, or a visitor gets that of another question.",
      "A cache answers without looking at the query string, or a filter rewrites it: make the parameters callback and _ " +
        "part of the cache's key, or do not cache restapi/ and widgetrestapi/.",
    );
  }
  const names = [...new Set(calls.map(({ name }) => name))];
  return names.length > 0
    ? ok(`${names.join(" and ")} came back as asked`)
    : skipped("no callback was called");
}
