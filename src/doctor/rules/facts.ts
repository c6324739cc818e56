/** What a check observed of an installation. Anything can be missing: a page sees less than a program. */

/** The questions of a check: `…-jsonp` uses the badge's callback, `other-callback` a different one. */
export type QuestionName =
  | "site"
  | "site-jsonp"
  | "other-callback"
  | "unknown-inclusive"
  | "inclusive-jsonp"
  | "user"
  | "department"
  | "department-inclusive"
  | "department-without-hours"
  | "department-without-bot"
  | "repeat"
  | "departments"
  | "refusal";

export type Header = readonly [name: string, value: string];

/**
 * Why there is no complete response:
 * - `timeout`: it did not arrive in time
 * - `host`: the host name does not resolve
 * - `refused`: the connection was refused or blocked
 * - `certificate`: the HTTPS certificate is not trusted; `certificate-…`, if the reason is known
 * - `tls`: no common TLS version or cipher
 * - `cut`: the connection closed too early
 * - `garbled`: the response is not valid HTTP
 * - `compression`: the body does not match its Content-Encoding
 * - `unknown`: browsers do not give pages a reason
 */
export type FailureKind =
  | "timeout"
  | "host"
  | "refused"
  | "certificate"
  | "certificate-expired"
  | "certificate-host"
  | "certificate-untrusted"
  | "certificate-chain"
  | "tls"
  | "cut"
  | "garbled"
  | "compression"
  | "unknown";

export interface Failure {
  readonly kind: FailureKind;
  /** As reported by the HTTP client. */
  readonly message: string;
}

/** One question and its response. Redirects must not be followed. */
export interface Exchange {
  readonly name: QuestionName;
  /** The requested URL, including callback and time slot. */
  readonly url: string;
  readonly status?: number;
  /** In the order received; duplicates are listed separately. */
  readonly headers?: readonly Header[];
  /** `readable`: only the headers that a page can read across origins. Default: `all`. */
  readonly headersSeen?: "all" | "readable";
  /** Decompressed. For a JSONP script, the call that it made: `lhcStatus({"isonline":true})`. */
  readonly body?: string;
  /** Seconds until the response was complete. */
  readonly duration?: number;
  /** Unix time in seconds. Replaces the `Date` header if that is missing. */
  readonly receivedAt?: number;
  /** Set by pages, which see that there was a redirect, but not its target (`type: "opaqueredirect"`). */
  readonly redirected?: boolean;
  readonly failure?: Failure;
  /** The server's IP address. */
  readonly remoteAddress?: string | undefined;
  /** The server's certificate, in Unix time in seconds. */
  readonly certificate?: { readonly begins: number; readonly ends: number } | undefined;
}

/** The target of a check. Ids are unvalidated. */
export interface Asked {
  readonly baseUrl: string;
  readonly department?: string | undefined;
  readonly user?: string | undefined;
  /** The site's `department-match`. Default: `explicit`. */
  readonly departmentMatch?: "explicit" | "inclusive" | undefined;
}

/** How the base URL was found. */
export interface Search {
  readonly given: string;
  /** The address was meant as a base URL, and not a link, a host name or an embed code. */
  readonly isBase: boolean;
  /** The base URLs that were tried, in order. */
  readonly tried: readonly string[];
  readonly isFound: boolean;
}

/** LHC's messages for calls that need credentials: without any, and with a user name that does not exist. */
export interface Refusals {
  readonly without: string | undefined;
  readonly withUnknownUser: string | undefined;
  /** The `Server` header. */
  readonly server?: string | undefined;
}

/** What one REST call answers for the given credentials. */
export interface CallResult {
  readonly call: string;
  /** What the role needs. */
  readonly needs: string;
  /** Undefined if the call works. */
  readonly refusal?: string | undefined;
  /** The refusal is about the credentials themselves, so no other call would work. */
  readonly isFinal?: boolean | undefined;
}

/** A department that LHC's own widget offers: visible and enabled. */
export interface ListedDepartment {
  /** The alias, or the id if there is none. */
  readonly value: string;
  readonly name: string;
  /** Counted as with `department-match="inclusive"`. */
  readonly online?: boolean;
}

export interface Facts extends Asked {
  /** In the order of the requests. */
  readonly exchanges: readonly Exchange[];
  /** The `Origin` header of the requests, if any. */
  readonly origin?: string | undefined;
  readonly search?: Search | undefined;
  readonly refusals?: Refusals | undefined;
  readonly calls?: readonly CallResult[] | undefined;
  /** The departments that visitors can choose. LHC lists them only if there are at least two. */
  readonly departments?: readonly ListedDepartment[] | undefined;
}

/** The CORS-safelisted response headers (Fetch standard), which a page can read across origins. */
const READABLE = new Set(
  "cache-control content-language content-length content-type expires last-modified pragma".split(" "),
);

/** The values of a header in the order received. Undefined if the header was not visible. */
export function valuesOf(exchange: Exchange, name: string): readonly string[] | undefined {
  const { headers, headersSeen } = exchange;
  if (!headers || (headersSeen === "readable" && !READABLE.has(name))) return undefined;
  return headers.filter(([other]) => other.toLowerCase() === name).map(([, value]) => value.trim());
}

/** The requested callback, or null. */
export function callbackOf({ url }: Exchange): string | null {
  return new URL(url).searchParams.get("callback");
}

/** Path and query of the URL, without the time slot. */
function pathOf({ url }: Exchange): string {
  const { pathname, searchParams } = new URL(url);
  searchParams.delete("_");
  const query = decodeURIComponent(searchParams.toString());
  return query ? `${pathname}?${query}` : pathname;
}

/** Where something was found: `/a, /b and 3 more`. */
export function listPaths(exchanges: readonly Exchange[]): string {
  const [first, second, ...more] = exchanges.map(pathOf);
  return (
    [first, second].filter((path) => path !== undefined).join(", ") +
    (more.length ? ` and ${more.length} more` : "")
  );
}
