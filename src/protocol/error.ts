import { docsPage } from "./docs.ts";

/**
 * Why a question failed:
 * - `config`: an invalid setting, which only the page's author can correct; no request was sent
 * - `timeout`: no complete answer in time
 * - `network`: no answer, or one that the browser blocked without giving a reason
 * - `blocked-by-csp`: the page's own policy blocks the request
 * - `no-callback`: a script arrived but did not call back
 * - `bad-answer`: the answer is not the boolean that LHC sends
 * - `http`: an HTTP error status (visible with `transport="fetch"` only)
 */
export type LhcStatusErrorCode =
  | "config"
  | "timeout"
  | "network"
  | "blocked-by-csp"
  | "no-callback"
  | "bad-answer"
  | "http";

/** A query parameter that is not the question's own. It came with the base URL and may be a proxy's key. */
const FOREIGN = /([?&])(?!(?:callback|_|dep)=|\w+=true(?![^\s&]))[^\s&]+/g;

/** A failed question. docs/errors.md has a heading for each code. */
export class LhcStatusError extends Error {
  override readonly name = "LhcStatusError";
  declare readonly code: LhcStatusErrorCode;
  /** The HTTP status, with the code `http` only. */
  declare readonly httpStatus: number | undefined;
  /** Advice that depends on the question. Empty for most. */
  hint = "";
  /** Documentation of the error: its address, or a path in the package. */
  declare readonly docs: string;

  constructor(code: LhcStatusErrorCode, message: string, httpStatus?: number, options?: ErrorOptions) {
    super(code === "config" ? message : message.replace(FOREIGN, "$1…"), options);
    this.code = code;
    this.httpStatus = httpStatus;
    this.docs = `${docsPage("errors")}#${code}`;
  }

  /** Message, hint and link to the documentation. */
  override toString(): string {
    return [this.message, this.hint, `More: ${this.docs}`].filter(Boolean).join(" ");
  }
}

/** The error of a failed question. Any other error comes from a page that is sandboxed, or lacks what browsers provide. */
export const asStatusError = (error: unknown): LhcStatusError =>
  error instanceof LhcStatusError
    ? error
    : new LhcStatusError(
        "config",
        `This page cannot request the status: ${String(error)}. It may be sandboxed, or another script has changed a built-in function. Set transport="fetch".`,
        undefined,
        { cause: error },
      );
