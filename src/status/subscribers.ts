import { DEFAULT_INTERVAL, type Share } from "../page/settings.ts";
import type { Needs } from "./schedule.ts";

/** A listener and its polling options. Times are in seconds. */
export interface Subscriber {
  readonly interval: number;
  readonly timeout: number;
  /** Receives changes but causes no requests. */
  readonly paused: boolean;
  readonly share: Share;
  notify(): void;
}

/** The subscribers of one question and their combined needs. */
export class Subscribers extends Set<Subscriber> implements Needs {
  /** Shortest interval of the active subscribers. If all are 0, the default still decides when an answer is stale. */
  get interval(): number {
    const active = this.#active;
    const intervals = (active.length ? active : [...this]).map(({ interval }) => interval || Infinity);
    const shortest = Math.min(...intervals);
    return shortest < Infinity ? shortest : DEFAULT_INTERVAL;
  }

  get isActive(): boolean {
    return this.#active.length > 0;
  }

  get isRepeating(): boolean {
    return this.#active.some(({ interval }) => interval > 0);
  }

  get timeout(): number {
    return Math.max(...[...this].map(({ timeout }) => timeout));
  }

  /** The widest `share` of any subscriber applies to all. */
  get share(): Share {
    const shares = [...this].map(({ share }) => share);
    return shares.includes("session") ? "session" : shares.includes("tabs") ? "tabs" : "page";
  }

  get #active(): Subscriber[] {
    return [...this].filter(({ paused }) => !paused);
  }
}
