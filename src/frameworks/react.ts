import { useMemo, useSyncExternalStore } from "react";
import type { Target } from "../protocol/target.ts";
import type { WatchOptions } from "../status/watch-status.ts";
import { type StatusSnapshot, statusStore, watchedValues } from "./status-store.ts";

export type { StatusSnapshot };

/**
 * A live status for a React component: `checking` on the server and in the first render, polling until the component
 * unmounts.
 *
 * @param target what to watch. Another object with equal values changes nothing. An invalid target has the status
 *   `unknown` and a `config` error
 * @example
 * const { status } = useLhcStatus({ baseUrl: "https://chat.example.com/", department: 2 });
 */
export function useLhcStatus(target: Target, options?: WatchOptions): StatusSnapshot {
  const store = useMemo(() => statusStore(target, options), watchedValues(target, options));
  return useSyncExternalStore(store.subscribe, store.getSnapshot, store.getSnapshot);
}
