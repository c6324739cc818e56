/** What to do when a signal aborts. */
class Waiting extends Set<() => void> {
  handleEvent(): void {
    for (const act of this) act();
  }
}

const waiting = new WeakMap<AbortSignal, Waiting>();

/**
 * Calls `act` when `signal` aborts. A signal gets one listener for all, because Node warns of the eleventh.
 * Not `AbortSignal.any`: Node 20 keeps a reference to each derived signal for as long as the signal lives.
 *
 * @returns stops it
 */
function whenAborted(signal: AbortSignal, act: () => void): () => void {
  const all = waiting.get(signal) ?? new Waiting();
  waiting.set(signal, all.add(act));
  signal.addEventListener("abort", all);
  return () => {
    all.delete(act);
    if (!all.size) signal.removeEventListener("abort", all);
  };
}

/** Does some work that `own` ends, when the time is over or `signal` says so. */
export async function limited<T>(
  seconds: number,
  signal: AbortSignal | undefined,
  own: AbortController,
  work: () => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted();
  const end = (): void => own.abort();
  const timer = setTimeout(end, seconds * 1000);
  const stop = signal && whenAborted(signal, end);
  try {
    return await work();
  } finally {
    clearTimeout(timer);
    stop?.();
  }
}

/** @throws the reason of `signal` */
export async function sleep(seconds: number, signal: AbortSignal | undefined): Promise<void> {
  const own = new AbortController();
  const over = new Promise((resolve) => own.signal.addEventListener("abort", resolve));
  await limited(seconds, signal, own, () => over);
  signal?.throwIfAborted();
}
