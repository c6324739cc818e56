/**
 * Who may drive the demo. The control listens on the loopback interface, but every page that is open in the same
 * browser reaches that too: by a form, by `fetch`, and by a name of its own that it lets point to 127.0.0.1
 * (DNS rebinding). So a request must have been sent to a loopback name, and by the demo's own page.
 */

export interface RequestHead {
  readonly method?: string | undefined;
  /** Lower-case names, as Node gives them. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

export interface Refusal {
  readonly status: number;
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const LOOPBACK_NAMES = ["localhost", "127.0.0.1", "[::1]"];

/** No order is longer than this, in bytes. */
export const BODY_LIMIT = 1024;

/**
 * Whether the request may go on: null, or why not.
 *
 * @param port where the demo's page is served
 * @param method the one that this address takes
 */
export function refusal(request: RequestHead, port: number, method: "GET" | "POST"): Refusal | null {
  const { headers } = request;
  const host = single(headers.host)?.toLowerCase();
  if (!host || !isLoopback(host, port)) {
    return { status: 403, message: "The demo answers under a loopback name and its own port only." };
  }
  if (request.method !== method) {
    return { status: 405, message: `This address takes ${method} only.`, headers: { Allow: method } };
  }
  // Browsers send at least one of the two with every POST; a GET from an older one may have neither, and what it
  // gets then cannot be read across origins.
  const site = headers["sec-fetch-site"];
  const origin = headers.origin;
  if (
    (site !== undefined && site !== "same-origin") ||
    (origin !== undefined && origin !== `http://${host}`) ||
    (method === "POST" && origin === undefined)
  ) {
    return { status: 403, message: "Only the demo's own page may do this." };
  }
  return method === "POST" ? bodyRefusal(headers) : null;
}

function bodyRefusal(headers: RequestHead["headers"]): Refusal | null {
  // Forms cannot send JSON, and a page of another origin would need a CORS preflight, which nobody answers.
  const type = single(headers["content-type"])?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json") {
    return { status: 415, message: "Send application/json." };
  }
  return Number(headers["content-length"] ?? 0) > BODY_LIMIT ? tooLong : null;
}

export const tooLong: Refusal = { status: 413, message: `Send ${BODY_LIMIT} bytes at most.` };

function isLoopback(host: string, port: number): boolean {
  return LOOPBACK_NAMES.some((name) => host === `${name}:${port}` || (port === 80 && host === name));
}

function single(value: string | string[] | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}
