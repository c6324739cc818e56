import { getDefaults } from "../page/defaults.ts";
import { readSettings, type Settings, type Share, type Transport } from "../page/settings.ts";
import { asStatusError, type LhcStatusError } from "../protocol/error.ts";
import type { Status } from "../protocol/status.ts";
import type { Target } from "../protocol/target.ts";
import { pageQuestion } from "./page-question.ts";
import type { Poller } from "./poller.ts";
import { pollerFor } from "./pollers.ts";
import type { Subscriber } from "./subscribers.ts";

export interface WatchOptions {
  /** Seconds between two requests: at least 30, default 60; 0 stops after the first answer. */
  interval?: number | string | null | undefined;
  /** Time limit of a request in seconds. Default 8. Of equal questions the longest limit applies. */
  timeout?: number | string | null | undefined;
  /** Default `jsonp`. Outside a page it is always `fetch`. */
  transport?: Transport | null | undefined;
  /** Do not poll; only `refresh()` and other subscribers update the status. Default false. */
  paused?: boolean | undefined;
  /**
   * Who else may use the answers: the site's open tabs (`tabs`, the default; nothing is stored), also the next page in
   * the same tab (`session`; through session storage), or nobody (`page`).
   */
  share?: Share | null | undefined;
}

/** A live status. */
export interface StatusWatch {
  readonly status: Status;
  /** The answer shown is older than two intervals. */
  readonly stale: boolean;
  /** When the last answer was requested. */
  readonly checkedAt: Date | null;
  /** Why the last request failed; null if it did not. */
  readonly error: LhcStatusError | null;
  /**
   * Requests the status now, even while paused or hidden. Joins a request in flight, and reuses an answer younger than
   * 5 s. Resolves with the status; never rejects.
   */
  refresh(): Promise<Status>;
  /** Stops watching. The listener is not called again. */
  stop(): void;
}

/**
 * Watches a status. Equal questions in a page are sent once, at the shortest of their intervals.
 * Does not throw for an invalid target: its status is `unknown` with a `config` error, and nothing is sent.
 *
 * @param listener called when `status`, `stale`, `checkedAt` or the error's code changes, but not with their initial values
 * @example
 * const show = ({ status }) => { badge.textContent = status; };
 * const watch = watchStatus({ baseUrl: "https://chat.example.com/" }, show);
 * show(watch);
 */
export function watchStatus(
  target: Target,
  listener: (watch: StatusWatch) => void,
  options?: WatchOptions,
): StatusWatch {
  return new Watch(target, listener, options);
}

/** A class, because V8 keeps an object literal with getters as a hash table, one for each badge of a page. */
class Watch implements StatusWatch, Subscriber {
  readonly options!: Settings;
  readonly #listener: (watch: StatusWatch) => void;
  readonly #shown: Pick<StatusWatch, "status" | "stale" | "checkedAt" | "error">;
  #poller: Poller | undefined;

  constructor(target: Target, listener: (watch: StatusWatch) => void, options?: WatchOptions) {
    this.#listener = listener;
    try {
      // A copy of validated settings would be validated again.
      this.options = readSettings(options ? { ...target, ...options } : target, getDefaults());
      const poller = pollerFor(pageQuestion(this.options), this.options.transport);
      poller.subscribe(this);
      this.#shown = this.#poller = poller;
    } catch (error) {
      this.#shown = { status: "unknown", stale: false, checkedAt: null, error: asStatusError(error) };
    }
  }

  get status(): Status {
    return this.#shown.status;
  }

  get stale(): boolean {
    return this.#shown.stale;
  }

  get checkedAt(): Date | null {
    return this.#shown.checkedAt;
  }

  get error(): LhcStatusError | null {
    return this.#shown.error;
  }

  // Effects may return `watch.stop` itself, so both are bound.
  readonly refresh = async (): Promise<Status> => {
    await this.#poller?.refresh();
    return this.status;
  };

  readonly stop = (): void => {
    this.#poller?.unsubscribe(this);
    this.#poller = undefined;
  };

  notify(): void {
    // Not with the initial values.
    if (!this.#poller) return;
    try {
      this.#listener(this);
    } catch (error) {
      // Reported as an uncaught error of that listener, so that the others are still called.
      queueMicrotask(() => {
        throw error;
      });
    }
  }
}
