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

/** A question that got no status. The message says what to look at; each code has a paragraph in the README. */
export class LhcStatusError extends Error {
  override readonly name = "LhcStatusError";
  readonly code: LhcStatusErrorCode;
  /** The HTTP status, with the code `http` only. */
  readonly httpStatus: number | undefined;

  constructor(code: LhcStatusErrorCode, message: string, httpStatus?: number, options?: ErrorOptions) {
    // LHC's widget asks so too, but it is no documented part of the API.
    const hint =
      code !== "timeout" && message.includes("/chatcheckstatus?")
        ? ' department-match="inclusive" needs an LHC that has chatcheckstatus.'
        : "";
    const said = code === "config" ? message : message.replace(FOREIGN, "$1…");
    super(`${said}${hint} More: lhc-status/README.md#${code}`, options);
    this.code = code;
    this.httpStatus = httpStatus;
  }
}
