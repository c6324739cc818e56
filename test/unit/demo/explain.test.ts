import { describe, expect, it } from "vitest";
import type { Badge, PanelDepartment, Snapshot } from "../../../demo/control/wire.ts";
import { explain } from "../../../demo/page/explain.ts";

const SITE: Badge = { kind: "site", name: "Anyone" };
const BOB: Badge = { kind: "user", id: 2, name: "bob" };
const SUPPORT: Badge = { kind: "department", id: 1, name: "Support" };
const ALWAYS: Badge = { kind: "department", id: 7, name: "Round the clock" };

const department = (id: number, name: string, more: Partial<PanelDepartment> = {}): PanelDepartment => ({
  id,
  name,
  onPanel: true,
  online: true,
  takesChats: more.online !== false,
  hidden: false,
  roundTheClock: false,
  ...more,
});

function state(online: readonly number[], support: Partial<PanelDepartment> = {}): Snapshot {
  const user = (id: number, name: string, departments: number[]) => ({
    id,
    name,
    online: online.includes(id),
    departments,
  });
  return {
    users: [user(1, "admin", [0]), user(2, "bob", [1, 3]), user(3, "carol", [2])],
    departments: [
      department(1, "Support", support),
      department(7, "Round the clock", { hidden: true, roundTheClock: true }),
    ],
    behaviour: "normal",
  };
}

describe("the explanation of a status covers", () => {
  it("an operator", () => {
    expect(explain(BOB, state([2]))).toBe("bob has the back office open.");
    expect(explain(BOB, state([1]))).toBe("bob is away.");
  });

  it("a department with an operator online", () => {
    expect(explain(SUPPORT, state([1, 2]))).toBe("bob is online and assigned to Support.");
  });

  it("a department with only an operator of all departments online", () => {
    expect(explain(SUPPORT, state([1, 3]))).toBe(
      "admin is online, but in ‘all departments’. LHC counts only operators assigned to Support itself.",
    );
  });

  it("a department without operators, switched off, or open round the clock", () => {
    expect(explain(SUPPORT, state([3]))).toBe("No operator assigned to Support is online.");
    expect(explain(SUPPORT, state([2], { online: false }))).toBe("Support is switched off.");
    expect(explain(ALWAYS, state([]))).toBe(
      "Its online hours are round the clock, so no operator is needed.",
    );
  });

  it("the whole site", () => {
    expect(explain(SITE, state([1, 2]))).toBe(
      "admin and bob are online. One operator of any department is enough.",
    );
    expect(explain(SITE, state([2], { online: false }))).toBe(
      "bob is online, but not in an open department.",
    );
    expect(explain(SITE, state([]))).toBe(
      "No operator is online. Round the clock is a hidden department and does not count here.",
    );
  });
});
