/** What to ask of an installation in order to judge it. */
import { LhcStatusError } from "../error.ts";
import { CALLBACK, questionFor, requestUrl } from "../question.ts";
import type { Target } from "../target.ts";
import type { Asked, Header, QuestionName } from "./facts.ts";

export interface PlannedQuestion {
  readonly name: QuestionName;
  readonly url: string;
  /** For who may set them. A page may not: its browser sends its own. */
  readonly headers: readonly Header[];
}

/** In whose name a program asks, as a page of another origin would. */
export const ORIGIN = "https://www.example.com";

/** A callback that nobody else asks for: a cache cannot know it. */
const OTHER_CALLBACK = "lhcStatusCheck";

/**
 * A department that cannot exist: the last number that LHC's id column holds
 * (`lh_departament.id`, a signed 32 bit integer).
 */
const UNKNOWN_DEPARTMENT = "2147483647";

/**
 * As a browser sends them. `Accept` must not ask for JSON: then a broken LHC answers with its database's error
 * message in place of its maintenance page (LHC's index.php).
 */
const HEADERS: readonly Header[] = [
  ["Accept", "*/*"],
  ["Accept-Encoding", "gzip, deflate, br"],
  ["Origin", ORIGIN],
  // LHC's recipe for nginx answers crawlers with nothing, and takes all sorts of programs for one.
  ["User-Agent", "Mozilla/5.0 (lhc-status check)"],
];

/**
 * The questions by which an installation is judged, in the order in which to ask them, one after the other. They are
 * those of the widget itself. None of them leaves a trace in LHC, as long as redirects are not followed: the chat page
 * that a mistyped base URL leads to counts a visitor.
 *
 * @param now Unix time in seconds
 * @returns without the questions that an id makes impossible; rule `ids` says so
 * @throws LhcStatusError `config`, if the base URL is none
 */
export function planQuestions(asked: Asked, now: number): PlannedQuestion[] {
  const { baseUrl, department, user } = asked;
  const questions: PlannedQuestion[] = [];
  const ask = (name: QuestionName, target: Omit<Target, "baseUrl">, callback?: string): void => {
    const question = questionFor({ baseUrl, ...target }, {}, () => {});
    questions.push({ name, url: requestUrl(question, now, callback), headers: HEADERS });
  };
  const askIfPossible = (name: QuestionName, target: Omit<Target, "baseUrl">): void => {
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
  if (user !== undefined) askIfPossible("user", { user });
  if (department !== undefined) {
    askIfPossible("department", { department });
    const isInclusive = asked.departmentMatch === "inclusive" || questions.at(-1)?.name === "department";
    if (isInclusive) askIfPossible("department-inclusive", inclusive(department));
  }
  return questions;
}
