/** Rules about whom a site asks for, and what the answers give away about it. */
import { LhcStatusError } from "../error.ts";
import { questionFor } from "../question.ts";
import type { Target } from "../target.ts";
import { answerOf } from "./body.ts";
import type { Facts, QuestionName } from "./facts.ts";
import { error, info, ok, skipped, warning, type Verdict } from "./finding.ts";
import { unobstructed } from "./obstacles.ts";

/** The answer to a question; undefined if it was not asked, or not answered. */
const answerTo = (facts: Facts, name: QuestionName): boolean | undefined =>
  answerOf(unobstructed(facts).find((exchange) => exchange.name === name));

const word = (online: boolean | undefined): string =>
  online === undefined ? "no answer" : online ? "online" : "offline";

/** Whether a question can be put for the target, whatever the base URL. */
function isPossible(target: Omit<Target, "baseUrl">): boolean {
  try {
    questionFor({ baseUrl: "https://lhc.example/", ...target }, {}, () => {});
    return true;
  } catch (thrown) {
    if (thrown instanceof LhcStatusError) return false;
    throw thrown;
  }
}

/** LHC answers 'offline' for a name, and takes `1abc` for 1; the widget refuses both. */
export function ids({ department, user, departmentMatch }: Facts): Verdict {
  if (department === undefined && user === undefined)
    return skipped("neither a department nor an operator was named");
  const means =
    "The widget refuses to ask, since LHC answers 'offline' for everything that it does not know: a wrong id would look " +
    "like nobody being there.";
  if (user !== undefined && !isPossible({ user })) {
    return error(
      `user="${user}" is no id`,
      means,
      'Write the number that the back office shows in the list of users, such as user="2".',
    );
  }
  if (department !== undefined && !isPossible({ department, departmentMatch })) {
    return error(
      `department="${department}" is no id`,
      means,
      'Write the number that the back office shows in the list of departments, such as department="2". ' +
        'Lists such as "1,2", and one alias among them, need department-match="inclusive".',
    );
  }
  return ok(
    [department && `department ${department}`, user && `operator ${user}`].filter(Boolean).join(", "),
  );
}

/** An unknown id is never online, so one that is online exists. */
export function userExists(facts: Facts): Verdict {
  if (facts.user === undefined) return skipped("no operator was named");
  const online = answerTo(facts, "user");
  if (online === undefined) return skipped("no answer for the operator");
  return online
    ? ok(`operator ${facts.user} is online`)
    : info(
        `operator ${facts.user} is offline`,
        "LHC says the same of an operator that does not exist: compare the number with the back office's list of users, " +
          "or check again while that operator is at work.",
      );
}

/**
 * Of an unknown department LHC makes an empty list when it is asked inclusively (`chatcheckstatus`), and an empty list
 * means every department there is. So an answer that differs from that to an id which cannot exist, or 'online' to the
 * explicit question, proves that the department exists.
 */
export function departmentExists(facts: Facts): Verdict {
  const { department } = facts;
  if (department === undefined) return skipped("no department was named");
  const explicit = answerTo(facts, "department");
  const inclusive = answerTo(facts, "department-inclusive");
  const unknown = answerTo(facts, "unknown-inclusive");
  const seen =
    `department ${department}: ${word(explicit)} explicitly, ${word(inclusive)} inclusively; ` +
    `a department that does not exist: ${word(unknown)} inclusively`;
  const isExplicitLost = explicit === undefined && facts.exchanges.some(({ name }) => name === "department");
  if (isExplicitLost || (explicit === undefined && inclusive === undefined)) {
    return skipped("no answer for the department");
  }
  if (explicit === true) return ok(seen);
  if (inclusive === undefined || unknown === undefined)
    return skipped("the inclusive questions were not answered");
  if (inclusive !== unknown) return ok(seen);
  return inclusive
    ? warning(
        seen,
        "Asked with department-match=\"inclusive\", LHC says 'online' of any number, known or not: if this one is mistyped, " +
          "nothing will ever show it.",
        "Compare the number with the back office's list of departments, or check again while nobody is online.",
      )
    : info(
        seen,
        "LHC says the same of a department that does not exist: compare the number with the back office's list of " +
          "departments, or check again while somebody is at work in it.",
      );
}

/** `isonlinedepartment` does not count the operators of 'all departments'; `chatcheckstatus` does. */
export function departmentMatch(facts: Facts): Verdict {
  const { department } = facts;
  if (department === undefined) return skipped("no department was named");
  const explicit = answerTo(facts, "department");
  const inclusive = answerTo(facts, "department-inclusive");
  if (explicit === undefined || inclusive === undefined) {
    return skipped("the department was not asked for in both ways");
  }
  const seen = `department ${department}: ${word(explicit)} explicitly, ${word(inclusive)} inclusively`;
  if (explicit === inclusive) return ok(seen);
  const isDoubtful = departmentExists(facts).severity === "warning";
  return explicit
    ? warning(
        seen,
        "LHC's setting to ignore the status of operators holds for the inclusive question alone, or the status has changed " +
          "between the two questions.",
        'Choose the question that you mean: department-match="explicit" counts operators in spite of that setting.',
      )
    : warning(
        seen,
        (isDoubtful ? "If the department exists, somebody" : "Somebody") +
          " of 'all departments' is there, and only the inclusive question counts them. On a fresh LHC every operator " +
          "has all departments, so that the explicit question, the widget's default, says 'offline' for ever.",
        (isDoubtful
          ? "First make sure that the number is right: see department-exists. Then write "
          : "Write ") + 'department-match="inclusive", or assign the operators to the department itself.',
      );
}
