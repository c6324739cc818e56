/**
 * When to ask, and for how long an answer stands. Pure: the clock and the random numbers (from 0 to 1) are given.
 * All times are in seconds; an interval is never 0 here.
 */
import type { Status } from "../protocol/status.ts";

/** An answer younger than this is reused. */
export const FRESH_SECONDS = 5;

const MIN_RETRY_SECONDS = 5;
const MAX_RETRY_SECONDS = 15 * 60;
/** A server that has never answered this page is asked this often after `FAILURES_BEFORE_COOLDOWN` failures. */
const COOLDOWN_SECONDS = 15 * 60;
const FAILURES_BEFORE_COOLDOWN = 3;
/** After coming back, a page may retry without waiting for the back-off if its last try is older than this. */
const RESUME_RETRY_SECONDS = 30;
/** The same for a server that has never answered: its base URL may be mistyped. */
const RESUME_RETRY_COOLDOWN_SECONDS = 5 * 60;
const RESUME_JITTER_SECONDS = 3;

/** A point in time by both clocks: `date` survives sleep, `ticks` survives a clock that is set. */
export interface Moment {
  /** Unix time. */
  readonly date: number;
  /** Monotonic, since an arbitrary start. */
  readonly ticks: number;
}

/** How long ago `then` was. If the clocks disagree, the longer time counts: an answer gets old, never young. */
export function age(then: Moment, now: Moment): number {
  return Math.max(now.date - then.date, now.ticks - then.ticks);
}

/** What is known about one question. */
export interface PollState {
  /** The last answer, and when it was asked for. */
  readonly answer: { readonly online: boolean; readonly at: Moment } | null;
  /** The newest question failed, or its server is known not to answer. */
  readonly failed: boolean;
  /** The answer was due for a check when the page came back, or adopted it, and no question has ended since. */
  readonly isOutdated: boolean;
  /** Failures in a row. */
  readonly failures: number;
  readonly isAsking: boolean;
  /** When the last question ended; null before the first one. */
  readonly endedAt: Moment | null;
  /** Drawn when the last question ended: the jitter of the pause after it. */
  readonly random: number;
  /** The page came back: the next question does not wait for the back-off. */
  readonly skipsBackoff: boolean;
}

/** What the subscribers of a question need together. */
export interface Needs {
  readonly interval: number;
  /** Some subscriber is not paused. */
  readonly isActive: boolean;
  /** Some active subscriber asks again after an answer. */
  readonly isRepeating: boolean;
}

export interface PageState {
  /** Somebody may be looking at the page. */
  readonly isActive: boolean;
  /** The browser says that it is offline, and no answer has proved it wrong: a hint, not a fact. */
  readonly isOffline: boolean;
}

/** An answer that could not be confirmed is no longer shown from this age on. */
export function expiry(interval: number): number {
  return Math.max(3 * interval, 300);
}

const staleness = (interval: number): number => 2 * interval;

type Shown = Pick<PollState, "answer" | "failed" | "isOutdated">;

/** What to show. `stale`: the answer that is shown is two intervals old, or older. */
export function statusOf(
  { answer, failed, isOutdated }: Shown,
  interval: number,
  now: Moment,
): { status: Status; stale: boolean } {
  const none = { status: failed ? "unknown" : "checking", stale: false } as const;
  if (!answer) return none;
  const answerAge = age(answer.at, now);
  if (answerAge > expiry(interval) && (failed || isOutdated)) return none;
  return { status: answer.online ? "online" : "offline", stale: answerAge >= staleness(interval) };
}

/** In how many seconds `statusOf` changes by the passing of time alone; `Infinity` for never. */
export function nextChange({ answer, failed }: Shown, interval: number, now: Moment): number {
  if (!answer) return Infinity;
  const answerAge = age(answer.at, now);
  if (answerAge < staleness(interval)) return staleness(interval) - answerAge;
  return failed && answerAge <= expiry(interval) ? expiry(interval) - answerAge + 0.001 : Infinity;
}

/**
 * In how many seconds to ask: 0 or less for now, `Infinity` for not at all.
 *
 * @param cooldown seconds for which the server is to be left alone
 */
export function nextQuestionIn(
  state: PollState,
  needs: Needs,
  page: PageState,
  cooldown: number,
  now: Moment,
): number {
  const { answer, failed, isOutdated, failures, endedAt, random } = state;
  const isWanted = needs.isRepeating || (needs.isActive && (!answer || failed || isOutdated));
  if (!isWanted || state.isAsking || !page.isActive) return Infinity;
  if (state.skipsBackoff) return 0;
  if (!endedAt) return cooldown;
  const failuresByHint = page.isOffline ? Math.max(failures, 1) : failures;
  const pause = failuresByHint
    ? delayAfterFailure(needs.interval, failuresByHint, random)
    : delayAfterAnswer(needs.interval, random);
  return Math.max(pause - age(endedAt, now), cooldown);
}

/** The pause after an answer: ±10 %, so that visitors who came together do not stay together. */
export function delayAfterAnswer(interval: number, random: number): number {
  return interval * (0.9 + 0.2 * random);
}

/**
 * The pause after a failure: full jitter under a bound that doubles with each failure in a row.
 *
 * @param failures in a row, from 1
 */
export function delayAfterFailure(interval: number, failures: number, random: number): number {
  const bound = Math.min(Math.max(interval, MAX_RETRY_SECONDS), interval * 2 ** failures);
  return Math.max(MIN_RETRY_SECONDS, random * bound);
}

/** What a page has seen of a server, whatever it was asked. */
export interface ServerState {
  readonly hasAnswered: boolean;
  readonly failures: number;
  readonly askedAt: Moment | null;
  /** When a page that came back last retried although the server had never answered. */
  readonly resumedAt: Moment | null;
}

/**
 * For how long a server that has never answered this page must be left alone.
 * A mistyped base URL makes LHC write a row into its database at each question.
 */
export function cooldownLeft({ hasAnswered, failures, askedAt }: ServerState, now: Moment): number {
  if (hasAnswered || !askedAt || failures < FAILURES_BEFORE_COOLDOWN) return 0;
  return COOLDOWN_SECONDS - age(askedAt, now);
}

/**
 * Whether a page that came back may ask again at once, without waiting for the back-off.
 *
 * @param askedAt when this question was last asked
 */
export function mayRetryOnResume(
  { hasAnswered, askedAt: serverAskedAt, resumedAt }: ServerState,
  askedAt: Moment | null,
  now: Moment,
): boolean {
  const isOlder = (then: Moment | null, seconds: number): boolean => !then || age(then, now) > seconds;
  return hasAnswered
    ? isOlder(askedAt, RESUME_RETRY_SECONDS)
    : isOlder(serverAskedAt, RESUME_RETRY_SECONDS) && isOlder(resumedAt, RESUME_RETRY_COOLDOWN_SECONDS);
}

/** The pause before a question that fell due while the page was hidden: spreads pages that come back together. */
export function delayAfterResume(random: number): number {
  return RESUME_JITTER_SECONDS * random;
}
