import { LhcStatusError } from "../protocol/error.ts";
import type { Question } from "../protocol/question.ts";
import { ask, type Transport } from "../transport/ask.ts";
import { isPageActive, onPageActivity } from "./page-activity.ts";
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

/** Somebody who wants to know. Times are in seconds. */
export interface Subscriber {
  readonly interval: number;
  readonly timeout: number;
  /** Listens, but is no reason to ask. */
  readonly paused: boolean;
  notify(): void;
}

/** What is known about a server, whatever it is asked. */
interface Server {
  answered: boolean;
  failures: number;
  askedAt: Moment | null;
  error: LhcStatusError | null;
}

const servers = new Map<string, Server>();
const pollers = new Map<string, Poller>();

const moment = (): Moment => ({ date: Date.now() / 1000, ticks: performance.now() / 1000 });

/** So many pollers are kept, idle ones included. */
const ENOUGH = 100;

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
export class Poller {
  status: Status = "checking";
  stale = false;
  error: LhcStatusError | null = null;

  readonly #question: Question;
  readonly #transport: Transport;
  readonly #server: Server;
  readonly #subscribers = new Set<Subscriber>();
  #knowledge: Knowledge = { answer: null, failed: false, returned: false };
  /** Failures in a row. */
  #failures = 0;
  /** When the last question ended, and the dice for the pause from there. */
  #endedAt: Moment | null = null;
  #dice = 0;
  #inFlight: { readonly controller: AbortController; readonly done: Promise<void> } | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #leavePage = (): void => {};
  #updating = false;

  constructor(question: Question, transport: Transport) {
    this.#question = question;
    this.#transport = transport;
    let server = servers.get(question.server);
    if (!server) {
      server = { answered: false, failures: 0, askedAt: null, error: null };
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

  subscribe(subscriber: Subscriber): void {
    if (!this.#subscribers.size) {
      this.#leavePage = onPageActivity(() => {
        this.#pageChanged();
      });
      this.#comeBack();
    }
    this.#subscribers.add(subscriber);
    this.#updateSoon();
  }

  unsubscribe(subscriber: Subscriber): void {
    if (!this.#subscribers.delete(subscriber)) return;
    this.#updateSoon();
    if (this.#subscribers.size) return;
    this.#leavePage();
    clearTimeout(this.#timer);
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

  /** Seconds until the next question; `Infinity` for none. */
  #dueIn(now: Moment): number {
    const wanted = [...this.#subscribers].some(
      ({ paused, interval }) => !paused && (interval > 0 || !this.#knowledge.answer),
    );
    if (!wanted || this.#inFlight) return Infinity;
    if (!this.#endedAt) return this.#restOfServer(now);
    const pause = this.#failures
      ? delayAfterFailure(this.#interval, this.#failures, this.#dice)
      : delayAfterAnswer(this.#interval, this.#dice);
    return Math.max(pause - age(this.#endedAt, now), this.#restOfServer(now));
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
      this.error = this.#server.error;
    }
    this.#publish(now);
    if (!this.#subscribers.size || !isPageActive()) return;
    const due = this.#dueIn(now);
    if (due <= 0) {
      this.#ask();
    } else {
      this.#wakeIn(Math.min(due, nextChange(this.#knowledge, this.#interval, now)));
    }
  }

  #wakeIn(seconds: number): void {
    clearTimeout(this.#timer);
    if (seconds === Infinity) return;
    this.#timer = setTimeout(() => {
      this.#update();
    }, seconds * 1000);
  }

  #pageChanged(): void {
    if (!isPageActive()) {
      clearTimeout(this.#timer);
      return;
    }
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
    if (answer && age(answer.at, moment()) > expiry(this.#interval)) {
      this.#knowledge = { answer, failed: false, returned: true };
    }
    this.#publish(moment());
  }

  #ask(): void {
    const controller = new AbortController();
    const timeout = Math.max(...[...this.#subscribers].map((subscriber) => subscriber.timeout));
    this.#server.askedAt = moment();
    const done = ask(this.#question, this.#transport, timeout, controller.signal).then(
      (online) => {
        if (!controller.signal.aborted) this.#answered(online);
      },
      (error: unknown) => {
        if (!controller.signal.aborted) this.#failed(error as LhcStatusError);
      },
    );
    this.#inFlight = { controller, done };
    this.#update();
  }

  #answered(online: boolean): void {
    this.#knowledge = { answer: { online, at: moment() }, failed: false, returned: false };
    this.error = null;
    this.#failures = 0;
    this.#server.answered = true;
    this.#ended();
  }

  #failed(error: LhcStatusError): void {
    this.#knowledge = { ...this.#knowledge, failed: true, returned: false };
    this.error = this.#server.error = error;
    this.#server.failures += 1;
    this.#failures += 1;
    this.#ended();
  }

  #ended(): void {
    this.#inFlight = null;
    this.#endedAt = moment();
    this.#dice = Math.random();
    this.#update();
  }

  #published = "checking";

  #publish(now: Moment): void {
    Object.assign(this, statusOf(this.#knowledge, this.#interval, now));
    const published = [this.status, this.stale, this.error?.code].join();
    if (published === this.#published) return;
    this.#published = published;
    for (const subscriber of [...this.#subscribers]) subscriber.notify();
  }
}
