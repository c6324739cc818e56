import { getDefaults } from "../page/defaults.ts";
import { readSettings, type Settings, type Share, type Transport } from "../page/settings.ts";
import { LhcStatusError } from "../protocol/error.ts";
import type { Status } from "../protocol/status.ts";
import type { Target } from "../protocol/target.ts";
import { pageQuestion } from "./page-question.ts";
import type { Poller } from "./poller.ts";
import { pollerFor } from "./pollers.ts";
import type { Subscriber } from "./subscribers.ts";

export interface WatchOptions {
  /** Seconds after which an answer is asked for again: at least 30, default 60; 0 asks until the first answer. */
  interval?: number | string | null | undefined;
  /** Seconds that one question may take. Default 8. Of equal questions the longest counts. */
  timeout?: number | string | null | undefined;
  /** How to ask. Default `jsonp`. Outside of a page it is always `fetch`. */
  transport?: Transport | null | undefined;
  /** Do not ask by yourself: show what `refresh()` and others bring. Default false. */
  paused?: boolean | undefined;
  /**
   * Who may use the answers, too: the site's open tabs (`tabs`, the default; nothing is stored), also the next page of
   * the tab (`session`; by session storage), or nobody (`page`).
   */
  share?: Share | null | undefined;
}

/** A status that follows the server. */
export interface StatusWatch {
  readonly status: Status;
  /** The answer that is shown is older than two intervals. */
  readonly stale: boolean;
  /** When the last answer was asked for, however old it is. */
  readonly checkedAt: Date | null;
  /** Why the newest question failed; null if it did not. */
  readonly error: LhcStatusError | null;
  /**
   * Asks now, hidden or paused; joins a question in flight, and leaves it at an answer younger than 5 s.
   * Never rejects; resolves with the status then.
   */
  refresh(): Promise<Status>;
  /** Lets go. The listener is not called again. */
  stop(): void;
}

/**
 * Follows a status. Equal questions of a page are one question, at the shortest of their intervals.
 * A wrong target does not throw: its watch is `unknown`, with a `config` error, and sends nothing.
 *
 * @param listener is called when `status`, `stale` or the error's code changes, not for what they are at first
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
  #listening = false;

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
        if (!this.#listening) return;
        try {
          listener(this);
        } catch (error) {
          // One listener's mistake is reported as its own, and the others are still told.
          queueMicrotask(() => {
            throw error;
          });
        }
      },
    };
    poller.subscribe(this.#subscriber);
    this.#listening = true;
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
  // Both may be handed on without their watch, as in an effect that returns `watch.stop`.
  readonly refresh = async (): Promise<Status> => {
    if (this.#listening) await this.#poller.refresh();
    return this.status;
  };
  readonly stop = (): void => {
    this.#listening = false;
    this.#poller.unsubscribe(this.#subscriber);
  };
}
