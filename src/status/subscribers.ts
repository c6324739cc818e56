import { DEFAULT_INTERVAL, type Share } from "../page/settings.ts";
import type { Needs } from "./schedule.ts";

/** How a subscriber wants to poll. Times are in seconds. */
interface Options {
  readonly interval: number;
  readonly timeout: number;
  /** Receives changes but causes no requests. */
  readonly paused: boolean;
  readonly share: Share;
}

export interface Subscriber {
  readonly options: Options;
  notify(): void;
}

/** The combined needs of the subscribers of one question. */
export function needsOf(subscribers: Iterable<Subscriber>): Needs & Pick<Options, "timeout" | "share"> {
  const all = [...subscribers].map(({ options }) => options);
  const active = all.filter(({ paused }) => !paused);
  const shares = all.map(({ share }) => share);
  const shortest = Math.min(...(active.length ? active : all).map(({ interval }) => interval || Infinity));
  const isActive = active.length > 0;
  const isRepeating = shortest < Infinity;
  return {
    /** Shortest interval of the active subscribers. If all are 0, the default still decides when an answer is stale. */
    interval: isRepeating ? shortest : DEFAULT_INTERVAL,
    isActive,
    isRepeating: isActive && isRepeating,
    timeout: Math.max(...all.map(({ timeout }) => timeout)),
    /** The widest `share` of any subscriber applies to all. */
    share: shares.includes("session") ? "session" : shares.includes("tabs") ? "tabs" : "page",
  };
}
