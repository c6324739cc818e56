/** Rules for who makes a department online. */
import { answerTo } from "./body.ts";
import type { Facts } from "./facts.ts";
import { info, ok, skipped, type Verdict } from "./finding.ts";

const isNumber = (value: string): boolean => /^\d+$/.test(value);

/** LHC's own widget offers visible, enabled departments. A department that it does not offer is hidden, disabled or unknown. */
export function listed({ department, departments }: Facts): Verdict {
  if (department === undefined) return skipped("no department is given");
  if (!departments || departments.length === 0) return skipped("LHC does not list its departments");
  const values = departments.map(({ value }) => value);
  const asked = department.split(",").map((part) => part.trim());
  const names = departments.map(({ value, name }) => `${value} (${name})`).join(", ");
  // A department with an alias is listed by its alias, so its number cannot be recognized.
  const hasAliases = !values.every(isNumber);
  const missing = asked.filter((part) => !values.includes(part) && !(isNumber(part) && hasAliases));
  if (missing.length === 0) {
    const unclear = asked.filter((part) => !values.includes(part));
    return unclear.length > 0
      ? skipped(`LHC lists departments by alias, so ${unclear.join(", ")} cannot be compared: ${names}`)
      : ok(`LHC offers ${asked.join(", ")} to visitors`);
  }
  return info(
    `LHC does not offer department ${missing.join(", ")} to visitors. It offers ${names}`,
    "The department is hidden, disabled, or does not exist. A hidden one can be online, a disabled one never is.",
  );
}

/** Asks the department again without its online hours, and without its bot as well. */
export function people(facts: Facts): Verdict {
  const { department } = facts;
  if (department === undefined) return skipped("no department is given");
  const online = answerTo(facts, "department");
  const withoutHours = answerTo(facts, "department-without-hours");
  const withoutBot = answerTo(facts, "department-without-bot");
  if (online === undefined || withoutHours === undefined || withoutBot === undefined) {
    return skipped("there are no answers without online hours and bot");
  }
  if (!online) return ok(`department ${department} is offline`);
  if (withoutBot) return ok(`an operator keeps department ${department} online`);
  const cause = withoutHours ? "its bot keeps" : "its online hours keep";
  return info(
    `department ${department} is online, but ${cause} it so`,
    "No operator needs to be there. To count people only, add exclude-online-hours and exclude-bot to the badge.",
  );
}

/** What LHC's answers never show. */
export function whyOffline(facts: Facts): Verdict {
  const { department, user } = facts;
  if (department === undefined && user === undefined) return skipped("no department or operator is given");
  const name = facts.departmentMatch === "inclusive" ? "department-inclusive" : "department";
  const answers = [
    ...(department === undefined ? [] : [[`department ${department}`, answerTo(facts, name)] as const]),
    ...(user === undefined ? [] : [[`operator ${user}`, answerTo(facts, "user")] as const]),
  ];
  if (answers.some(([, online]) => online === undefined)) return skipped("there is no answer");
  const offline = answers.filter(([, online]) => !online).map(([target]) => target);
  if (offline.length === 0) return ok(`${answers.map(([target]) => target).join(" and ")}: online`);
  return info(
    `${offline.join(" and ")}: offline`,
    'If somebody is there: an operator of "all departments" counts only with department-match="inclusive", and one who works\n' +
      "through the API alone never counts. After a tab is closed, LHC reports online for up to 300 s.",
  );
}
