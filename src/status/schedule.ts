/**
 * When to ask, and how long an answer is valid. Pure: the clock and random numbers (0 to 1) are parameters. All times
 * are in seconds; an interval is never 0 here.
 */
import type { Status } from "../protocol/status.ts";

/** An answer younger than this is reused. */
export const FRESH_SECONDS = 5;

const MIN_RETRY_SECONDS = 5;
const MAX_RETRY_SECONDS = 5 * 60;
/** How often a server that has never answered this page is asked after `FAILURES_BEFORE_COOLDOWN` failures. */
const COOLDOWN_SECONDS = 15 * 60;
const FAILURES_BEFORE_COOLDOWN = 3;
/** A page that resumes may retry without waiting for the back-off if its last request is older than this. */
const RESUME_RETRY_SECONDS = 30;
/** The same for a server that has never answered: its base URL may be mistyped. */
const RESUME_RETRY_COOLDOWN_SECONDS = 5 * 60;
const RESUME_JITTER_SECONDS = 3;

/** A point in time on both clocks: `date` advances during sleep, `ticks` is unaffected when the clock is set. */
export interface Moment {
  /** Unix time. */
  readonly date: number;
  /** Monotonic, since an arbitrary start. */
  readonly ticks: number;
}

/** The time since `then`. If the clocks disagree, the longer time counts, so an answer never gets younger. */
export function age(then: Moment, now: Moment): number {
  return Math.max(now.date - then.date, now.ticks - then.ticks);
}

/** What is known about one question. */
export interface PollState {
  /** The last answer, and when it was requested. */
  readonly answer: { readonly online: boolean; readonly at: Moment } | null;
  /** The last question failed, or its server is in cooldown. */
  readonly failed: boolean;
  /** The answer had expired when the page resumed or adopted it, and no question has ended since. */
  readonly isOutdated: boolean;
  /** Failures in a row. */
  readonly failures: number;
  readonly isAsking: boolean;
  /** When the last question ended; null before the first one. */
  readonly endedAt: Moment | null;
  /** The jitter of the current pause, drawn when the last question ended. */
  readonly random: number;
  /** Only one question has ended in this page, and no answer of another page was adopted. */
  readonly isFirstPause: boolean;
  /** The page resumed, so the next question does not wait for the back-off. */
  readonly skipsBackoff: boolean;
}

/** The combined needs of the subscribers of a question. */
export interface Needs {
  readonly interval: number;
  /** At least one subscriber is not paused. */
  readonly isActive: boolean;
  /** At least one active subscriber polls again after an answer. */
  readonly isRepeating: boolean;
}

export interface PageState {
  /** The page may be visible. */
  readonly isActive: boolean;
  /** The browser reports that it is offline, and no answer has arrived since. */
  readonly isOffline: boolean;
}

/** From this age on, an answer that could not be confirmed is no longer shown. */
export function expiry(interval: number): number {
  return Math.max(3 * interval, 300);
}

const staleness = (interval: number): number => 2 * interval;

type Shown = Pick<PollState, "answer" | "failed" | "isOutdated">;

/** What to show. `stale`: the answer shown is at least two intervals old. */
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

/** Seconds until `statusOf` changes without any event; `Infinity` for never. */
export function nextChange({ answer, failed }: Shown, interval: number, now: Moment): number {
  if (!answer) return Infinity;
  const answerAge = age(answer.at, now);
  if (answerAge < staleness(interval)) return staleness(interval) - answerAge;
  return failed && answerAge <= expiry(interval) ? expiry(interval) - answerAge + 0.001 : Infinity;
}

/**
 * Seconds until the next question: 0 or less for now, `Infinity` for never.
 *
 * @param cooldown seconds for which the server must not be asked
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
    : delayAfterAnswer(needs.interval, state.isFirstPause, random);
  return Math.max(pause - age(endedAt, now), cooldown);
}

/** The pause after an answer: ±10 %, or ±25 % the first time, so that visitors who arrive together spread out soon. */
export function delayAfterAnswer(interval: number, isFirst: boolean, random: number): number {
  const jitter = isFirst ? 0.25 : 0.1;
  return interval * (1 - jitter + 2 * jitter * random);
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

/** What a page knows about a server, over all questions to it. */
export interface ServerState {
  readonly hasAnswered: boolean;
  readonly failures: number;
  readonly askedAt: Moment | null;
  /** When a resumed page last retried although the server had never answered. */
  readonly resumedAt: Moment | null;
}

/**
 * How long a server that has never answered this page must not be asked: with a mistyped base URL, LHC writes a row into
 * its database for each request.
 */
export function cooldownLeft({ hasAnswered, failures, askedAt }: ServerState, now: Moment): number {
  if (hasAnswered || !askedAt || failures < FAILURES_BEFORE_COOLDOWN) return 0;
  return COOLDOWN_SECONDS - age(askedAt, now);
}

/**
 * Whether a page that resumes may ask at once, without waiting for the back-off.
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

/** The pause before a question that fell due while the page was hidden. Spreads pages that resume together. */
export function delayAfterResume(random: number): number {
  return RESUME_JITTER_SECONDS * random;
}
