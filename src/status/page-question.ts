import { type Question, questionFor } from "../protocol/question.ts";
import { type Target, TARGET_KEYS } from "../protocol/target.ts";
import { pageAddress } from "../page/base-url.ts";
import { warn } from "../page/warn.ts";

/** The last question, and what it was made of: a thousand elements of a page mostly ask the same. */
let last: Question;
let lastParts: readonly unknown[] = [];

/** The question for a target as this page puts it. Throws LhcStatusError `config`. */
export function pageQuestion(target: Target): Question {
  const page = pageAddress();
  const parts = [
    ...TARGET_KEYS.map((key) => (key === "baseUrl" ? String(target.baseUrl) : target[key])),
    page.baseUri,
    page.protocol,
  ];
  if (parts.some((part, i) => part !== lastParts[i])) {
    last = questionFor(target, page, warn);
    lastParts = parts;
  }
  return last;
}
