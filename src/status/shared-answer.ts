/** An answer as other pages of the site receive it. */
export interface SharedAnswer {
  readonly online: boolean;
  /** Unix time in seconds. */
  readonly at: number;
}

/** Pages of an older or newer version may be open: they do not listen to each other. */
const VERSION = 1;

/** A message to other pages. Without an answer, it asks them for theirs. */
export const entryOf = (question: string, answer: SharedAnswer | null): object => ({
  version: VERSION,
  question,
  ...answer,
});

/** The question that an entry is about, if it is one of ours. */
export function questionIn(entry: unknown): string | undefined {
  const { version, question } = (entry ?? {}) as { version?: unknown; question?: unknown };
  return version === VERSION && typeof question === "string" ? question : undefined;
}

/**
 * The answer in an entry, if it has one, and one that can be: a time in the future is that of a clock that was wrong.
 *
 * @param now Unix time in seconds
 */
export function answerIn(entry: unknown, now: number): SharedAnswer | undefined {
  const { online, at } = (entry ?? {}) as Partial<Record<keyof SharedAnswer, unknown>>;
  return typeof online === "boolean" && typeof at === "number" && at > 0 && at <= now
    ? { online, at }
    : undefined;
}
