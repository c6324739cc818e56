/** Whether somebody may be looking at the page: a hidden page asks nothing by itself. */
export function isPageActive(): boolean {
  return globalThis.document?.visibilityState !== "hidden";
}

const listeners = new Set<() => void>();

const tell = (): void => {
  for (const listener of [...listeners]) listener();
};

/** Calls back when {@link isPageActive} may have changed. One listener in the page serves all. */
export function onPageActivity(listener: () => void): () => void {
  if (!listeners.size) globalThis.document?.addEventListener("visibilitychange", tell);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (!listeners.size) globalThis.document?.removeEventListener("visibilitychange", tell);
  };
}
