import { type Question, questionFor } from "../protocol/question.ts";
import type { Target } from "../protocol/target.ts";
import { TARGET_KEYS } from "../page/settings.ts";
import { pageAddress } from "../page/base-url.ts";
import { warn } from "../page/warn.ts";

/** A memo of the last question, because the elements of a page mostly ask the same one. */
let last: Question;
let lastParts: readonly unknown[] = [];

/** The question for a target in this page. Throws LhcStatusError `config`. */
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
