import { getDefaults } from "../page/defaults.ts";
import { readSettings, type Settings, type Share, type Transport } from "../page/settings.ts";
import { LhcStatusError } from "../protocol/error.ts";
import type { Status } from "../protocol/status.ts";
import { type Target, TARGET_KEYS } from "../protocol/target.ts";
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

/** A record, so that a missing key does not compile. */
const OPTIONS: Record<keyof WatchOptions, true> = {
  interval: true,
  timeout: true,
  transport: true,
  share: true,
  paused: true,
};
export const WATCH_KEYS = [...TARGET_KEYS, ...Object.keys(OPTIONS)] as (keyof Target | keyof WatchOptions)[];

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
  options: WatchOptions = {},
): StatusWatch {
  const settings = readSettings({ ...target, ...options }, getDefaults());
  let poller: Poller;
  try {
    poller = pollerFor(pageQuestion(settings), settings.transport);
  } catch (error) {
    return {
      status: "unknown",
      stale: false,
      checkedAt: null,
      error: error as LhcStatusError,
      refresh: () => Promise.resolve("unknown"),
      stop() {},
    };
  }
  return new Watch(poller, listener, settings);
}

class Watch implements StatusWatch {
  readonly #poller: Poller;
  readonly #subscriber: Subscriber;
  #isListening = false;

  constructor(
    poller: Poller,
    listener: (watch: StatusWatch) => void,
    { interval, timeout, paused, share }: Settings,
  ) {
    this.#poller = poller;
    this.#subscriber = {
      interval,
      timeout,
      paused,
      share,
      notify: () => {
        if (!this.#isListening) return;
        try {
          listener(this);
        } catch (error) {
          // Reported as an uncaught error of that listener, so that the others are still called.
          queueMicrotask(() => {
            throw error;
          });
        }
      },
    };
    poller.subscribe(this.#subscriber);
    this.#isListening = true;
  }

  get status(): Status {
    return this.#poller.status;
  }
  get stale(): boolean {
    return this.#poller.stale;
  }
  get checkedAt(): Date | null {
    return this.#poller.checkedAt;
  }
  get error(): LhcStatusError | null {
    return this.#poller.error;
  }
  // Bound, because effects may return `watch.stop` itself.
  readonly refresh = async (): Promise<Status> => {
    if (this.#isListening) await this.#poller.refresh();
    return this.status;
  };
  readonly stop = (): void => {
    this.#isListening = false;
    this.#poller.unsubscribe(this.#subscriber);
  };
}
