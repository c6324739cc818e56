/**
 * What went wrong with a call:
 * - `unauthorized`: the user name and its key or password are missing or not accepted
 * - `forbidden`: they are right, but the user may not do this, or not from this address
 * - `not-found`: LHC has no such chat, department or user
 * - `bad-request`: a parameter that LHC refuses; without `httpStatus` nothing was sent
 * - `maintenance`: HTTP 429 or 5xx, most often LHC's maintenance page
 * - `not-lhc`: a redirect, or a page: most often a wrong `baseUrl`
 * - `timeout`: no complete answer in time
 * - `network`: no connection, or one that broke, also in the middle of an answer
 * - `bad-answer`: LHC's kind of answer, but not what it has to say: empty, or a field that does not fit
 */
export type LhcRestErrorCode =
  | "unauthorized"
  | "forbidden"
  | "not-found"
  | "bad-request"
  | "maintenance"
  | "not-lhc"
  | "timeout"
  | "network"
  | "bad-answer";

/** What is known of a failure besides its code. */
interface Details {
  httpStatus?: number | undefined;
  lhcMessage?: string | undefined;
  retryAfter?: number | undefined;
  reason?: string | undefined;
}

/**
 * A call without a result. It holds no credentials, no chat hash and no server trace, and has no `cause`: what `fetch`
 * throws is made of the request.
 */
export class LhcRestError extends Error {
  override readonly name = "LhcRestError";
  readonly code: LhcRestErrorCode;
  /** The HTTP status, where there was one. LHC says many failures with 200. */
  declare readonly httpStatus: number | undefined;
  /** What LHC itself said, in the language of its site access; shortened, credentials and hashes blacked out. */
  declare readonly lhcMessage: string | undefined;
  /** Seconds that the server asked to be left alone for (`Retry-After`). */
  declare readonly retryAfter: number | undefined;
  /** Of a `network` failure, in the system's words: `ECONNREFUSED`, `ENOTFOUND`, `CERT_HAS_EXPIRED` and so on. */
  declare readonly reason: string | undefined;

  constructor(code: LhcRestErrorCode, message: string, details: Details = {}) {
    const said = details.lhcMessage ? ` LHC says: ${details.lhcMessage}` : "";
    super(`${message}${said} More: lhc-status/docs/rest.md#${code}`);
    this.code = code;
    Object.assign(this, details);
  }
}

/** Whether the same call may succeed later, with nothing changed by its caller. */
export const isTemporary = (error: unknown): error is LhcRestError =>
  error instanceof LhcRestError && ["maintenance", "timeout", "network"].includes(error.code);

/** The reason for an answer that ends too early. */
export const CUT = "cut";

/** Whether no connection came about, which a wrong address or certificate never mends, unlike one that broke. */
export const isUnreachable = ({ code, reason = "" }: LhcRestError): boolean =>
  code === "network" && !/^(cut|ECONNRESET|EPIPE|HPE_|Z_|UND_ERR_(?!CONNECT))/.test(reason);
