/**
 * What went wrong with a question:
 * - `config`: a setting that only the page's author can mend; nothing was sent
 * - `timeout`: no complete answer in time
 * - `network`: no answer, or one that the browser withheld without saying why
 * - `blocked-by-csp`: the page's own policy forbids the request
 * - `no-callback`: a script arrived, but did not call back
 * - `bad-answer`: the answer is not the boolean that LHC gives
 * - `http`: an HTTP error status (`transport="fetch"` alone can see it)
 */
export type LhcStatusErrorCode =
  | "config"
  | "timeout"
  | "network"
  | "blocked-by-csp"
  | "no-callback"
  | "bad-answer"
  | "http";

/** A part of a query that came with the base URL, and may be a proxy's key: neither the question's nor a flag. */
const FOREIGN = /([?&])(?!(?:callback|_|dep)=|\w+=true(?![^\s&]))[^\s&]+/g;

/** A question that got no status. Each code has a heading in the documentation. */
export class LhcStatusError extends Error {
  override readonly name = "LhcStatusError";
  readonly code: LhcStatusErrorCode;
  /** The HTTP status, with the code `http` only. */
  readonly httpStatus: number | undefined;
  /** What else to know about what was asked; empty for most. */
  hint = "";
  /** Where to read on, in the package. */
  readonly docs: string;

  constructor(code: LhcStatusErrorCode, message: string, httpStatus?: number, options?: ErrorOptions) {
    super(code === "config" ? message : message.replace(FOREIGN, "$1…"), options);
    this.code = code;
    this.httpStatus = httpStatus;
    this.docs = `lhc-status/README.md#${code}`;
  }

  /** All of it, for people: what is wrong, the hint, and where to read on. */
  override toString(): string {
    return [this.message, this.hint, `More: ${this.docs}`].filter(Boolean).join(" ");
  }
}
