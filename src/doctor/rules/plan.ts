/** Which questions a check asks. */
import { LhcStatusError } from "../../protocol/error.ts";
import { CALLBACK, questionFor, requestUrl } from "../../protocol/question.ts";
import type { Target } from "../../protocol/target.ts";
import type { Asked, Header, QuestionName } from "./facts.ts";

export interface PlannedQuestion {
  readonly name: QuestionName;
  readonly url: string;
  /** For programs. A page cannot set them: its browser sends its own. */
  readonly headers: readonly Header[];
}

/** The `Origin` that a program sends, so that its requests look like those of a page on another origin. */
export const ORIGIN = "https://www.example.com";

/** Used by checks only, so that no cache has an answer for it. */
const OTHER_CALLBACK = "lhcStatusCheck";

/**
 * A department that does not exist in practice: the highest id that LHC's column can hold
 * (`lh_departament.id`, a signed 32-bit integer).
 */
const UNKNOWN_DEPARTMENT = "2147483647";

/**
 * The headers of a browser. `Accept` must not ask for JSON, because LHC then reports a database failure as a JSON
 * message instead of its maintenance page (LHC's index.php).
 */
export const headersFor = (origin: string): readonly Header[] => [
  ["Accept", "*/*"],
  ["Accept-Encoding", "gzip, deflate, br"],
  ["Origin", origin],
  // The nginx configuration in LHC's docs sends crawlers an empty response, and treats many programs as crawlers.
  ["User-Agent", "Mozilla/5.0 (lhc-status check)"],
];

/**
 * The questions of a check. They are those of the badge. Ask them in this order, one at a time. They change nothing in
 * LHC unless redirects are followed: a wrong base URL can redirect to the chat page, which counts a visitor.
 *
 * @param now Unix time in seconds
 * @param origin the origin of the page with the badge
 * @returns the questions, except those with an invalid id, which rule `ids` reports
 * @throws LhcStatusError `config` if the base URL is invalid
 */
export function planQuestions(asked: Asked, now: number, origin = ORIGIN): PlannedQuestion[] {
  const headers = headersFor(origin);
  const { baseUrl, department, user } = asked;
  const questions: PlannedQuestion[] = [];
  const ask = (name: QuestionName, target: Omit<Target, "baseUrl">, callback?: string): void => {
    const question = questionFor({ baseUrl, ...target }, {}, () => {});
    questions.push({ name, url: requestUrl(question, now, callback), headers });
  };
  const askIfValid = (name: QuestionName, target: Omit<Target, "baseUrl">): void => {
    try {
      ask(name, target);
    } catch (error) {
      if (!(error instanceof LhcStatusError)) throw error;
    }
  };
  const inclusive = (departments: string): Omit<Target, "baseUrl"> => ({
    department: departments,
    departmentMatch: "inclusive",
  });

  ask("site", {});
  ask("site-jsonp", {}, CALLBACK);
  ask("other-callback", {}, OTHER_CALLBACK);
  ask("unknown-inclusive", inclusive(UNKNOWN_DEPARTMENT));
  ask("inclusive-jsonp", inclusive(UNKNOWN_DEPARTMENT), CALLBACK);
  if (user !== undefined) askIfValid("user", { user });
  if (department !== undefined) {
    askIfValid("department", { department });
    const isInclusive = asked.departmentMatch === "inclusive" || questions.at(-1)?.name === "department";
    if (isInclusive) askIfValid("department-inclusive", inclusive(department));
    askIfValid("department-without-hours", { department, excludeOnlineHours: true });
    askIfValid("department-without-bot", { department, excludeOnlineHours: true, excludeBot: true });
  }
  return questions;
}
