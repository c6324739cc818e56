import { docsPage } from "../protocol/docs.ts";

/**
 * Why a call failed:
 * - `unauthorized`: the credentials are missing or wrong
 * - `forbidden`: the credentials are valid, but the user lacks the permission, or the IP address is not allowed
 * - `not-found`: the chat, department or user does not exist
 * - `bad-request`: a parameter is invalid; without `httpStatus`, nothing was sent
 * - `maintenance`: HTTP 429 or 5xx, usually LHC's maintenance page
 * - `not-lhc`: a redirect or a web page, usually because `baseUrl` is wrong
 * - `timeout`: no complete answer in time
 * - `network`: the connection failed, or broke before the answer was complete
 * - `bad-answer`: an empty answer, or JSON with a missing or invalid field
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

interface Details {
  httpStatus?: number | undefined;
  lhcMessage?: string | undefined;
  retryAfter?: number | undefined;
  reason?: string | undefined;
}

/**
 * A failed call. It contains no credentials, chat hash or server trace, and no `cause`, because the errors of `fetch`
 * contain the request.
 */
export class LhcRestError extends Error {
  override readonly name = "LhcRestError";
  readonly code: LhcRestErrorCode;
  /** The HTTP status, if LHC answered. LHC reports many failures with 200. */
  declare readonly httpStatus: number | undefined;
  /** LHC's message in the language of its site access, shortened. Credentials and hashes are redacted. */
  declare readonly lhcMessage: string | undefined;
  /** The server's `Retry-After`, in seconds. */
  declare readonly retryAfter: number | undefined;
  /** The system's error code of a `network` failure, for example `ECONNREFUSED` or `CERT_HAS_EXPIRED`. */
  declare readonly reason: string | undefined;

  constructor(code: LhcRestErrorCode, message: string, details: Details = {}) {
    const lhcSays = details.lhcMessage ? ` LHC says: ${details.lhcMessage}` : "";
    super(`${message}${lhcSays} More: ${docsPage("rest")}#${code}`);
    this.code = code;
    Object.assign(this, details);
  }
}

/** Whether a retry of the same call may succeed. */
export const isTemporary = (error: unknown): error is LhcRestError =>
  error instanceof LhcRestError && ["maintenance", "timeout", "network"].includes(error.code);

/** The `reason` of an incomplete answer. */
export const TRUNCATED = "cut";

/** Whether no connection was established. A wrong address or certificate is permanent; a broken connection is not. */
export const isUnreachable = ({ code, reason = "" }: LhcRestError): boolean =>
  code === "network" && !/^(cut|ECONNRESET|EPIPE|HPE_|Z_|UND_ERR_(?!CONNECT))/.test(reason);
