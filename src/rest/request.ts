import { LhcRestError } from "./rest-error.ts";
import { type CallInfo, readBody } from "./read-body.ts";
import { sleep, withTimeout } from "./clock.ts";
import { pauseBeforeRetry, readRetryAfter } from "./retry.ts";

export interface Call extends CallInfo {
  readonly url: string;
  readonly authorization: string | undefined;
  /** The body of a POST. Without it, the method is GET. */
  readonly form: URLSearchParams | undefined;
  /** Seconds. */
  readonly timeout: number;
  /** The maximum number of retries. */
  readonly retries: number;
  readonly signal: AbortSignal | undefined;
}

/**
 * Sends a request and retries after temporary failures.
 *
 * @returns the parsed answer
 * @throws LhcRestError, or the reason of `signal`
 */
export async function request(call: Call): Promise<unknown> {
  for (let failures = 1; ; failures++) {
    try {
      return await requestOnce(call);
    } catch (error) {
      const pause = failures <= call.retries ? pauseBeforeRetry(error, failures, Math.random()) : null;
      if (pause === null) throw error;
      await sleep(pause, call.signal);
    }
  }
}

async function requestOnce({ signal, ...call }: Call): Promise<unknown> {
  const { url, form, authorization, timeout, endpoint } = call;
  const controller = new AbortController();
  try {
    return await withTimeout(timeout, signal, controller, async () => {
      const response = await fetch(url, {
        method: form ? "POST" : "GET",
        // LHC stores the user agent of the visitor, and sends crawlers an empty answer.
        headers: { "User-Agent": "lhc-status", ...(authorization && { Authorization: authorization }) },
        body: form ?? null,
        // LHC redirects wrong URLs to its chat page, which would count a visitor.
        redirect: "manual",
        signal: controller.signal,
      });
      const answer = {
        status: response.status,
        retryAfter: readRetryAfter(response.headers.get("Retry-After"), Date.now() / 1000),
        body: await response.text(),
      };
      return readBody(answer, call);
    });
  } catch (error) {
    if (error instanceof LhcRestError) throw error;
    signal?.throwIfAborted();
    if (controller.signal.aborted)
      throw new LhcRestError("timeout", `${endpoint} did not answer within ${timeout} s.`);
    // Don't show the rest of the error, because it contains the request.
    const { code, message } = ((error as Error).cause ?? {}) as { code?: unknown; message?: unknown };
    const reason = String(code ?? message ?? "no answer");
    throw new LhcRestError("network", `${endpoint} could not be reached: ${reason}.`, { reason });
  }
}
