import type { Target } from "../protocol/target.ts";
import { invalid, readId, readOptions } from "./input.ts";
import type { CallOptions, DepartmentFlags } from "./options.ts";

/**
 * Whom to ask for, and with which options.
 *
 * @throws LhcRestError `bad-request`
 */
export function departmentTarget(
  id: number | string,
  options: DepartmentFlags & CallOptions,
): [target: Target, options: CallOptions] {
  const { signal, ...flags } = readOptions(options, [
    "departmentMatch",
    "excludeBot",
    "includeUsers",
    "ignoreUserStatus",
    "excludeOnlineHours",
    "signal",
  ]);
  if (!["explicit", "inclusive"].includes(flags.departmentMatch ?? "explicit")) {
    throw invalid("departmentMatch", flags.departmentMatch, 'must be "explicit" or "inclusive".');
  }
  // An empty department is an error, because LHC would answer for the whole site.
  // oxlint-disable-next-line typescript/no-unnecessary-condition -- JavaScript callers may omit it
  const department = flags.departmentMatch === "inclusive" ? String(id ?? "") : readId("id", id);
  return [{ ...flags, department }, { signal }];
}
