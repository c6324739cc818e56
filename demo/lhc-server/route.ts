/** Routes a request target like LHC (erLhcoreClassSystem::init, erLhcoreClassURL, ezcUrl). Strings are bytes. */
import { parseQuery, urlDecode, type Query } from "./php.ts";

/** [available_site_access] by default. */
const SITE_ACCESSES = new Set(
  (
    "eng lit hrv esp por nld ara ger pol rus ita fre chn cse nor tur vnm idn sve per ell dnk rou bgr tha geo " +
    "fin alb heb cat hun svk jpn est lav site_admin"
  ).split(" "),
);
const DEFAULT_SITE_ACCESS = "eng";
const INDEX = "index.php";

export interface Route {
  /** `eng` by default */
  siteAccess: string;
  /** the prefix of links in the answer: empty for the default site access, else for example `/lit` */
  prefix: string;
  /** without the characters that LHC drops; may be empty */
  module: string;
  view: string;
  /** the path after the view; double slashes give empty ones */
  parameters: string[];
  query: Query;
}

export function routeOf(target: string): Route {
  const queryStart = target.indexOf("?");
  const path = queryStart < 0 ? target : target.slice(0, queryStart);
  const query = parseQuery(queryStart < 0 ? "" : (target.slice(queryStart + 1).split("#", 1)[0] ?? ""));
  const segments = pathSegments(path);

  const first = segments[0];
  const isOther = first !== undefined && first !== DEFAULT_SITE_ACCESS && SITE_ACCESSES.has(first);
  // Any two letters count as a language.
  const isPrefix = isOther || first === DEFAULT_SITE_ACCESS || first?.length === 2;
  const [module = "", view = "", ...parameters] = isPrefix ? segments.slice(1) : segments;
  return {
    siteAccess: isOther ? first : DEFAULT_SITE_ACCESS,
    prefix: isOther ? `/${first}` : "",
    module: module.replace(/[^a-zA-Z0-9_-]/g, ""),
    view: view.replace(/[^a-zA-Z0-9_-]/g, ""),
    parameters,
    query,
  };
}

/** The path may be preceded by `index.php`: literally at the start, or anywhere after decoding. */
function pathSegments(path: string): string[] {
  const written = path.startsWith(`/${INDEX}`) ? afterIndex(path) : path;
  const raw = (written.split("#", 1)[0] ?? "").replace(/^[/ ]+|[/ ]+$/g, "");
  const decoded = afterIndex(raw === "" ? "" : `/${urlDecode(raw)}`).replaceAll("//", "/");
  const segments = parsedPath(INDEX + decoded);
  return segments[0] === INDEX ? segments.slice(1) : segments;
}

function afterIndex(path: string): string {
  const at = path.indexOf(INDEX);
  return at < 0 ? path : path.slice(at + INDEX.length);
}

/** Handles decoded question marks, hashes, colons and control characters like PHP's parse_url() and ezcUrl. */
function parsedPath(url: string): string[] {
  const mark = url.search(/[:?#]/);
  const port = /^:(\d{1,5})(?:\/|$)/.exec(mark < 0 ? "" : url.slice(mark));
  if (port && Number(port[1]) > 65535) return [];
  const path = url.replace(/^([^?#]*)\?[^#]*/, "$1");
  const clean = path.replace(/[\0-\x1f\x7f]/g, "_");
  return clean.replace(/^\/+|\/+$/g, "").split("/");
}

/** `/(name)/value/value…`: the values of the last such name; undefined if it is missing. */
export function unorderedParameter(parameters: readonly string[], name: string): string[] | undefined {
  let found: string[] | undefined;
  let current: string[] | undefined;
  for (const parameter of parameters) {
    if (parameter.length > 1 && parameter.startsWith("(")) {
      current = [];
      if (parameter.replace(/^\(+|\(+$/g, "").replace(/^\)+|\)+$/g, "") === name) found = current;
    } else if (parameter.startsWith("(")) {
      current = undefined;
    } else {
      current?.push(parameter);
    }
  }
  return found;
}
