class AbortListener extends Set<() => void> {
  handleEvent(): void {
    for (const callback of this) callback();
  }
}

const abortListeners = new WeakMap<AbortSignal, AbortListener>();

/**
 * Calls `callback` when `signal` aborts. All callbacks share one listener per signal, because Node warns about more
 * than ten. `AbortSignal.any` would leak: Node 20 keeps each derived signal for the lifetime of its source.
 *
 * @returns a function that removes the callback
 */
function onAbort(signal: AbortSignal, callback: () => void): () => void {
  const listener = abortListeners.get(signal) ?? new AbortListener();
  abortListeners.set(signal, listener.add(callback));
  signal.addEventListener("abort", listener);
  return () => {
    listener.delete(callback);
    if (!listener.size) signal.removeEventListener("abort", listener);
  };
}

/** Runs `work` and aborts `controller` after `seconds`, or when `signal` aborts. */
export async function withTimeout<T>(
  seconds: number,
  signal: AbortSignal | undefined,
  controller: AbortController,
  work: () => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted();
  const abort = (): void => controller.abort();
  const timer = setTimeout(abort, seconds * 1000);
  const unsubscribe = signal && onAbort(signal, abort);
  try {
    return await work();
  } finally {
    clearTimeout(timer);
    unsubscribe?.();
  }
}

/** @throws the reason of `signal` */
export async function sleep(seconds: number, signal: AbortSignal | undefined): Promise<void> {
  const controller = new AbortController();
  const aborted = new Promise((resolve) => controller.signal.addEventListener("abort", resolve));
  await withTimeout(seconds, signal, controller, () => aborted);
  signal?.throwIfAborted();
}
