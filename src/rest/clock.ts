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
  signal?.addEventListener("abort", end);
  try {
    return await work();
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", end);
  }
}

/** @throws the reason of `signal` */
export async function sleep(seconds: number, signal: AbortSignal | undefined): Promise<void> {
  const own = new AbortController();
  const over = new Promise((resolve) => own.signal.addEventListener("abort", resolve));
  await limited(seconds, signal, own, () => over);
  signal?.throwIfAborted();
}
