/** Gone, or stored for the back/forward cache: timers stand still, and what comes is read when it is long old. */
let stored = false;

/** Whether the page is put away, so that nothing may be left open. */
export const isPageStored = (): boolean => stored;

/** That a browser says 'online' proves nothing; that it is offline does. */
export const isPageOffline = (): boolean =>
  (globalThis.navigator as Partial<Navigator> | undefined)?.onLine === false;

/** Whether somebody may be looking at the page: a hidden, prerendered or stored page asks nothing by itself. */
export function isPageActive(): boolean {
  // A page that is prerendered, or frozen, is hidden, too.
  return !stored && globalThis.document?.visibilityState !== "hidden";
}

const listeners = new Set<() => void>();

const EVENTS = ["visibilitychange", "pagehide", "pageshow", "online", "offline"];

const tell = ({ type, isTrusted }: Event): void => {
  // Frameworks for mobile pages have a pagehide of their own.
  if (!isTrusted) return;
  if (type === "pagehide") stored = true;
  if (type === "pageshow") stored = false;
  for (const listener of [...listeners]) listener();
};

const listenAll = (change: "addEventListener" | "removeEventListener"): void => {
  if (globalThis.document) for (const type of EVENTS) globalThis[change](type, tell);
};

/** Calls back when any of these may have changed. One set of listeners in the page serves all. */
export function onPageActivity(listener: () => void): () => void {
  if (!listeners.size) listenAll("addEventListener");
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size) return;
    listenAll("removeEventListener");
    // Nobody sees any more that the page is shown again.
    stored = false;
  };
}
