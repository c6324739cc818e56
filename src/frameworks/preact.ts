import { useLayoutEffect, useMemo, useReducer } from "preact/hooks";
import type { Target } from "../protocol/target.ts";
import type { WatchOptions } from "../status/watch-status.ts";
import { type StatusSnapshot, statusStore, watchedValues } from "./status-store.ts";

export type { StatusSnapshot };

/**
 * A live status for a Preact component: `checking` on the server and in the first render, polling until the component
 * unmounts.
 *
 * @param target what to watch. Another object with equal values changes nothing. An invalid target has the status
 *   `unknown` and a `config` error
 * @example
 * const { status } = useLhcStatus({ baseUrl: "https://chat.example.com/", department: 2 });
 */
export function useLhcStatus(target: Target, options?: WatchOptions): StatusSnapshot {
  const store = useMemo(() => statusStore(target, options), watchedValues(target, options));
  // Not useSyncExternalStore, because importing preact/compat changes how the whole app renders.
  const [, update] = useReducer((count: number) => count + 1, 0);
  useLayoutEffect(() => store.subscribe(() => update(undefined)), [store]);
  return store.getSnapshot();
}
