import { globals } from "./globals.ts";

/** Gone, or stored for the back/forward cache: timers stand still, and what arrives is read when it is long old. */
let stored = false;
/** An answer came although the browser says that it is offline. */
let isHintWrong = false;

/** Whether the page is put away, so that nothing may be left open. */
export const isPageStored = (): boolean => stored;

const saysOffline = (): boolean => globals.navigator?.onLine === false;

/** Whether the browser says that it is offline, and no answer has proved it wrong since. A hint, not a fact. */
export function isPageOffline(): boolean {
  isHintWrong &&= saysOffline();
  return saysOffline() && !isHintWrong;
}

/** Whether somebody may be looking at the page: a hidden, prerendered or stored page asks nothing by itself. */
export function isPageActive(): boolean {
  // A page that is prerendered, or frozen, is hidden, too.
  return !stored && globals.document?.visibilityState !== "hidden";
}

/** @param isBack the page may have become active, or the browser is online again */
type Listener = (isBack: boolean) => void;

const listeners = new Set<Listener>();

const EVENTS = ["visibilitychange", "pagehide", "pageshow", "online", "offline"];

/** The network works, whatever the browser says. */
export function overruleOfflineHint(): void {
  if (!isPageOffline()) return;
  isHintWrong = true;
  notify(true);
}

const notify = (isBack: boolean): void => {
  for (const listener of [...listeners]) listener(isBack);
};

const onEvent = ({ type, isTrusted }: Event): void => {
  // Frameworks for mobile pages have a pagehide of their own.
  if (!isTrusted) return;
  if (type === "pagehide") stored = true;
  if (type === "pageshow") stored = false;
  notify(type !== "offline");
};

const listenAll = (change: "addEventListener" | "removeEventListener"): void => {
  if (globals.document) for (const type of EVENTS) globalThis[change](type, onEvent);
};

/** Calls back when any of these may have changed. One set of listeners in the page serves all. */
export function onPageActivity(listener: Listener): () => void {
  if (!listeners.size) listenAll("addEventListener");
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size) return;
    listenAll("removeEventListener");
    // Without listeners nothing would notice that the page is shown again.
    stored = false;
  };
}
