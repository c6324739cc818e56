import { LhcStatusError } from "./error.ts";
import type { Question } from "./question.ts";

/**
 * Reads LHC's answer to a question. The value may come from foreign code, so only an own boolean property is accepted,
 * and the value itself is not kept.
 *
 * @throws LhcStatusError `bad-answer`
 */
export function readAnswer(value: unknown, { url, answerKey }: Pick<Question, "url" | "answerKey">): boolean {
  try {
    // Stryker disable next-line OptionalChaining: the catch block handles what it would throw
    const online: unknown = Object.getOwnPropertyDescriptor(value, answerKey)?.value;
    if (typeof online === "boolean") return online;
  } catch {
    // null, undefined, or a proxy that throws
  }
  throw new LhcStatusError("bad-answer", `${url} did not answer with true or false. Is it Live Helper Chat?`);
}
