import { type PageAddress, resolveBaseUrl } from "../protocol/base-url.ts";
import { type Question, questionFor } from "../protocol/question.ts";
import type { Target } from "../protocol/target.ts";
import { warn } from "./warn.ts";

const pageAddress = (): PageAddress => ({
  baseUri: globalThis.document?.baseURI,
  protocol: globalThis.location?.protocol,
});

/** The question for a target as this page puts it. Throws LhcStatusError `config`. */
export const pageQuestion = (target: Target): Question => questionFor(target, pageAddress(), warn);

/** An installation's address as this page reaches it. Throws LhcStatusError `config`. */
export const pageBaseUrl = (baseUrl: string | URL | null): URL =>
  resolveBaseUrl(baseUrl, pageAddress(), warn);
