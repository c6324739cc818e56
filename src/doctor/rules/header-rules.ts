/** Rules for the response headers that browsers act on. */
import { callbackOf, listPaths, valuesOf, type Exchange, type Facts } from "./facts.ts";
import { error, ok, skipped, warning, type Verdict } from "./finding.ts";
import { unobstructed } from "./obstacles.ts";

interface Seen {
  readonly exchange: Exchange;
  readonly values: readonly string[];
}

/** The exchanges where the header is visible, with its values. */
const seenHeaders = (facts: Facts, name: string): Seen[] =>
  unobstructed(facts).flatMap((exchange) => {
    const values = valuesOf(exchange, name);
    return values ? [{ exchange, values }] : [];
  });

const unseen = (facts: Facts): Verdict =>
  skipped(unobstructed(facts).length > 0 ? "pages cannot read this header" : "LHC did not respond");

/** The items of a header that can be a list. */
const items = (values: readonly string[]): string[] =>
  values.flatMap((value) => value.split(",").map((item) => item.trim()));

const paths = (seen: readonly Pick<Seen, "exchange">[]): string =>
  listPaths(seen.map(({ exchange }) => exchange));

/** LHC has sent `Access-Control-Allow-Origin: *` since 2016 (erLhcoreClassRestAPIHandler::setHeaders). */
export function cors(facts: Facts): Verdict {
  const seen = seenHeaders(facts, "access-control-allow-origin");
  if (seen.length === 0) return unseen(facts);
  const means =
    'JSONP works, but fetch fails. The badge needs fetch for transport="fetch", on cross-origin isolated pages, and as ' +
    "the fallback if a script is blocked.";
  const missing = seen.filter(({ values }) => values.length === 0);
  if (missing.length > 0) {
    return error(
      `${paths(missing)}: no Access-Control-Allow-Origin`,
      means,
      "Find the web server, proxy or CDN that removes the header, and keep the one that LHC sends.",
    );
  }
  const doubled = seen.filter(({ values }) => items(values).length > 1);
  if (doubled[0]) {
    return error(
      `${paths(doubled)}: Access-Control-Allow-Origin: ${doubled[0].values.join(", ")}`,
      means,
      "Remove the header that the web server or a proxy adds, because LHC already sends one.",
    );
  }
  const other = seen.filter(({ values }) => values[0] !== "*");
  if (!other[0]) return ok("Access-Control-Allow-Origin: *");
  const shown = `${paths(other)}: Access-Control-Allow-Origin: ${other[0].values[0]}`;
  if (other.some(({ values: [value = ""] }) => value !== "" && value !== "null" && !value.includes("://"))) {
    return error(
      `${shown}, without https://`,
      means,
      "Keep the value * that LHC sends. An origin needs its scheme: https://www.example.com.",
    );
  }
  return other.every(({ values }) => values[0] === facts.origin)
    ? warning(
        `${shown}, the origin of the request`,
        "The badge works, but the header differs between sites, so a shared cache can send a site the wrong one.",
        "Keep the value * that LHC sends.",
      )
    : error(
        shown,
        means,
        "Keep the value * that LHC sends, or set the origin of the pages that use the badge.",
      );
}

const JSON_TYPE = /^(application\/json|text\/json|[\w.+-]+\/[\w.+-]+\+json)$/;
const SCRIPT_TYPE = /^(application|text)\/(x-)?(javascript|ecmascript)$/;

/** `text/html; charset=utf-8` → `text/html`; empty if there is none. The last header wins (Fetch standard). */
const typeOf = (values: readonly string[]): string =>
  (items(values).at(-1) ?? "").replace(/;.*/s, "").trim().toLowerCase();

const hasNosniff = (exchange: Exchange): boolean | undefined => {
  const values = valuesOf(exchange, "x-content-type-options");
  return values && items(values)[0]?.toLowerCase() === "nosniff";
};

/** With nosniff, browsers run only scripts with a JavaScript type. LHC sends JSONP as JSON. */
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
      "Browsers do not run JSON as a script, so the first request of each page fails. The badge retries with fetch, which " +
        "needs the CORS header.",
      'Use transport="fetch", or remove X-Content-Type-Options from restapi/ and widgetrestapi/.',
    );
  }
  return typed.every(({ type }) => SCRIPT_TYPE.test(type))
    ? ok(`nosniff with ${typed[0]?.type}, which browsers run`)
    : skipped("no response has a JSON or JavaScript type");
}

/** LHC sends `application/json`, even with a callback. */
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
    "Find the web server, proxy or CDN that changes the type, and keep the application/json that LHC sends.";
  if (/^((image|audio|video)\/(?!svg)|text\/csv$)/.test(type)) {
    return error(shown, "Browsers never run this type as a script.", cure);
  }
  if (hasNosniff(wrong[0].exchange)) {
    return error(
      shown,
      "With X-Content-Type-Options: nosniff, browsers do not run this type as a script.",
      cure,
    );
  }
  if (/html|xml/.test(type)) {
    return error(
      shown,
      "The badge works, but LHC repeats the callback parameter in its response. If that is a web page, anyone can create " +
        "links that show their content under LHC's address.",
      cure,
    );
  }
  return warning(
    shown,
    "The badge works, but JSONP will fail if the server ever sends X-Content-Type-Options: nosniff.",
    cure,
  );
}

export function corp(facts: Facts): Verdict {
  const seen = seenHeaders(facts, "cross-origin-resource-policy");
  if (seen.length === 0) return unseen(facts);
  const blocked = seen.filter(({ values }) =>
    items(values).some((value) => /^same-(origin|site)$/i.test(value)),
  );
  if (blocked[0]) {
    return error(
      `${paths(blocked)}: Cross-Origin-Resource-Policy: ${blocked[0].values.join(", ")}`,
      "Browsers block JSONP scripts on pages of other origins, so the first request of each page fails. The badge " +
        "retries with fetch.",
      'Use transport="fetch", or remove the header from restapi/ and widgetrestapi/, or set it to "cross-origin" there.',
    );
  }
  return ok(
    seen.some(({ values }) => values.length > 0) ? "cross-origin" : "no Cross-Origin-Resource-Policy",
  );
}

/** LHC sets no cookies, except under its back office's address. */
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
      "LHC starts a session for every request. Each visitor gets a cookie, and each request creates a file on the server.",
      /\/site_admin\//.test(exchange.url)
        ? "Remove site_admin/ from the base URL. That is the address of the back office."
        : "Check what starts the session: session.auto_start in php.ini, or an extension of LHC.",
    );
  }
  return warning(
    shown,
    "The badge does not need cookies, but JSONP accepts them, so you may need your visitors' consent.",
    'Use transport="fetch", which accepts no cookies, or do not set cookies for restapi/ and widgetrestapi/.',
  );
}
