import { isPageOffline } from "../page/activity.ts";
import type { Share } from "../page/settings.ts";
import { LhcStatusError } from "../protocol/error.ts";
import type { Question } from "../protocol/question.ts";
import type { Status } from "../protocol/status.ts";
import { age, expiry, type Moment, type PollState, statusOf } from "./schedule.ts";
import { healthOf } from "./server-health.ts";
import { entryOf } from "./shared-answer.ts";
import { type Sharer, store } from "./sharing.ts";
import { needsOf, type Subscriber } from "./subscribers.ts";

export const moment = (): Moment => ({
  date: Date.now() / 1000,
  // oxlint-disable-next-line typescript/no-unnecessary-condition -- a page may have a variable of that name
  ticks: (performance.now?.() ?? Date.now()) / 1000,
});

/** What is known about one question, and what its subscribers see of it. */
export abstract class PollRecord implements PollState, Sharer {
  status: Status = "checking";
  stale = false;
  error: LhcStatusError | null = null;

  answer: PollState["answer"] = null;
  isOutdated = false;
  failures = 0;
  endedAt: Moment | null = null;
  random = Math.random();
  isFirstPause = true;
  skipsBackoff = false;
  share: Share = "page";

  readonly question: Question;
  protected readonly server;
  protected readonly subscribers = new Set<Subscriber>();
  protected inFlight: Promise<void> | null = null;
  protected lastError: LhcStatusError | null = null;
  #published = "checking";

  constructor(question: Question) {
    this.question = question;
    this.server = healthOf(question.server);
  }

  abstract adopt(...args: Parameters<Sharer["adopt"]>): void;

  get checkedAt(): Date | null {
    return this.answer && new Date(this.answer.at.date * 1000);
  }

  get failed(): boolean {
    return !!this.lastError;
  }

  get isAsking(): boolean {
    return !!this.inFlight;
  }

  get isIdle(): boolean {
    return !this.subscribers.size;
  }

  get entry(): object | null {
    const { answer } = this;
    return answer && entryOf(this.question.url, { online: answer.online, at: answer.at.date });
  }

  protected get needs(): ReturnType<typeof needsOf> {
    return needsOf(this.subscribers);
  }

  /** The question in flight, or that of another page, has ended. */
  protected end(error: LhcStatusError | null, endedAt = moment()): void {
    this.inFlight = null;
    this.lastError = error;
    this.failures = error ? this.failures + 1 : 0;
    this.isOutdated = this.skipsBackoff = false;
    this.isFirstPause = !this.endedAt;
    this.endedAt = endedAt;
    this.random = Math.random();
    if (error) return;
    this.server.answered();
    store(this);
  }

  /** After a time without questions, the answer may be too old to show until there is a new one. */
  protected checkExpiry(): void {
    this.isOutdated ||= !!this.answer && age(this.answer.at, moment()) > expiry(this.needs.interval);
    this.publish(moment());
  }

  /**
   * Updates the status, and notifies the subscribers of a change.
   *
   * @returns what it has published
   */
  protected publish(now: Moment): Pick<PollState, "answer" | "failed" | "isOutdated"> {
    const { answer, isOutdated } = this;
    const { interval, isActive } = this.needs;
    // An offline browser shows as a failed question. No constant, because for the stack of an error that is created with
    // the script, V8 parses all of it a second time.
    this.error = isPageOffline()
      ? new LhcStatusError("network", "The browser reports that it is offline.")
      : this.lastError;
    // Paused elements keep an outdated answer, because none will follow.
    const shown = { answer, failed: !!this.error, isOutdated: isOutdated && isActive };
    Object.assign(this, statusOf(shown, interval, now));
    const published = [this.status, this.stale, this.error?.code, answer?.at.date].join();
    if (published !== this.#published) {
      this.#published = published;
      for (const subscriber of [...this.subscribers]) subscriber.notify();
    }
    return shown;
  }
}
