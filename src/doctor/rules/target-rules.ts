/** Rules for the department and the operator. */
import { LhcStatusError } from "../../protocol/error.ts";
import { questionFor } from "../../protocol/question.ts";
import type { Target } from "../../protocol/target.ts";
import { answerTo } from "./body.ts";
import type { Facts } from "./facts.ts";
import { error, info, ok, skipped, warning, type Verdict } from "./finding.ts";

const statusOf = (online: boolean | undefined): string =>
  online === undefined ? "no answer" : online ? "online" : "offline";

/** Whether the badge accepts the target's ids. */
function isValid(target: Omit<Target, "baseUrl">): boolean {
  try {
    questionFor({ baseUrl: "https://lhc.example/", ...target }, {}, () => {});
    return true;
  } catch (thrown) {
    if (thrown instanceof LhcStatusError) return false;
    throw thrown;
  }
}

/** LHC answers 'offline' for a name, and reads `1abc` as 1. The badge rejects both. */
export function ids({ department, user, departmentMatch }: Facts): Verdict {
  if (department === undefined && user === undefined) return skipped("no department or operator is given");
  const means =
    "The badge does not send a request, because LHC answers 'offline' for unknown ids and the mistake would go unnoticed.";
  if (user !== undefined && !isValid({ user })) {
    return error(
      `user="${user}" is not an id`,
      means,
      'Use the number from the list of users in the back office, for example user="2".',
    );
  }
  if (department !== undefined && !isValid({ department, departmentMatch })) {
    return error(
      `department="${department}" is not an id`,
      means,
      'Use the number from the list of departments in the back office, for example department="2". Lists such as "1,2" ' +
        'and aliases need department-match="inclusive", with one alias at most.',
    );
  }
  return ok(
    [department && `department ${department}`, user && `operator ${user}`].filter(Boolean).join(", "),
  );
}

/** An unknown operator is never online, so an operator who is online exists. */
export function userExists(facts: Facts): Verdict {
  if (facts.user === undefined) return skipped("no operator is given");
  const online = answerTo(facts, "user");
  if (online === undefined) return skipped("there is no answer for the operator");
  return online
    ? ok(`operator ${facts.user} is online`)
    : info(
        `operator ${facts.user} is offline`,
        "LHC gives the same answer for an operator who does not exist. Check the number in the back office's list of " +
          "users, or run this check again while the operator is online.",
      );
}

/**
 * The department exists if the explicit question answers 'online', or if the inclusive answer differs from the one for a
 * department that does not exist. The inclusive question (`chatcheckstatus`) ignores unknown departments, and asks about
 * all departments if none is left.
 */
export function departmentExists(facts: Facts): Verdict {
  const { department } = facts;
  if (department === undefined) return skipped("no department is given");
  const explicit = answerTo(facts, "department");
  const inclusive = answerTo(facts, "department-inclusive");
  const unknown = answerTo(facts, "unknown-inclusive");
  const seen =
    `department ${department}: ${statusOf(explicit)} (explicit), ${statusOf(inclusive)} (inclusive); ` +
    `an unknown department: ${statusOf(unknown)} (inclusive)`;
  const isExplicitUnanswered =
    explicit === undefined && facts.exchanges.some(({ name }) => name === "department");
  if (isExplicitUnanswered || (explicit === undefined && inclusive === undefined)) {
    return skipped("there is no answer for the department");
  }
  if (explicit === true) return ok(seen);
  if (inclusive === undefined || unknown === undefined)
    return skipped("there is no answer to the inclusive questions");
  if (inclusive !== unknown) return ok(seen);
  return inclusive
    ? warning(
        seen,
        "With department-match=\"inclusive\", LHC now answers 'online' even for departments that do not exist, so a typo " +
          "would go unnoticed.",
        "Check the department in the back office's list of departments, or run this check again while nobody is online.",
      )
    : info(
        seen,
        "LHC gives the same answer for a department that does not exist. Check the department in the back office's list " +
          "of departments, or run this check again while one of its operators is online.",
      );
}

/** `chatcheckstatus` counts operators assigned to 'all departments'. `isonlinedepartment` does not. */
export function departmentMatch(facts: Facts): Verdict {
  const { department } = facts;
  if (department === undefined) return skipped("no department is given");
  const explicit = answerTo(facts, "department");
  const inclusive = answerTo(facts, "department-inclusive");
  if (explicit === undefined || inclusive === undefined) {
    return skipped("there are no answers for both modes");
  }
  const seen = `department ${department}: ${statusOf(explicit)} (explicit), ${statusOf(inclusive)} (inclusive)`;
  if (explicit === inclusive) return ok(seen);
  const isUnconfirmed = departmentExists(facts).severity === "warning";
  return explicit
    ? warning(
        seen,
        "LHC is probably set to ignore the status of operators, which affects only inclusive questions. Or the status " +
          "changed between the two questions.",
        'Use department-match="explicit" to count operators despite that setting, or "inclusive" to respect it.',
      )
    : warning(
        seen,
        (isUnconfirmed ? "If the department exists, an" : "An") +
          " operator assigned to 'all departments' is online, and only inclusive questions count such operators. In a new " +
          "LHC all operators are assigned this way, so the explicit question, the badge's default, always answers 'offline'.",
        (isUnconfirmed
          ? "First check that the department exists, see department-exists. Then use "
          : "Use ") + 'department-match="inclusive", or assign the operators to the department itself.',
      );
}
