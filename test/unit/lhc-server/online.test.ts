/** Online rules that the recordings do not cover. */
import { describe, expect, it } from "vitest";
import { departmentList } from "../../../demo/lhc-server/department-list.ts";
import { baseInstallation } from "../../../demo/lhc-server/installation.ts";
import {
  isActive,
  isAnyDepartmentOnline,
  isDepartmentOnline,
  isSiteOnline,
  isUserOnline,
} from "../../../demo/lhc-server/online.ts";
import { layState, type StatePatch, type User } from "../../../demo/lhc-server/state.ts";

const now = Date.UTC(2026, 10, 22, 12, 0, 0, 500);
const lay = (patch: StatePatch) => layState(baseInstallation, patch);
const site = (patch: StatePatch, ignore = false) => isSiteOnline(lay(patch), ignore, now);
const user = (patch: StatePatch, id: number) => isUserOnline(lay(patch), id, now);
const department = (patch: StatePatch, id: number, flags = {}) =>
  isDepartmentOnline(lay(patch), id, flags, now);
const widget = (patch: StatePatch, ids: number[], ignore = false) =>
  isAnyDepartmentOnline(lay(patch), ids, ignore, now);
const quiet = { activeUsers: [], departments: { 6: { bot: null }, 7: { onlineHours: null } } };

describe("activity", () => {
  const someone = (fields: Partial<User>): User => ({ id: 1, username: "", assignments: [], ...fields });
  it("ends exactly at the timeout", () => {
    expect(isActive(someone({ secondsSinceActivity: 299 }), 300, now)).toBe(true);
    expect(isActive(someone({ secondsSinceActivity: 300 }), 300, now)).toBe(false);
  });
  it("ages in whole seconds if it has a time", () => {
    const lastActivity = Math.floor(now / 1000) - 299;
    expect(isActive(someone({ lastActivity }), 300, now + 499)).toBe(true);
    expect(isActive(someone({ lastActivity }), 300, now + 500)).toBe(false);
  });
  it("is ignored with always_on, and absent without a time", () => {
    expect(isActive(someone({ alwaysOn: true }), 300, now)).toBe(true);
    expect(isActive(someone({ secondsSinceActivity: null }), 300, now)).toBe(false);
  });
  it("follows the setting", () =>
    expect(user({ users: { 2: { secondsSinceActivity: 30 } }, settings: { onlineTimeout: 30 } }, 2)).toBe(
      false,
    ));
});

describe("one operator", () => {
  it("is hidden by the account's setting, not by the assignments", () => {
    expect(user({ activeUsers: [2], users: { 2: { hideOnline: true } } }, 2)).toBe(false);
    expect(user({ activeUsers: [2], users: { 2: { assignmentsHidden: true } } }, 2)).toBe(true);
  });
  it("counts even if disabled or read-only", () => {
    expect(user({ activeUsers: [4, 5] }, 4)).toBe(true);
    expect(user({ activeUsers: [4, 5] }, 5)).toBe(true);
  });
  it("is offline without any assignment", () =>
    expect(user({ activeUsers: [2], users: { 2: { assignments: [] } } }, 2)).toBe(false));
});

describe("one department", () => {
  it("is hidden by the assignments, not by the account", () => {
    expect(department({ activeUsers: [2], users: { 2: { hideOnline: true } } }, 1)).toBe(true);
    expect(department({ activeUsers: [2], users: { 2: { assignmentsHidden: true } } }, 1)).toBe(false);
  });
  it("counts disabled accounts but not read-only operators", () => {
    expect(department({ activeUsers: [5] }, 5)).toBe(true);
    expect(department({ activeUsers: [4] }, 5)).toBe(false);
  });
  it("that does not exist is offline, even to operators of all departments", () => {
    expect(department({ activeUsers: [1], users: { 2: { assignments: [{ department: 99 }] } } }, 99)).toBe(
      false,
    );
    expect(department({ activeUsers: [1] }, 0)).toBe(false);
  });
  it("with a full queue ignores operators and hours, but not its bot", () => {
    const full = { queueMax: 2, queueLength: 3 };
    expect(department({ departments: { 7: full } }, 7)).toBe(false);
    expect(department({ departments: { 6: full } }, 6)).toBe(true);
    expect(department({ departments: { 6: { ...full, offline: true } } }, 6)).toBe(false);
    expect(department({ departments: { 6: { ...full, disabled: true } } }, 6)).toBe(false);
  });
  it("has no queue limit at 0", () =>
    expect(department({ activeUsers: [2], departments: { 1: { queueMax: 0, queueLength: 50 } } }, 1)).toBe(
      true,
    ));
  it("that ignores operators still has its online hours", () =>
    expect(department({ departments: { 10: { onlineHours: { everyDay: ["0000", "2359"] } } } }, 10)).toBe(
      true,
    ));
  it("ignores hours and bot if they are excluded", () => {
    expect(department({}, 7, { exclude_online_hours: true })).toBe(false);
    expect(department({}, 6, { exclude_bot: true })).toBe(false);
    expect(department({}, 6, { ignore_user_status: true })).toBe(true);
  });
  it("is not kept online by a bot that follows the online hours", () =>
    expect(department({ departments: { 6: { bot: { followsOnlineHours: true } } } }, 6)).toBe(false));
});

describe("the site", () => {
  it("is not kept online by hidden departments", () => {
    expect(site({ activeUsers: [] })).toBe(false);
    expect(site({ departments: { 6: { hidden: false } } })).toBe(true);
    expect(site({ departments: { 7: { hidden: false } } })).toBe(true);
  });
  it("ignores a bot with a full queue", () =>
    expect(site({ departments: { 6: { hidden: false, queueMax: 1, queueLength: 1 } } })).toBe(false));
  it("is offline if no visible department counts operators", () => {
    const ignoring = { ignoreOperatorStatus: true };
    const departments = { 1: ignoring, 2: ignoring, 5: ignoring, 11: ignoring };
    expect(site({ activeUsers: [1, 2, 3], departments })).toBe(false);
  });
  it("counts operators of a deleted department like those of all", () => {
    expect(site({ activeUsers: [2], users: { 2: { assignments: [{ department: 99 }] } } })).toBe(true);
    expect(site({ activeUsers: [2], users: { 2: { assignments: [{ department: 4 }] } } })).toBe(false);
  });
  it("counts no operators with ignore_user_status", () => {
    expect(site({ activeUsers: [1, 2, 3] }, true)).toBe(false);
    expect(site({ departments: { 7: { hidden: false } } }, true)).toBe(true);
  });
});

describe("the widget's question", () => {
  it("counts operators of all departments, unless their department is closed", () => {
    expect(widget({ activeUsers: [1] }, [5])).toBe(true);
    expect(widget({ activeUsers: [1] }, [8])).toBe(false);
    expect(widget({ activeUsers: [1] }, [10])).toBe(false);
  });
  it("counts an operator of a closed department for an open one", () => {
    const users = { 2: { assignments: [{ department: 8 }] } };
    expect(widget({ activeUsers: [2], users }, [8])).toBe(false);
    expect(widget({ activeUsers: [2], users }, [8, 5])).toBe(true);
  });
  it("treats an empty list as all departments", () => {
    expect(widget({ ...quiet, activeUsers: [1] }, [])).toBe(true);
    expect(widget({ ...quiet, activeUsers: [2] }, [])).toBe(false);
    expect(widget(quiet, [])).toBe(false);
  });
  it("counts the bot of a disabled department if asked for, and of any closed one for an empty list", () => {
    const robot = (fields: object) => ({ departments: { 6: fields, 7: { onlineHours: null } } });
    expect(widget(robot({ disabled: true }), [6])).toBe(true);
    expect(widget(robot({ offline: true }), [6])).toBe(false);
    expect(widget(robot({ offline: true }), [])).toBe(true);
  });
  it("follows the setting ignore_user_status", () => {
    expect(widget({ ...quiet, activeUsers: [1, 2, 3] }, [1], true)).toBe(false);
    expect(widget({}, [7], true)).toBe(true);
  });
});

describe("a list of departments", () => {
  const ids = (names: string, siteAccess = "eng", patch: StatePatch = {}) =>
    departmentList(lay(patch), names.split(","), siteAccess).ids;
  it("accepts numbers and aliases", () => {
    expect(ids("1,5")).toEqual([1, 5]);
    expect(ids("sales")).toEqual([2]);
    expect(ids("sales,1")).toEqual([2, 1]);
    expect(ids(" 1,1e1")).toEqual([1, 10]);
  });
  it("drops unknown departments", () => expect(ids("99,nobody,1")).toEqual([1]));
  it("replaces an alias by the department before it", () => {
    expect(ids("1,sales")).toEqual([1, 1]);
    expect(ids("sales,uni")).toEqual([2, 2]);
    expect(ids("1,nosuch")).toEqual([1, 1]);
    expect(ids("99,sales")).toEqual([]);
  });
  it("prefers an alias of the site access, even after another department", () => {
    const departments = { 5: { alias: "lit-sales" } };
    expect(ids("sales", "lit", { departments })).toEqual([5]);
    expect(ids("1,sales", "lit", { departments })).toEqual([1, 5]);
    expect(ids("sales", "eng", { departments })).toEqual([2]);
  });
  it("compares like the database: ignoring case, accents and trailing blanks", () => {
    expect(ids("SALES")).toEqual([2]);
    expect(ids(Buffer.from("Ünï ").toString("latin1"))).toEqual([11]);
  });
  it("matches an empty name with the first department without an alias", () => expect(ids("")).toEqual([1]));
  it("is doubtful with unknown ones, and with numbers of departments that have an alias", () => {
    const doubt = (name: string) => departmentList(baseInstallation, [name], "eng").isDoubtful;
    expect(["1", "sales", "2", "99", "nosuch"].map(doubt)).toEqual([false, false, true, true, true]);
  });
});

describe("layState", () => {
  it("changes neither the installation nor the patch", () => {
    const before = structuredClone(baseInstallation);
    const patch = { users: { 2: { assignments: [{ department: 1 }] } } };
    const laid = layState(baseInstallation, patch);
    laid.users[1]?.assignments.push({ department: 2 });
    expect(baseInstallation).toEqual(before);
    expect(patch.users[2].assignments).toHaveLength(1);
  });
  it("makes exactly the named users active", () => {
    const active = layState(lay({ activeUsers: [1, 2] }), { activeUsers: [2] });
    expect(
      active.users.filter(({ secondsSinceActivity }) => secondsSinceActivity === 0).map(({ id }) => id),
    ).toEqual([2]);
  });
  it("adds missing items", () => {
    const departments = { 12: { name: "New" } };
    const users = { 6: { assignments: [{ department: 12 }] } };
    expect(department({ departments, users, activeUsers: [] }, 12)).toBe(false);
    expect(department({ departments, users: { 6: { ...users[6], secondsSinceActivity: 0 } } }, 12)).toBe(
      true,
    );
  });
});
