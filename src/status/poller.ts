import {
  isPageActive,
  isPageOffline,
  isPageStored,
  onPageActivity,
  overruleOfflineHint,
} from "../page/activity.ts";
import type { Transport } from "../page/settings.ts";
import type { LhcStatusError } from "../protocol/error.ts";
import type { Question } from "../protocol/question.ts";
import { ask } from "../transport/ask.ts";
import { moment, PollRecord } from "./poll-record.ts";
import {
  age,
  cooldownLeft,
  delayAfterResume,
  expiry,
  FRESH_SECONDS,
  mayRetryOnResume,
  type Moment,
  nextChange,
  nextQuestionIn,
} from "./schedule.ts";
import type { SharedAnswer } from "./shared-answer.ts";
import { askTabs, broadcast, openOrCloseChannel, restore, setShare } from "./sharing.ts";
import type { Subscriber } from "./subscribers.ts";

/** Longer pauses are split, because no event reports that the machine slept. */
const MAX_TIMER_SECONDS = 15;

/** How long a new tab waits for other tabs to reply before it asks the server. */
const TAB_REPLY_SECONDS = 0.1;

/** Polls one question while it has subscribers and the page is active. */
export class Poller extends PollRecord {
  readonly #transport: Transport;
  #askedAt: Moment | null = null;
  #askedTabsAt: Moment | null = null;
  #controller = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #unsubscribeFromPage!: () => void;
  #isUpdateQueued = false;

  constructor(question: Question, transport: Transport) {
    super(question);
    this.#transport = transport;
  }

  override adopt({ online, at }: SharedAnswer): void {
    const now = moment();
    const answer = { online, at: { date: at, ticks: now.ticks - (now.date - at) } };
    const answerAge = age(answer.at, now);
    const { interval } = this.needs;
    if ((this.answer && answerAge >= age(this.answer.at, now)) || answerAge > expiry(interval)) return;
    this.answer = answer;
    // A more recent question counts for more, even if it failed.
    if (!this.#askedAt || at >= this.#askedAt.date) {
      this.#abort();
      this.end(null, answer.at);
      // Other pages have spread already.
      this.isFirstPause = false;
      this.isOutdated = answerAge >= interval;
      if (answerAge < FRESH_SECONDS) overruleOfflineHint();
    }
    this.#updateSoon();
  }

  subscribe(subscriber: Subscriber): void {
    const isFirst = this.isIdle;
    this.subscribers.add(subscriber);
    if (isFirst) {
      this.#unsubscribeFromPage = onPageActivity(this.#onPageActivity);
      this.server.onFirstAnswer.add(this.#onFirstAnswer);
      // An offline browser counts as a failed question.
      if (isPageOffline()) this.endedAt ??= moment();
    }
    // Even in an inactive page, so that the answers are known when it becomes active.
    const isNew = subscriber.options.share !== this.share && setShare(this, this.needs.share);
    if (isNew && this.#nextQuestionIn(moment(), true) <= 0 && askTabs(this)) this.#askedTabsAt = moment();
    // Checked only if it may apply, because the check looks at all subscribers.
    if (isFirst || (this.answer && age(this.answer.at, moment()) > expiry(0))) this.checkExpiry();
    this.#updateSoon();
  }

  unsubscribe(subscriber: Subscriber): void {
    this.subscribers.delete(subscriber);
    this.#updateSoon();
    if (!this.isIdle) return;
    this.#unsubscribeFromPage();
    this.server.onFirstAnswer.delete(this.#onFirstAnswer);
    this.#abort();
  }

  /** Joins a question in flight, reuses a fresh answer, or else asks. Never rejects. */
  async refresh(): Promise<void> {
    const isFresh = this.answer && age(this.answer.at, moment()) < FRESH_SECONDS;
    if (!this.inFlight && !isFresh) this.#ask();
    await this.inFlight;
  }

  #abort(): void {
    this.#controller.abort();
    this.#controller = new AbortController();
    this.inFlight = null;
  }

  #nextQuestionIn(now: Moment, isActive = isPageActive()): number {
    const page = { isActive, isOffline: isPageOffline() };
    const waitForTabs = this.#askedTabsAt ? TAB_REPLY_SECONDS - age(this.#askedTabsAt, now) : 0;
    const wait = Math.max(cooldownLeft(this.server, now), waitForTabs);
    return nextQuestionIn(this, this.needs, page, wait, now);
  }

  /** Once per task, because a page may add or remove a thousand elements at once. */
  #updateSoon(): void {
    if (this.#isUpdateQueued) return;
    this.#isUpdateQueued = true;
    queueMicrotask(() => {
      this.#isUpdateQueued = false;
      this.#update();
    });
  }

  #update(): void {
    clearTimeout(this.#timer);
    const now = moment();
    const { share, interval } = this.needs;
    // Other questions to this server have failed already.
    if (!this.endedAt && !this.isAsking && cooldownLeft(this.server, now) > 0)
      this.lastError = this.server.error;
    setShare(this, share);
    const shown = this.publish(now);
    if (this.isIdle || !isPageActive()) return;
    const due = this.#nextQuestionIn(now);
    if (due <= 0) {
      this.#ask();
    } else {
      this.#wakeIn(Math.min(due, nextChange(shown, interval, now)));
      // A timer that only marks an answer as stale must not keep Node running.
      if (due === Infinity) (this.#timer as { unref?(): void } | undefined)?.unref?.();
    }
  }

  #wakeIn(seconds: number): void {
    clearTimeout(this.#timer);
    if (seconds === Infinity) return;
    const pause = Math.min(seconds, MAX_TIMER_SECONDS);
    const set = moment();
    this.#timer = setTimeout(
      () => {
        // The timer is so late that the machine must have slept.
        if (age(set, moment()) > pause + MAX_TIMER_SECONDS) this.#resume();
        else this.#update();
        // Browsers truncate fractions of a millisecond, so the timer would fire too early.
      },
      Math.ceil(pause * 1000),
    );
  }

  readonly #onPageActivity = (isBack: boolean): void => {
    openOrCloseChannel();
    if (!isPageActive()) {
      clearTimeout(this.#timer);
      // An answer that arrives while the page is stored would be out of date when it is read.
      if (isPageStored()) this.#abort();
    } else if (isBack) {
      this.#resume();
    } else {
      this.#update();
    }
  };

  /** The server works, so retry what failed before. */
  readonly #onFirstAnswer = (): void => {
    if (!this.#isRetryable || !isPageActive()) return;
    this.skipsBackoff = true;
    this.#wakeIn(delayAfterResume(Math.random()));
  };

  get #isRetryable(): boolean {
    // Before the first question there is nothing to retry, and it may be waiting for other tabs to reply.
    const hasNoAnswer = this.failed || (!!this.endedAt && !this.answer);
    return !this.isAsking && hasNoAnswer && this.needs.isActive;
  }

  #resume(): void {
    restore(this);
    this.checkExpiry();
    const now = moment();
    if (this.#isRetryable && mayRetryOnResume(this.server, this.#askedAt, now)) {
      this.skipsBackoff = true;
      this.server.resumedAt = now;
    }
    if (this.endedAt && this.#nextQuestionIn(now) <= 0) this.#wakeIn(delayAfterResume(Math.random()));
    else this.#update();
  }

  #ask(): void {
    const { signal } = this.#controller;
    const askedAt = (this.#askedAt = this.server.askedAt = moment());
    this.inFlight = ask(this.question, this.#transport, this.needs.timeout, signal).then(
      ({ online, headStart }) => {
        if (signal.aborted) return;
        const { date, ticks } = askedAt;
        // A slow answer is an old one.
        this.answer = { online, at: { date: date - headStart, ticks: ticks - headStart } };
        this.end(null);
        overruleOfflineHint();
        this.#update();
        broadcast(this);
      },
      (reason: unknown) => {
        if (signal.aborted) return;
        const error = reason as LhcStatusError;
        this.end(error);
        // Any response proves that the network works.
        if (/^(http|bad-answer|no-callback)$/.test(error.code)) overruleOfflineHint();
        // A failure of an offline browser is not one of the server.
        if (!isPageOffline()) this.server.failed(error, askedAt, moment());
        this.#update();
      },
    );
    this.skipsBackoff = false;
    this.#update();
  }
}
