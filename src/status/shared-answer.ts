/** An answer in the form sent to other pages of the site. */
export interface SharedAnswer {
  readonly online: boolean;
  /** Unix time in seconds. */
  readonly at: number;
}

/** Pages of an older or newer version may be open: they ignore each other's messages. */
const VERSION = 1;

/** A message to other pages. Without an answer, it requests theirs. */
export const entryOf = (question: string, answer: SharedAnswer | null): object => ({
  version: VERSION,
  question,
  ...answer,
});

/** The question of an entry, if the entry is valid. */
export function questionIn(entry: unknown): string | undefined {
  const { version, question } = (entry ?? {}) as { version?: unknown; question?: unknown };
  return version === VERSION && typeof question === "string" ? question : undefined;
}

/**
 * The answer of an entry, if it has a valid one. A time in the future comes from a clock that was wrong.
 *
 * @param now Unix time in seconds
 */
export function answerIn(entry: unknown, now: number): SharedAnswer | undefined {
  const { online, at } = (entry ?? {}) as Partial<Record<keyof SharedAnswer, unknown>>;
  return typeof online === "boolean" && typeof at === "number" && at > 0 && at <= now
    ? { online, at }
    : undefined;
}
