import { sleep } from "./clock.ts";
import type { FollowOptions } from "./options.ts";
import { isTemporary, isUnreachable } from "./rest-error.ts";
import { pauseBetween } from "./retry.ts";

/**
 * Polls while its consumer iterates, one request at a time.
 *
 * @param interval seconds between an answer and the next request
 * @throws a permanent error of `ask`, the reason of the signal, or an error thrown by `onError`
 */
export async function* poll<T>(
  ask: () => Promise<T>,
  interval: number,
  { signal, onError }: FollowOptions,
): AsyncGenerator<T, never, undefined> {
  let isFirst = true;
  for (let failures = 0; ;) {
    let answers: T[] = [];
    let retryAfter: number | undefined;
    try {
      answers = [await ask()];
      failures = 0;
    } catch (error) {
      if (!isTemporary(error) || (isFirst && isUnreachable(error))) throw error;
      onError?.(error);
      failures++;
      retryAfter = error.retryAfter;
    }
    isFirst = false;
    yield* answers;
    await sleep(pauseBetween(interval, failures, Math.random(), retryAfter), signal);
  }
}
