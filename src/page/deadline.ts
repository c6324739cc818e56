/** The default time limit of one question. */
export const DEFAULT_TIMEOUT_SECONDS = 8;

/**
 * Runs `work` with a signal that aborts on timeout, or when `signal` aborts. Rejects immediately then, even if `work`
 * ignores its signal.
 *
 * @param timeoutError creates the error for a timeout
 */
export async function withDeadline<T>(
  seconds: number,
  signal: AbortSignal | undefined,
  timeoutError: () => Error,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const aborted = new Promise<never>((_, reject) => {
    controller.signal.onabort = () => {
      reject(controller.signal.reason as Error);
    };
  });
  const abort = (): void => {
    controller.abort(signal?.reason);
  };
  const timer = setTimeout(() => {
    controller.abort(timeoutError());
  }, seconds * 1000);
  signal?.addEventListener("abort", abort);
  if (signal?.aborted) abort();
  try {
    return await Promise.race([aborted, work(controller.signal)]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", abort);
  }
}
