import { isTemporary } from "./rest-error.ts";

/**
 * How long to wait before a failed call is repeated. Full jitter: a server that comes back is not met by all its
 * clients at once.
 *
 * @param failures how often it failed, from 1
 * @param random from 0 to 1
 * @returns seconds: up to 0.5, 1, 2 and so on, or null where it is not worth repeating within the call
 */
export function pauseBeforeRetry(error: unknown, failures: number, random: number): number | null {
  if (!isTemporary(error)) return null;
  const { retryAfter = 0 } = error;
  if (retryAfter > LONGEST_PAUSE) return null;
  return Math.max(random * Math.min(LONGEST_PAUSE, 2 ** failures / 4), retryAfter);
}

/** Seconds. Who is to wait longer is told so by the error. */
const LONGEST_PAUSE = 10;

/** Seconds, also where the server asks for more: `setTimeout` ends at once if it is given more than 24 days. */
const LONGEST_PAUSE_OF_SERIES = 300;

/**
 * How long to wait before the next question of a series: the interval, and up to twice, four times and so on of it
 * while it fails, or what the server asks for, but no more than 5 minutes.
 *
 * @param failures how many times in a row it has failed
 * @param random from 0 to 1
 * @param retryAfter seconds, of the last failure
 * @returns seconds
 */
export const pauseBetween = (interval: number, failures: number, random: number, retryAfter = 0): number =>
  Math.max(
    interval,
    random * Math.min(LONGEST_PAUSE_OF_SERIES, interval * 2 ** failures),
    Math.min(LONGEST_PAUSE_OF_SERIES, retryAfter),
  );

/**
 * @param header `Retry-After`: seconds or a date
 * @param now Unix time in seconds
 * @returns whole seconds, or undefined where there is nothing to be read
 */
export function readRetryAfter(header: string | null, now: number): number | undefined {
  const given = header ?? "";
  // Date.parse() alone takes -5 for a month and 2050 for a year.
  const isDate = /^(mon|tue|wed|thu|fri|sat|sun)/i.test(given);
  const seconds = isDate ? Date.parse(given) / 1000 - now : Number(/^[\d.]+(?=,|$)/.exec(given)?.[0]);
  return seconds > 0 ? Math.ceil(seconds) : undefined;
}
