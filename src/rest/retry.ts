import { isTemporary } from "./rest-error.ts";

/**
 * The pause before a retry: exponential back-off with full jitter, so that clients do not retry all at once.
 *
 * @param failures the number of failures, from 1
 * @param random from 0 to 1
 * @returns seconds (up to 0.5, 1, 2 and so on), or null if the call should fail instead
 */
export function pauseBeforeRetry(error: unknown, failures: number, random: number): number | null {
  if (!isTemporary(error)) return null;
  const { retryAfter = 0 } = error;
  if (retryAfter > MAX_RETRY_SECONDS) return null;
  return Math.max(random * Math.min(MAX_RETRY_SECONDS, 2 ** failures / 4), retryAfter);
}

/** If `Retry-After` is longer, the call fails and its error has `retryAfter`. */
const MAX_RETRY_SECONDS = 10;

/** Limits `Retry-After`, too, because `setTimeout` fires at once if its delay exceeds 24 days. */
const MAX_POLL_SECONDS = 300;

/**
 * The pause before the next poll: the interval, with exponential back-off and jitter after failures. `Retry-After` and
 * the back-off are limited to 5 minutes.
 *
 * @param failures the number of consecutive failures
 * @param random from 0 to 1
 * @param retryAfter `Retry-After` of the last failure, in seconds
 * @returns seconds
 */
export const pauseBetween = (interval: number, failures: number, random: number, retryAfter = 0): number =>
  Math.max(
    interval,
    random * Math.min(MAX_POLL_SECONDS, interval * 2 ** failures),
    Math.min(MAX_POLL_SECONDS, retryAfter),
  );

/**
 * @param header `Retry-After`: seconds or a date
 * @param now Unix time in seconds
 * @returns whole seconds, or undefined if the header is missing, invalid or in the past
 */
export function readRetryAfter(header: string | null, now: number): number | undefined {
  const given = header ?? "";
  // Require a weekday, because Date.parse() reads -5 as a month and 2050 as a year.
  const isDate = /^(mon|tue|wed|thu|fri|sat|sun)/i.test(given);
  const seconds = isDate ? Date.parse(given) / 1000 - now : Number(/^[\d.]+(?=,|$)/.exec(given)?.[0]);
  return seconds > 0 ? Math.ceil(seconds) : undefined;
}
