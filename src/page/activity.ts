import { globals } from "./globals.ts";

/** The page was left, or is in the back/forward cache: timers stop, and messages are read when they are long out of date. */
let isStored = false;
/** The page was prerendered or stored, so what came with it may be old. */
let wasKept = !!(globals.document as { prerendering?: boolean } | undefined)?.prerendering;
/** An answer came although the browser says that it is offline. */
let isHintWrong = false;

/** Whether the page is in the back/forward cache, where an open channel or request would evict it. */
export const isPageStored = (): boolean => isStored;

/** Whether the page was neither prerendered nor restored, so what came with it is recent. */
export const isFirstView = (): boolean => !wasKept;

const saysOffline = (): boolean => globals.navigator?.onLine === false;

/** Whether the browser reports that it is offline and no answer has arrived since. A hint, not a fact. */
export function isPageOffline(): boolean {
  isHintWrong &&= saysOffline();
  return saysOffline() && !isHintWrong;
}

/** Whether the page may be visible. Hidden, prerendered and stored pages do not poll. */
export function isPageActive(): boolean {
  // Prerendered and frozen pages are hidden, too.
  return !isStored && globals.document?.visibilityState !== "hidden";
}

/** @param isBack the page may have become active, or the browser is online again */
type Listener = (isBack: boolean) => void;

const listeners = new Set<Listener>();

const EVENTS = ["visibilitychange", "pagehide", "pageshow", "online", "offline"];

/** An answer arrived, so the network works although the browser reports that it is offline. */
export function overruleOfflineHint(): void {
  if (!isPageOffline()) return;
  isHintWrong = true;
  notify(true);
}

const notify = (isBack: boolean): void => {
  for (const listener of [...listeners]) listener(isBack);
};

const onEvent = ({ type, isTrusted }: Event): void => {
  // Some mobile frameworks dispatch their own pagehide event.
  if (!isTrusted) return;
  if (type === "pagehide") isStored = wasKept = true;
  if (type === "pageshow") isStored = false;
  notify(type !== "offline");
};

/** Calls back when any of these may have changed. */
export function onPageActivity(listener: Listener): () => void {
  // Once for all: adding the same event listener again changes nothing.
  if (globals.document) for (const type of EVENTS) addEventListener(type, onEvent);
  listeners.add(listener);
  return () => listeners.delete(listener);
}
