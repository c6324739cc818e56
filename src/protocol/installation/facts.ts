/** What was seen of an installation. All of it may be missing: a page sees less than a program does. */

/** The questions of a plan: `…-jsonp` names a callback, `other-callback` another one. */
export type QuestionName =
  | "site"
  | "site-jsonp"
  | "other-callback"
  | "unknown-inclusive"
  | "inclusive-jsonp"
  | "user"
  | "department"
  | "department-inclusive";

export type Header = readonly [name: string, value: string];

/**
 * Why no whole answer came:
 * - `timeout`: none in time
 * - `host`: its name is unknown
 * - `refused`: nobody listens there, or the way is barred
 * - `certificate`: HTTPS with a certificate that is not trusted
 * - `cut`: the connection ended too early
 * - `garbled`: what came is no HTTP
 * - `compression`: the body is not in the encoding that its header names
 * - `unknown`: a page is not told
 */
export type FailureKind =
  | "timeout"
  | "host"
  | "refused"
  | "certificate"
  | "cut"
  | "garbled"
  | "compression"
  | "unknown";

export interface Failure {
  readonly kind: FailureKind;
  /** In the words of the one who asked. */
  readonly message: string;
}

/** One question and what came of it. Redirects must not be followed. */
export interface Exchange {
  readonly name: QuestionName;
  /** As it was requested, with callback and time slot. */
  readonly url: string;
  readonly status?: number;
  /** In the order of the wire, doubled ones twice. */
  readonly headers?: readonly Header[];
  /** `readable`: only those that a page may read across origins. `all` by default. */
  readonly headersSeen?: "all" | "readable";
  /** Decoded. Who asked by a script writes the call that was made: `lhcStatus({"isonline":true})`. */
  readonly body?: string;
  /** Seconds until the answer was whole. */
  readonly duration?: number;
  /** Unix time in seconds when it came; ages are counted from the answer's `Date` if this is missing. */
  readonly receivedAt?: number;
  /** A page learns only that there was a redirect (`type: "opaqueredirect"`). */
  readonly redirected?: boolean;
  readonly failure?: Failure;
}

/** Who is asked for. Ids as the site's author wrote them. */
export interface Asked {
  readonly baseUrl: string;
  readonly department?: string | undefined;
  readonly user?: string | undefined;
  /** How the site means to ask for the department; `explicit` by default. */
  readonly departmentMatch?: "explicit" | "inclusive" | undefined;
}

export interface Facts extends Asked {
  /** In the order in which they were asked. */
  readonly exchanges: readonly Exchange[];
  /** The `Origin` that the questions named; absent if they named none. */
  readonly origin?: string | undefined;
}

/** What a page may read of an answer from another origin (Fetch standard, CORS-safelisted response headers). */
const READABLE = new Set(
  "cache-control content-language content-length content-type expires last-modified pragma".split(" "),
);

/** The values of a header in the order of the wire; undefined if that could not be seen. */
export function valuesOf(exchange: Exchange, name: string): readonly string[] | undefined {
  const { headers, headersSeen } = exchange;
  if (!headers || (headersSeen === "readable" && !READABLE.has(name))) return undefined;
  return headers.filter(([other]) => other.toLowerCase() === name).map(([, value]) => value.trim());
}

/** The callback that the question names, or null. */
export function callbackOf({ url }: Exchange): string | null {
  return new URL(url).searchParams.get("callback");
}

/** Path and query of what was asked, without what differs from one request to the next. */
function pathOf({ url }: Exchange): string {
  const { pathname, searchParams } = new URL(url);
  searchParams.delete("_");
  const query = decodeURIComponent(searchParams.toString());
  return query ? `${pathname}?${query}` : pathname;
}

/** `/a, /b and 3 more`: where something was seen. */
export function listed(exchanges: readonly Exchange[]): string {
  const [first, second, ...more] = exchanges.map(pathOf);
  return (
    [first, second].filter((path) => path !== undefined).join(", ") +
    (more.length ? ` and ${more.length} more` : "")
  );
}
