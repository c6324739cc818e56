import { globals } from "../page/globals.ts";
import { readAnswer } from "../protocol/answer.ts";
import { LhcStatusError } from "../protocol/error.ts";
import type { Question } from "../protocol/question.ts";
import { blockedByPolicy } from "./blocked-by-policy.ts";
import { isTaken } from "./preload.ts";

/**
 * Asks with `fetch`, so no foreign code runs in the page. Sends no cookies and no referrer, and refuses redirects:
 * a mistyped address redirects to LHC's chat page, which would record a visitor for each request.
 *
 * @param url including the time slot
 * @param isPreloaded takes the response of the page's preload link. Any other option would send a second request
 * @throws LhcStatusError `network`, `blocked-by-csp`, `http`, `bad-answer`, or the signal's reason
 */
export async function askByFetch(
  question: Question,
  url: string,
  signal: AbortSignal,
  isPreloaded = false,
): Promise<boolean> {
  let value: unknown;
  let violated = "";
  // Other scripts of the page cause violations, too. A report-only policy blocks nothing.
  const note = ({ disposition, blockedURI, effectiveDirective }: SecurityPolicyViolationEvent): void => {
    if (disposition === "enforce" && effectiveDirective === "connect-src" && url.startsWith(blockedURI))
      violated = effectiveDirective;
  };
  const page = globals.document;
  page?.addEventListener("securitypolicyviolation", note);
  try {
    const response = await fetch(url, {
      ...(!isPreloaded && {
        credentials: "omit",
        redirect: "error",
        cache: isTaken(url) ? "no-store" : "default",
      }),
      referrerPolicy: "no-referrer",
      signal,
    });
    if (response.redirected) throw new Error("redirected");
    if (!response.ok) {
      throw new LhcStatusError("http", `${url} answered with HTTP ${response.status}.`, response.status);
    }
    const body = await response.text();
    try {
      value = JSON.parse(body);
    } catch {
      // readAnswer() rejects undefined
    }
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    if (error instanceof LhcStatusError) throw error;
    // The violation is reported after the error.
    if (page) await new Promise((resolve) => setTimeout(resolve));
    signal.throwIfAborted();
    if (violated) throw blockedByPolicy(url, violated);
    // Node names the reason in the cause. Browsers withhold it, but CORS exists only there.
    const { code, message } = ((error as Error).cause ?? error) as { code?: string; message: string };
    const why = globals.location
      ? ", or one that this page may not read: a redirect, or no Access-Control-Allow-Origin header."
      : `: ${code ?? message}. Is base-url right?`;
    throw new LhcStatusError("network", `No answer from ${url}${why}`, undefined, { cause: error });
  } finally {
    page?.removeEventListener("securitypolicyviolation", note);
  }
  return readAnswer(value, question);
}
