import { onDefaultsChange } from "../page/defaults.ts";
import { WATCH_KEYS } from "../page/settings.ts";
import type { Status } from "../protocol/status.ts";
import type { Target } from "../protocol/target.ts";
import { type StatusWatch, type WatchOptions, watchStatus } from "../status/watch-status.ts";

/** What is known about a status. Each change makes a new object. */
export interface StatusSnapshot extends Pick<StatusWatch, "status" | "stale" | "checkedAt" | "error"> {
  /** Requests the status now; see `StatusWatch.refresh`. */
  readonly refresh: () => Promise<Status>;
}

export interface StatusStore {
  readonly getSnapshot: () => StatusSnapshot;
  /** Takes one subscriber at a time. Returns a function that stops watching. */
  readonly subscribe: (onChange: () => void) => () => void;
}

/** Requests nothing until it has a subscriber, so it can be created while rendering, even on a server. */
export function statusStore(target: Target, options?: WatchOptions): StatusStore {
  let watch: StatusWatch | undefined;
  const refresh = async (): Promise<Status> => (await watch?.refresh()) ?? snapshot.status;
  const initial: StatusSnapshot = { status: "checking", stale: false, checkedAt: null, error: null, refresh };
  let snapshot = initial;

  return {
    getSnapshot: () => snapshot,
    subscribe(onChange) {
      const update = ({ status, stale, checkedAt, error }: StatusWatch): void => {
        snapshot = { status, stale, checkedAt, error, refresh };
        onChange();
      };
      const start = (): void => {
        // Start the new watch before stopping the old one, so that a request of both is not aborted.
        const former = watch;
        watch = watchStatus(target, update, options);
        former?.stop();
        // Another subscriber of the question may have its answer.
        if (watch.status !== "checking" || snapshot !== initial) update(watch);
      };
      const unsubscribeFromDefaults = onDefaultsChange(start);
      start();
      return () => {
        unsubscribeFromDefaults();
        watch?.stop();
      };
    },
  };
}

/** What decides what is watched, as a list: targets with equal values have equal lists. */
export function watchedValues(target: Target, options?: WatchOptions): unknown[] {
  const request: Record<string, unknown> = { ...target, ...options };
  return WATCH_KEYS.map((key) => request[key]);
}
