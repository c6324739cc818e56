import { type PageAddress, resolveBaseUrl } from "../protocol/base-url.ts";
import { type Question, questionFor } from "../protocol/question.ts";
import type { Target } from "../protocol/target.ts";
import { warn } from "./warn.ts";

const pageAddress = (): PageAddress => ({
  baseUri: globalThis.document?.baseURI,
  protocol: globalThis.location?.protocol,
});

/** The last question, and what it was made of: a thousand elements of a page mostly ask the same. */
let last: Question;
let lastParts: readonly unknown[] = [];

/** The question for a target as this page puts it. Throws LhcStatusError `config`. */
export function pageQuestion(target: Target): Question {
  const page = pageAddress();
  const parts = [
    String(target.baseUrl),
    target.department,
    target.user,
    target.departmentMatch,
    target.excludeBot,
    target.includeUsers,
    target.ignoreUserStatus,
    target.excludeOnlineHours,
    page.baseUri,
    page.protocol,
  ];
  if (parts.some((part, i) => part !== lastParts[i])) {
    last = questionFor(target, page, warn);
    lastParts = parts;
  }
  return last;
}

/** An installation's address as this page reaches it. Throws LhcStatusError `config`. */
export const pageBaseUrl = (baseUrl: string | URL | null): URL =>
  resolveBaseUrl(baseUrl, pageAddress(), warn);
