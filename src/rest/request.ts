import { LhcRestError } from "./rest-error.ts";
import { type Asked, readBody } from "./read-body.ts";
import { limited, sleep } from "./clock.ts";
import { pauseBeforeRetry, readRetryAfter } from "./retry.ts";

export interface Call extends Asked {
  readonly url: string;
  readonly authorization: string | undefined;
  /** Sent by POST; without it by GET. */
  readonly form: URLSearchParams | undefined;
  /** Seconds. */
  readonly timeout: number;
  /** How often it may be repeated. */
  readonly retries: number;
  readonly signal: AbortSignal | undefined;
}

/**
 * Asks LHC, and asks again where that may help and does no harm.
 *
 * @returns the value of the answer
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
  const { url, form, authorization, timeout, where } = call;
  const own = new AbortController();
  try {
    return await limited(timeout, signal, own, async () => {
      const response = await fetch(url, {
        method: form ? "POST" : "GET",
        // LHC keeps it with the visitor, and gives crawlers no answer.
        headers: { "User-Agent": "lhc-status", ...(authorization && { Authorization: authorization }) },
        body: form ?? null,
        // LHC leads wrong addresses to its chat page, and counts a visitor there.
        redirect: "manual",
        signal: own.signal,
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
    if (own.signal.aborted) throw new LhcRestError("timeout", `${where} gave no answer within ${timeout} s.`);
    // Nothing else of the error is shown: it is made of the request.
    const { code, message } = ((error as Error).cause ?? {}) as { code?: unknown; message?: unknown };
    const reason = String(code ?? message ?? "no answer");
    throw new LhcRestError("network", `${where} could not be reached: ${reason}.`, { reason });
  }
}
