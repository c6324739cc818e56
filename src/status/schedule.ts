/**
 * When to ask, and for how long an answer stands. Pure: the clock and the dice (from 0 to 1) are given.
 * All times are in seconds.
 */

/** `checking`: no answer yet. `unknown`: no answer to be had, or none that is young enough to be honest. */
export type Status = "checking" | "online" | "offline" | "unknown";

export const DEFAULT_INTERVAL = 60;
/** LHC needs up to 300 s to notice that an operator left: asking more often buys nothing. */
export const MIN_INTERVAL = 30;
export const DEFAULT_TIMEOUT = 8;
/** So long an answer is given back as it is, instead of a new question. */
export const FRESH = 5;

const SHORTEST_RETRY = 5;
const LONGEST_RETRY = 15 * 60;
/** After so many failures a server that has never answered is left in peace. */
const PATIENCE = 3;
const RETURN_SPREAD = 3;

/** A point in time by both clocks: `date` survives sleep, `ticks` survives a clock that is set. */
export interface Moment {
  /** Unix time. */
  readonly date: number;
  /** Monotonic, since an arbitrary start. */
  readonly ticks: number;
}

/** How long ago `then` was. Where the clocks disagree it is the longer time: an answer gets old, never young. */
export function age(then: Moment, now: Moment): number {
  return Math.max(now.date - then.date, now.ticks - then.ticks);
}

/** What is known about one question. */
export interface Knowledge {
  /** The last answer, and when it was asked for. */
  readonly answer: { readonly online: boolean; readonly at: Moment } | null;
  /** The newest question failed. */
  readonly failed: boolean;
  /** The page has come back to an answer too old to be shown, and nothing came since. */
  readonly returned: boolean;
}

/** From this age on an answer that could not be confirmed is no longer shown. */
export function expiry(interval: number): number {
  return Math.max(3 * (interval || DEFAULT_INTERVAL), 300);
}

const staleness = (interval: number): number => 2 * (interval || DEFAULT_INTERVAL);

/** What to show. `stale`: the answer that is shown is two intervals old, or older. */
export function statusOf(
  { answer, failed, returned }: Knowledge,
  interval: number,
  now: Moment,
): { status: Status; stale: boolean } {
  if (!answer) return { status: failed ? "unknown" : "checking", stale: false };
  const years = age(answer.at, now);
  if (years > expiry(interval) && (failed || returned))
    return { status: failed ? "unknown" : "checking", stale: false };
  return { status: answer.online ? "online" : "offline", stale: years >= staleness(interval) };
}

/** In how many seconds `statusOf` changes by the passing of time alone; `Infinity` for never. */
export function nextChange({ answer, failed }: Knowledge, interval: number, now: Moment): number {
  if (!answer) return Infinity;
  const years = age(answer.at, now);
  if (years < staleness(interval)) return staleness(interval) - years;
  return failed && years <= expiry(interval) ? expiry(interval) - years + 0.001 : Infinity;
}

/** The pause after an answer: ±10 %, so that visitors who came together do not stay together. */
export function delayAfterAnswer(interval: number, dice: number): number {
  return interval * (0.9 + 0.2 * dice);
}

/**
 * The pause after a failure: full jitter under a bound that doubles with each failure in a row.
 *
 * @param failures in a row, from 1
 */
export function delayAfterFailure(interval: number, failures: number, dice: number): number {
  const base = interval || DEFAULT_INTERVAL;
  return Math.max(SHORTEST_RETRY, dice * Math.min(Math.max(base, LONGEST_RETRY), base * 2 ** failures));
}

/**
 * How long a server that has never answered this page must be left alone since it was last asked.
 * A mistyped base URL makes LHC write a row into its database at each question.
 */
export function restOfStranger(failures: number): number {
  return failures < PATIENCE ? 0 : LONGEST_RETRY;
}

/** The pause before a question that fell due while the page was hidden: not all at once, when all come back. */
export function delayAfterReturn(dice: number): number {
  return RETURN_SPREAD * dice;
}
