import { type Readable, readable } from "svelte/store";
import type { Target } from "../protocol/target.ts";
import type { WatchOptions } from "../status/watch-status.ts";
import { type StatusSnapshot, statusStore } from "./status-store.ts";

export type { StatusSnapshot };

/**
 * A live status as a Svelte store: `checking` on the server and at first, polling while it has subscribers.
 *
 * @param target what to watch. An invalid target has the status `unknown` and a `config` error
 * @example
 * const chat = lhcStatus({ baseUrl: "https://chat.example.com/", department: 2 });
 * // In the template: {$chat.status}
 */
export function lhcStatus(target: Target, options?: WatchOptions): Readable<StatusSnapshot> {
  const { getSnapshot, subscribe } = statusStore(target, options);
  return readable(getSnapshot(), (set) =>
    // Later, because hydration must see what the server rendered.
    subscribe(() => {
      queueMicrotask(() => {
        set(getSnapshot());
      });
    }),
  );
}
