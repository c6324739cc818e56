import { type Question, questionFor } from "../protocol/question.ts";
import type { Target } from "../protocol/target.ts";
import { warn } from "./warn.ts";

/** The question for a target as this page puts it. Throws LhcStatusError `config`. */
export function pageQuestion(target: Target): Question {
  const page = { baseUri: globalThis.document?.baseURI, protocol: globalThis.location?.protocol };
  return questionFor(target, page, warn);
}
