/** Faults on demand between LHC and the browser. */
import { STATUS_CODES } from "node:http";
import { MAINTENANCE_PAGE } from "./answer.ts";
import { PHP_ARRAY, stripTags, utf8ToBytes } from "./php.ts";
import type { Header, PhpResponse } from "./php-response.ts";
import { routeOf } from "./route.ts";

/** All fields can be combined. Their effects occur in this order. */
export interface Fault {
  /** a prefix of the path, or a pattern; absent for every request */
  path?: string | RegExp;
  /** only for this many requests; always by default */
  times?: number;
  /** seconds before the response */
  delay?: number;
  /** sends nothing more, before the head or in the middle of the body, until the client disconnects */
  hang?: "before" | "body";
  /** seconds between the bytes of the body */
  drip?: number;
  /** closes the connection in the middle of the head or the body. Clients cannot detect a truncated body without a
   *  Content-Length (see `headers`) or `reset` */
  cut?: "head" | "body";
  /** TCP RST: at once, or at the position of `cut` */
  reset?: boolean;
  /** sends LHC's 503 page as HTML; the callback is ignored */
  maintenance?: boolean;
  /** to this URL, with 302 by default */
  redirect?: string | { status: number; location: string };
  status?: number;
  /** `{callback}` is replaced by the request's callback */
  body?: string | Uint8Array;
  contentType?: string;
  /** sets a Content-Encoding that the bytes do not have */
  encoding?: "gzip-broken" | "br-broken";
  /** removes headers by name */
  without?: string[];
  /** added */
  headers?: [name: string, value: string][];
  /** sent twice, by name */
  doubled?: string[];
}

const isText = (value: unknown): boolean => typeof value === "string";
const isSeconds = (value: unknown): boolean =>
  typeof value === "number" && value >= 0 && value < 2 ** 31 / 1000;
const isWhole = (value: unknown): boolean => Number.isInteger(value) && Number(value) >= 0;
const isStatus = (value: unknown): boolean => isWhole(value) && Number(value) >= 200 && Number(value) <= 999;
const isSwitch = (value: unknown): boolean => typeof value === "boolean";
const isName = (value: unknown): boolean => typeof value === "string" && /^[!#$%&'*+.^_`|~\w-]+$/.test(value);
const isValue = (value: unknown): boolean =>
  typeof value === "string" && /^[\t\x20-\x7e\x80-\xff]*$/.test(value);
const isOneOf =
  (...values: string[]) =>
  (value: unknown): boolean =>
    isText(value) && values.includes(value as string);
const isListOf =
  (isItem: (item: unknown) => boolean) =>
  (value: unknown): boolean =>
    Array.isArray(value) && value.every(isItem);
const isRedirect = (value: unknown): boolean => {
  if (typeof value !== "object" || value === null) return isValue(value);
  const { status, location, ...rest } = value as Record<string, unknown>;
  return isStatus(status) && isValue(location) && Object.keys(rest).length === 0;
};

const FIELDS: { [Name in keyof Required<Fault>]: [expected: string, check: (value: unknown) => boolean] } = {
  path: ["text or a regular expression", (value) => isText(value) || value instanceof RegExp],
  times: ["a whole number", isWhole],
  delay: ["seconds", isSeconds],
  hang: ["'before' or 'body'", isOneOf("before", "body")],
  drip: ["seconds", isSeconds],
  cut: ["'head' or 'body'", isOneOf("head", "body")],
  reset: ["true or false", isSwitch],
  maintenance: ["true or false", isSwitch],
  redirect: ["an address, or { status, location }", isRedirect],
  status: ["a status from 200 to 999", isStatus],
  body: ["text or bytes", (value) => isText(value) || value instanceof Uint8Array],
  contentType: ["a header value", isValue],
  encoding: ["'gzip-broken' or 'br-broken'", isOneOf("gzip-broken", "br-broken")],
  without: ["a list of header names", isListOf(isName)],
  headers: [
    "a list of [name, value]",
    isListOf((pair) => Array.isArray(pair) && pair.length === 2 && isName(pair[0]) && isValue(pair[1])),
  ],
  doubled: ["a list of header names", isListOf(isName)],
};

/** Returns the value as a fault, or throws a TypeError that names the field. */
export function checkFault(value: unknown): Fault {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new TypeError("a fault must be an object");
  }
  for (const [name, content] of Object.entries(value)) {
    if (!Object.hasOwn(FIELDS, name)) {
      throw new TypeError(`unknown fault field '${name}'; use ${Object.keys(FIELDS).join(", ")}`);
    }
    const [expected, check] = FIELDS[name as keyof Fault];
    if (content !== undefined && !check(content))
      throw new TypeError(`fault field '${name}' must be ${expected}`);
  }
  return value;
}

/** The first fault that matches this path and is not used up. `used` counts the uses. */
export function faultFor(
  faults: readonly Fault[],
  path: string,
  used: WeakMap<Fault, number>,
): Fault | undefined {
  for (const fault of faults) {
    checkFault(fault);
    const count = used.get(fault) ?? 0;
    if (count >= (fault.times ?? Infinity) || !matches(fault, path)) continue;
    used.set(fault, count + 1);
    return fault;
  }
  return undefined;
}

function matches({ path }: Fault, actual: string): boolean {
  if (path === undefined) return true;
  // search() ignores the lastIndex of a sticky or global expression
  return typeof path === "string" ? actual.startsWith(path) : actual.search(path) >= 0;
}

/** Applies the fault to a response. Strings are bytes. */
export function spoil(
  response: PhpResponse,
  fault: Fault,
  request: { method: string; target: string },
): void {
  const { redirect } = fault;
  if (fault.maintenance) {
    response.status = 503;
    response.headers = [
      ["Status", "503 Service Temporarily Unavailable"],
      ["Retry-After", "300"],
      ["Content-type", "text/html; charset=UTF-8"],
    ];
    response.body = MAINTENANCE_PAGE;
  }
  if (redirect !== undefined) {
    const { status, location } =
      typeof redirect === "string" ? { status: 302, location: redirect } : redirect;
    response.status = status;
    response.headers = [
      ["Location", location],
      ["Content-type", "text/html; charset=UTF-8"],
    ];
    response.body = "";
  }
  if (fault.status !== undefined) response.status = fault.status;
  if (fault.body !== undefined) response.body = bodyOf(fault.body, request.target);
  if (fault.contentType !== undefined) response.header("Content-Type", fault.contentType);
  if (fault.encoding) response.header("Content-Encoding", fault.encoding.replace("-broken", ""));
  response.headers = response.headers.filter(([name]) => !isAmong(fault.without, name));
  response.headers.push(...(fault.headers ?? []));
  response.headers = response.headers.flatMap((header) =>
    isAmong(fault.doubled, header[0]) ? [header, header] : [header],
  );
  if (request.method === "HEAD") response.body = "";
}

function bodyOf(body: string | Uint8Array, target: string): string {
  if (typeof body !== "string") return Buffer.from(body).toString("latin1");
  const callback = routeOf(target).query.get("callback") ?? "";
  return utf8ToBytes(body).replaceAll("{callback}", () =>
    callback === PHP_ARRAY ? "" : stripTags(callback),
  );
}

const isAmong = (names: readonly string[] | undefined, name: string): boolean =>
  names?.some((other) => other.toLowerCase() === name.toLowerCase()) ?? false;

/** The raw head. It has no length, because the body ends with the connection. */
export function headOf(status: number, headers: readonly Header[], date: Date): string {
  const reason = status === 503 ? "Service Temporarily Unavailable" : (STATUS_CODES[status] ?? "");
  const lines = [["Date", date.toUTCString()], ["Connection", "close"], ...headers].map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  return `HTTP/1.1 ${status} ${reason}\r\n${lines.join("")}\r\n`;
}
