/** Where LHC's API can be, judged by an address that somebody has copied. */
import { LOOPBACK, resolveBaseUrl } from "../../protocol/base-url.ts";

/** A host on a private network (RFC 1918, 3927, 4193, 6762), by name or address. */
export const PRIVATE_HOST =
  /^(10(\.\d+){3}|192\.168(\.\d+){2}|172\.(1[6-9]|2\d|3[01])(\.\d+){2}|169\.254(\.\d+){2}|\[?f[cd][0-9a-f]{2}:.*|\[?fe80:.*|[^.:[\]]+|.+\.(local|lan|home\.arpa|internal|intranet))$/i;

/** LHC's modules that people copy addresses of. What follows is not part of the base URL. */
const MODULE =
  /\/(restapi|widgetrestapi|site_admin|design|chat\/(start|startchat|chatwidget|getstatus)|user\/login|front\/default)(\/.*)?$/;
const ENTRY = /^(.*\/)index\.php\/((?:[a-z]{2,3}\/)?)$/;
const SITE_ACCESS = /^(.*\/)([a-z]{3}\/)$/;
const MAX_BASES = 8;

/** The address in an embed code, or the text itself. */
function addressIn(text: string): string {
  // In JSON, a slash may be escaped.
  const plain = text.replaceAll("\\/", "/").trim();
  return /(?:lhc_base_url|base-url|baseUrl)["']?\s*[:=]\s*["']?([^"'\s,<>;}]+)/.exec(plain)?.[1] ?? plain;
}

/** An address without a scheme: `https:`, unless it is a host on this computer or network. */
function withScheme(address: string): string {
  if (/^[a-z][a-z\d+.-]*:\/\//i.test(address) || /^(mailto|file|data|javascript|about):/i.test(address))
    return address;
  const rest = address.replace(/^\/\//, "");
  const host = rest.replace(/[/?#].*/s, "").replace(/:\d+$/, "");
  return `${LOOPBACK.test(host) || PRIVATE_HOST.test(host) ? "http" : "https"}://${rest}`;
}

/** The paths to try, the most likely one first. */
function pathsFrom(pathname: string): string[] {
  const path = pathname
    .replace(MODULE, "/")
    // A file other than LHC's entry point.
    .replace(/[^/]+\.(?!php$)\w{2,5}$/, "")
    .replace(/(?<!\/index)\.php$/, "")
    .replace(/\/*$/, "/");
  const [, folderOfEntry, accessOfEntry = ""] = ENTRY.exec(path) ?? [];
  const [, folderOfAccess, access] = SITE_ACCESS.exec(path) ?? [];
  const paths = [path];
  if (folderOfEntry !== undefined) paths.push(folderOfEntry + accessOfEntry);
  else paths.push(`${path}index.php/`);
  if (folderOfAccess !== undefined && access !== undefined)
    paths.push(`${folderOfAccess}index.php/${access}`);
  for (let parent = folderOfEntry ?? path; ; parent = parent.replace(/[^/]+\/$/, "")) {
    paths.push(parent, `${parent}index.php/`);
    if (parent === "/") return paths;
  }
}

export interface Bases {
  /** To try in this order. */
  readonly bases: readonly string[];
  /** Without a scheme, `http:` may be right if `https:` fails. */
  readonly hasScheme: boolean;
  /** The address is a base URL already, not a link, a host name or an embed code. */
  readonly isBase: boolean;
}

/**
 * The base URLs that an address can stand for. None of them leads to a page that counts a visitor.
 *
 * @throws LhcStatusError `config` if the text contains no address
 */
export function basesFrom(text: string): Bases {
  const address = addressIn(text);
  const full = withScheme(address);
  const isLink = URL.canParse(full) && MODULE.test(new URL(full).pathname);
  // The parameters of a link are not those of a base URL, and may contain an e-mail address.
  const link = isLink ? full.replace(/[?#].*/s, "") : full;
  const given = resolveBaseUrl(isLink ? link.replace(MODULE, "/") : link, {}, () => {});
  const bases = pathsFrom(given.pathname).map((path) => {
    const base = new URL(given);
    base.pathname = path;
    return base.href;
  });
  const isBase = address === text.trim() && full === address && !isLink;
  const hasScheme = full === address;
  return {
    bases: [...new Set(isBase ? [given.href, ...bases] : bases)].slice(0, MAX_BASES),
    hasScheme,
    isBase,
  };
}
