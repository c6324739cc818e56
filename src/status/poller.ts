import { LhcStatusError } from "../protocol/error.ts";
import type { Question } from "../protocol/question.ts";
import { ask, type Transport } from "../transport/ask.ts";
import { ownWidgetStatus } from "../transport/own-widget.ts";
import { isPageActive, isPageStored, isPageOffline, onPageActivity } from "./page-activity.ts";
import {
  age,
  DEFAULT_INTERVAL,
  delayAfterAnswer,
  delayAfterFailure,
  delayAfterReturn,
  expiry,
  FRESH,
  type Knowledge,
  type Moment,
  nextChange,
  restOfStranger,
  type Status,
  statusOf,
} from "./schedule.ts";
import type { SharedAnswer } from "./shared-answer.ts";
import { askTabs, joinTabs, keep, recall, type Share, type Sharer, tell } from "./tab-share.ts";

/** Somebody who wants to know. Times are in seconds. */
export interface Subscriber {
  readonly interval: number;
  readonly timeout: number;
  /** Listens, but is no reason to ask. */
  readonly paused: boolean;
  readonly share: Share;
  notify(): void;
}

/** What is known about a server, whatever it is asked. */
interface Server {
  answered: boolean;
  failures: number;
  askedAt: Moment | null;
  /** When the last failure was counted. */
  failedAt: Moment | null;
  error: LhcStatusError | null;
}

const servers = new Map<string, Server>();
const pollers = new Map<string, Poller>();

const moment = (): Moment => ({ date: Date.now() / 1000, ticks: performance.now() / 1000 });

/** So many pollers are kept, idle ones included. */
const ENOUGH = 100;
/** So long the other tabs have to tell what they know, before the first question of a tab. */
const GRACE = 0.1;
/** A timer that comes so much too late, or a pause so long, may have slept with the machine. */
const HEARTBEAT = 60;

/**
 * The one poller of a question. It stays when nobody listens, idle, so that its answer is there for who comes back;
 * where a page asks for more and more targets, the longest known of the idle ones go.
 */
export function pollerFor(question: Question, transport: Transport): Poller {
  const key = `${transport} ${question.url}`;
  let poller = pollers.get(key);
  if (!poller) {
    for (const [other, { idle }] of pollers) {
      if (pollers.size < ENOUGH) break;
      if (idle) pollers.delete(other);
    }
    pollers.set(key, (poller = new Poller(question, transport)));
  }
  return poller;
}

/** Asks one question again and again, while somebody listens and the page is looked at. */
export class Poller implements Sharer {
  status: Status = "checking";
  stale = false;
  error: LhcStatusError | null = null;

  readonly #question: Question;
  readonly #transport: Transport;
  readonly #server: Server;
  readonly #subscribers = new Set<Subscriber>();
  #knowledge: Knowledge = { answer: null, failed: false, returned: false };
  /** The answer is what LHC's own widget says. */
  #isWidgets = false;
  #error: LhcStatusError | null = null;
  /** Failures in a row. */
  #failures = 0;
  /** When the newest question was put. */
  #askedAt: Moment | null = null;
  /** When the last question ended, and the dice for the pause from there. */
  #endedAt: Moment | null = null;
  #dice = 0;
  #inFlight: { readonly controller: AbortController; readonly done: Promise<void> } | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #leavePage = (): void => {};
  #leaveTabs: (() => void) | null = null;
  /** Answers are kept for the next page. */
  #isKept = false;
  /** When the other tabs were asked for what they know. */
  #askedTabsAt: Moment | null = null;
  #updating = false;

  constructor(question: Question, transport: Transport) {
    this.#question = question;
    this.#transport = transport;
    let server = servers.get(question.server);
    if (!server) {
      server = { answered: false, failures: 0, askedAt: null, failedAt: null, error: null };
      servers.set(question.server, server);
    }
    this.#server = server;
  }

  get checkedAt(): Date | null {
    const { answer } = this.#knowledge;
    return answer && new Date(answer.at.date * 1000);
  }

  get idle(): boolean {
    return !this.#subscribers.size;
  }

  get question(): string {
    return this.#question.url;
  }

  /** Not what LHC's own widget says: it may have asked hours ago. */
  get sharedAnswer(): SharedAnswer | null {
    const { answer } = this.#knowledge;
    return answer && !this.#isWidgets ? { online: answer.online, at: answer.at.date } : null;
  }

  /** Takes another page's answer for its own, if it is news. */
  take({ online, at }: SharedAnswer): void {
    const now = moment();
    const when = { date: at, ticks: now.ticks - (now.date - at) };
    const years = age(when, now);
    const { answer } = this.#knowledge;
    if ((answer && years >= age(answer.at, now)) || years > expiry(this.#interval)) return;
    this.#isWidgets = false;
    if (this.#askedAt && at < this.#askedAt.date) {
      // Better than nothing, but what was asked since counts more.
      this.#knowledge = { ...this.#knowledge, answer: { online, at: when } };
    } else {
      this.#giveUp();
      this.#learn(online, when, this.#isAsked && years >= this.#interval);
      this.#endedAt = when;
      this.#dice = Math.random();
    }
    this.#updateSoon();
  }

  subscribe(subscriber: Subscriber): void {
    const isFirst = this.idle;
    this.#subscribers.add(subscriber);
    if (isFirst) {
      this.#leavePage = onPageActivity(() => {
        this.#pageChanged();
      });
    }
    if (subscriber.share !== "page") this.#leaveTabs ??= joinTabs(this);
    if (subscriber.share === "session" && !this.#isKept) {
      this.#isKept = true;
      this.#keep();
      this.#recall();
      if (this.#dueIn(moment()) <= 0 && askTabs(this)) this.#askedTabsAt = moment();
    }
    if (isFirst) this.#comeBack();
    this.#updateSoon();
  }

  unsubscribe(subscriber: Subscriber): void {
    if (!this.#subscribers.delete(subscriber)) return;
    this.#updateSoon();
    if (this.#subscribers.size) return;
    this.#leavePage();
    this.#leaveTabs?.();
    this.#leaveTabs = this.#askedTabsAt = null;
    this.#isKept = false;
    clearTimeout(this.#timer);
    this.#giveUp();
  }

  #giveUp(): void {
    this.#inFlight?.controller.abort();
    this.#inFlight = null;
  }

  /** Joins a question in flight; leaves it at an answer that is fresh; else asks. Never rejects. */
  async refresh(): Promise<void> {
    const { answer } = this.#knowledge;
    if (!this.#inFlight && !(answer && age(answer.at, moment()) < FRESH)) this.#ask();
    await this.#inFlight?.done;
  }

  /** The shortest of those who are a reason to ask, if there are any. With 0 alone an answer still gets old. */
  get #interval(): number {
    const all = [...this.#subscribers];
    const active = all.filter(({ paused }) => !paused);
    const shortest = Math.min(...(active.length ? active : all).map(({ interval }) => interval || Infinity));
    return shortest < Infinity ? shortest : DEFAULT_INTERVAL;
  }

  /** Somebody is a reason to ask. */
  get #isAsked(): boolean {
    return [...this.#subscribers].some(({ paused }) => !paused);
  }

  #keep(): void {
    const answer = this.sharedAnswer;
    if (this.#isKept && answer) keep(this.question, answer);
  }

  /** What a page before this one was answered. */
  #recall(): void {
    const answer = recall(this.question);
    if (answer) this.take(answer);
  }

  /** Seconds until the next question; `Infinity` for none. */
  #dueIn(now: Moment): number {
    const wanted = [...this.#subscribers].some(
      ({ paused, interval }) =>
        !paused && (interval > 0 || !this.#knowledge.answer || this.#knowledge.returned),
    );
    if (!wanted || this.#inFlight || isPageOffline()) return Infinity;
    const grace = this.#askedTabsAt ? GRACE - age(this.#askedTabsAt, now) : 0;
    const rest = Math.max(this.#restOfServer(now), grace);
    if (!this.#endedAt) return rest;
    const pause = this.#failures
      ? delayAfterFailure(this.#interval, this.#failures, this.#dice)
      : delayAfterAnswer(this.#interval, this.#dice);
    return Math.max(pause - age(this.#endedAt, now), rest);
  }

  #restOfServer(now: Moment): number {
    const { answered, failures, askedAt } = this.#server;
    return answered || !askedAt ? 0 : restOfStranger(failures) - age(askedAt, now);
  }

  /** Once for all who come and go in one task: a page may have a thousand elements. */
  #updateSoon(): void {
    if (this.#updating) return;
    this.#updating = true;
    queueMicrotask(() => {
      this.#updating = false;
      this.#update();
    });
  }

  #update(): void {
    clearTimeout(this.#timer);
    const now = moment();
    if (!this.#endedAt && !this.#inFlight && this.#restOfServer(now) > 0) {
      // Others have tried this server in vain: that is known here too, without a question.
      this.#knowledge = { ...this.#knowledge, failed: true };
      this.#error = this.#server.error;
    }
    // As far as one of them shares, all do.
    const shares = new Set([...this.#subscribers].map((subscriber) => subscriber.share));
    this.#isKept = shares.has("session");
    if (!this.#isKept && !shares.has("tabs")) {
      this.#leaveTabs?.();
      this.#leaveTabs = null;
    }
    this.#publish(now);
    if (!this.#subscribers.size || !isPageActive()) return;
    const due = this.#dueIn(now);
    if (due <= 0) {
      this.#ask();
    } else {
      this.#wakeIn(Math.min(due, nextChange(this.#shown, this.#interval, now)));
    }
  }

  #wakeIn(seconds: number): void {
    clearTimeout(this.#timer);
    if (seconds === Infinity) return;
    const pause = Math.min(seconds, HEARTBEAT);
    const set = moment();
    this.#timer = setTimeout(() => {
      if (age(set, moment()) > pause + HEARTBEAT) this.#pageChanged();
      else this.#update();
    }, pause * 1000);
  }

  #pageChanged(): void {
    if (!isPageActive()) {
      clearTimeout(this.#timer);
      // What comes while the page is stored would be long old when it is read.
      if (isPageStored()) this.#giveUp();
      return;
    }
    if (this.#isKept) this.#recall();
    this.#comeBack();
    const now = moment();
    const { answer } = this.#knowledge;
    const missed = this.#endedAt && this.#dueIn(now) <= 0;
    if (!missed) {
      this.#update();
      return;
    }
    this.#wakeIn(
      (answer ? Math.max(this.#interval - age(answer.at, now), 0) : 0) + delayAfterReturn(Math.random()),
    );
  }

  /** After a time without questions an answer may be too old to be shown until there is a new one. */
  #comeBack(): void {
    const { answer } = this.#knowledge;
    if (answer && this.#isAsked && age(answer.at, moment()) > expiry(this.#interval)) {
      this.#knowledge = { ...this.#knowledge, returned: true };
    }
    this.#publish(moment());
  }

  #ask(): void {
    const controller = new AbortController();
    const timeout = Math.max(...[...this.#subscribers].map((subscriber) => subscriber.timeout));
    const asked = (this.#askedAt = this.#server.askedAt = moment());
    const done = ask(this.#question, this.#transport, timeout, controller.signal).then(
      (online) => {
        if (!controller.signal.aborted) this.#answered(online, asked);
      },
      (error: unknown) => {
        if (!controller.signal.aborted) this.#failed(error as LhcStatusError, asked);
      },
    );
    this.#inFlight = { controller, done };
    this.#update();
  }

  /** @param at when it was asked for: an answer that was long on its way is old, not young */
  #answered(online: boolean, at: Moment): void {
    this.#isWidgets = ownWidgetStatus(this.#question) !== undefined;
    this.#learn(online, at, false);
    this.#ended();
    const answer = this.sharedAnswer;
    if (this.#leaveTabs && answer) tell(this.question, answer);
  }

  #learn(online: boolean, at: Moment, returned: boolean): void {
    this.#knowledge = { answer: { online, at }, failed: false, returned };
    this.#error = null;
    this.#failures = 0;
    this.#server.answered = true;
    this.#keep();
  }

  #failed(error: LhcStatusError, asked: Moment): void {
    const server = this.#server;
    this.#knowledge = { ...this.#knowledge, failed: true, returned: false };
    this.#error = server.error = error;
    this.#failures += 1;
    // Questions that failed together failed once, and those of a browser that is offline say nothing of the server.
    if (!isPageOffline() && asked.ticks > (server.failedAt?.ticks ?? -1)) {
      server.failures += 1;
      server.failedAt = moment();
    }
    this.#ended();
  }

  #ended(): void {
    this.#inFlight = null;
    this.#endedAt = moment();
    this.#dice = Math.random();
    this.#update();
  }

  /** A browser that is offline is as good as a failed question, which need not be asked. */
  get #shown(): Knowledge {
    return { ...this.#knowledge, failed: this.#knowledge.failed || isPageOffline() };
  }

  #published = "checking";

  #publish(now: Moment): void {
    Object.assign(this, statusOf(this.#shown, this.#interval, now));
    this.error = isPageOffline() ? new LhcStatusError("network", "The browser is offline.") : this.#error;
    const published = [this.status, this.stale, this.error?.code].join();
    if (published === this.#published) return;
    this.#published = published;
    for (const subscriber of [...this.#subscribers]) subscriber.notify();
  }
}
