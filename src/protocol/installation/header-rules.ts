/** Rules about the headers that decide what a browser does with an answer. */
import { callbackOf, listPaths, valuesOf, type Exchange, type Facts } from "./facts.ts";
import { error, ok, skipped, warning, type Verdict } from "./finding.ts";
import { unobstructed } from "./obstacles.ts";

interface Seen {
  readonly exchange: Exchange;
  readonly values: readonly string[];
}

/** The exchanges whose header could be seen, with its values. */
const seenHeaders = (facts: Facts, name: string): Seen[] =>
  unobstructed(facts).flatMap((exchange) => {
    const values = valuesOf(exchange, name);
    return values ? [{ exchange, values }] : [];
  });

const unseen = (facts: Facts): Verdict =>
  skipped(unobstructed(facts).length > 0 ? "a page cannot read this header" : "LHC did not answer");

/** The values of a header that may be a list. */
const items = (values: readonly string[]): string[] =>
  values.flatMap((value) => value.split(",").map((item) => item.trim()));

const paths = (seen: readonly Pick<Seen, "exchange">[]): string =>
  listPaths(seen.map(({ exchange }) => exchange));

/** LHC sends `Access-Control-Allow-Origin: *` since 2016 (erLhcoreClassRestAPIHandler::setHeaders). */
export function cors(facts: Facts): Verdict {
  const seen = seenHeaders(facts, "access-control-allow-origin");
  if (seen.length === 0) return unseen(facts);
  const means =
    'Callback scripts work all the same, but transport="fetch" fails, and so does the widget\'s second attempt where a ' +
    "script is blocked, and every page that is cross-origin isolated.";
  const missing = seen.filter(({ values }) => values.length === 0);
  if (missing.length > 0) {
    return error(
      `${paths(missing)}: no Access-Control-Allow-Origin`,
      means,
      "LHC sends it; find what removes it (web server, proxy or CDN), and let it pass.",
    );
  }
  const doubled = seen.filter(({ values }) => items(values).length > 1);
  if (doubled[0]) {
    return error(
      `${paths(doubled)}: Access-Control-Allow-Origin: ${doubled[0].values.join(", ")}`,
      means,
      "LHC sends it already: remove the one that the web server or a proxy adds.",
    );
  }
  const other = seen.filter(({ values }) => values[0] !== "*");
  if (!other[0]) return ok("Access-Control-Allow-Origin: *");
  const shown = `${paths(other)}: Access-Control-Allow-Origin: ${other[0].values[0]}`;
  return other.every(({ values }) => values[0] === facts.origin)
    ? warning(
        `${shown}, the origin that asked`,
        "It works, but visitors of different sites get different answers, so that a shared cache can mix them up.",
        "Let LHC's own * pass.",
      )
    : error(shown, means, "Let LHC's own * pass, or name the origin of the pages that show the widget.");
}

const JSON_TYPE = /^(application\/json|text\/json|[\w.+-]+\/[\w.+-]+\+json)$/;
const SCRIPT_TYPE = /^(application|text)\/(x-)?(javascript|ecmascript)$/;

/** `text/html; charset=utf-8` → `text/html`; empty if there is none. Of several headers the last counts (Fetch). */
const typeOf = (values: readonly string[]): string =>
  (items(values).at(-1) ?? "").replace(/;.*/s, "").trim().toLowerCase();

const hasNosniff = (exchange: Exchange): boolean | undefined => {
  const values = valuesOf(exchange, "x-content-type-options");
  return values && items(values)[0]?.toLowerCase() === "nosniff";
};

/** Browsers run a script with nosniff only if it has a script's type; LHC sends it as JSON. */
export function nosniff(facts: Facts): Verdict {
  const scripts = unobstructed(facts).filter((exchange) => callbackOf(exchange) !== null);
  const known = scripts.filter((exchange) => hasNosniff(exchange) !== undefined);
  if (known.length === 0) return unseen(facts);
  const withIt = known.filter((exchange) => hasNosniff(exchange));
  if (withIt.length === 0) return ok("no X-Content-Type-Options");
  const typed = withIt.map((exchange) => ({
    exchange,
    type: typeOf(valuesOf(exchange, "content-type") ?? []),
  }));
  const blocked = typed.filter(({ type }) => JSON_TYPE.test(type));
  if (blocked[0]) {
    return error(
      `${paths(blocked)}: X-Content-Type-Options: nosniff, with ${blocked[0].type}`,
      "Browsers refuse to run JSON as a script, so each page's first question fails and is asked again by fetch, which " +
        "works as long as the CORS header is there.",
      'Use transport="fetch", or do not send X-Content-Type-Options for restapi/ and widgetrestapi/.',
    );
  }
  return typed.every(({ type }) => SCRIPT_TYPE.test(type))
    ? ok(`nosniff, but with ${typed[0]?.type}, which runs`)
    : skipped("no answer has a type that it could be judged by");
}

/** LHC sends `application/json`, with a callback too. */
export function contentType(facts: Facts): Verdict {
  const seen = seenHeaders(facts, "content-type");
  const [first] = seen;
  if (!first) return unseen(facts);
  const wrong = seen.filter(
    ({ values }) => ![JSON_TYPE, SCRIPT_TYPE].some((type) => type.test(typeOf(values))),
  );
  if (!wrong[0]) return ok(typeOf(first.values));
  const type = typeOf(wrong[0].values);
  const shown = `${paths(wrong)}: ${type === "" ? "no Content-Type" : type}`;
  const cure =
    "LHC sends application/json: find what changes it (web server, proxy or CDN), and let it pass.";
  if (/^((image|audio|video)\/(?!svg)|text\/csv$)/.test(type)) {
    return error(shown, "Browsers never run such an answer as a script.", cure);
  }
  if (hasNosniff(wrong[0].exchange)) {
    return error(
      shown,
      "With X-Content-Type-Options: nosniff, browsers do not run such an answer as a script.",
      cure,
    );
  }
  if (/html|xml/.test(type)) {
    return error(
      shown,
      "The widget works, but LHC repeats the name of the callback in its answer: as a web page, that lets anybody make " +
        "links that show foreign content under LHC's address.",
      cure,
    );
  }
  return warning(
    shown,
    "The widget works, but a server that sends nosniff some day breaks its scripts.",
    cure,
  );
}

export function corp(facts: Facts): Verdict {
  const seen = seenHeaders(facts, "cross-origin-resource-policy");
  if (seen.length === 0) return unseen(facts);
  const barred = seen.filter(({ values }) =>
    items(values).some((value) => /^same-(origin|site)$/i.test(value)),
  );
  if (barred[0]) {
    return error(
      `${paths(barred)}: Cross-Origin-Resource-Policy: ${barred[0].values.join(", ")}`,
      "Browsers keep callback scripts from pages of other origins, so each page's first question fails and is asked " +
        "again by fetch.",
      'Send "cross-origin" for restapi/ and widgetrestapi/, or nothing at all; or use transport="fetch".',
    );
  }
  return ok(
    seen.some(({ values }) => values.length > 0) ? "cross-origin" : "no Cross-Origin-Resource-Policy",
  );
}

/** LHC sets none, but for the site access of its back office. */
export function noCookie(facts: Facts): Verdict {
  const seen = seenHeaders(facts, "set-cookie");
  if (seen.length === 0) return unseen(facts);
  const setting = seen.flatMap(({ exchange, values: [cookie] }) =>
    cookie === undefined ? [] : [{ exchange, name: cookie.replace(/=.*/s, "") }],
  );
  if (!setting[0]) return ok("no Set-Cookie");
  const { exchange, name } = setting[0];
  const shown = `${paths(setting)}: Set-Cookie: ${name}`;
  if (name === "PHPSESSID") {
    return error(
      shown,
      "LHC opens a session for every question: a cookie for each visitor, a file on the server for each question.",
      /\/site_admin\//.test(exchange.url)
        ? "Leave site_admin/ out of the base URL: that is the back office."
        : "Look for what starts a session: session.auto_start in php.ini, or an extension of LHC.",
    );
  }
  return warning(
    shown,
    "The widget needs no cookie, but callback scripts take the ones that they get: your visitors may have to agree.",
    'Use transport="fetch", which takes no cookies, or do not set any for restapi/ and widgetrestapi/.',
  );
}
