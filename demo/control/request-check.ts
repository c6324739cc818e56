/**
 * Only the demo's own page may control its server. The control listens on the loopback interface, but any page in the
 * same browser can reach that: by a form, by `fetch`, or by a host name that resolves to 127.0.0.1 (DNS rebinding). So a
 * request must be sent to a loopback name and by the demo's own page.
 */

export interface RequestHead {
  readonly method?: string | undefined;
  /** Names are in lower case, as in Node. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

export interface Refusal {
  readonly status: number;
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const LOOPBACK_NAMES = ["localhost", "127.0.0.1", "[::1]"];

/** Bytes. */
export const BODY_LIMIT = 1024;

/**
 * Returns why the request is refused, or null if it is allowed.
 *
 * @param port the port of the demo's page
 * @param method the allowed method
 */
export function refusal(request: RequestHead, port: number, method: "GET" | "POST"): Refusal | null {
  const { headers } = request;
  const host = single(headers.host)?.toLowerCase();
  if (!host || !isLoopback(host, port)) {
    return { status: 403, message: "Use a loopback name and the demo's own port." };
  }
  if (request.method !== method) {
    return { status: 405, message: `Use ${method}.`, headers: { Allow: method } };
  }
  // Browsers send at least one of the two with every POST. A GET by an older browser may have neither, but other
  // origins cannot read the response.
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
  // Forms cannot send JSON, and a page of another origin would need a CORS preflight, which is refused.
  const type = single(headers["content-type"])?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json") {
    return { status: 415, message: "Send application/json." };
  }
  return Number(headers["content-length"] ?? 0) > BODY_LIMIT ? tooLong : null;
}

export const tooLong: Refusal = { status: 413, message: `Send at most ${BODY_LIMIT} bytes.` };

function isLoopback(host: string, port: number): boolean {
  return LOOPBACK_NAMES.some((name) => host === `${name}:${port}` || (port === 80 && host === name));
}

function single(value: string | string[] | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}
