import { sleep } from "./clock.ts";
import type { FollowOptions } from "./options.ts";
import { isTemporary, isUnreachable } from "./rest-error.ts";
import { pauseBetween } from "./retry.ts";

/**
 * Asks again and again, one question at a time, for as long as its reader wants the next answer.
 *
 * @param interval seconds between an answer and the next question
 * @throws what `ask` rejects with, unless it may pass; the reason of the signal; what `onError` throws
 */
export async function* follow<T>(
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
