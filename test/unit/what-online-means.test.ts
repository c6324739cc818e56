/** Tests docs/what-online-means.md: each row of its tables is a test, and its cells are the expectation. */
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type Department,
  type Installation,
  type LhcServer,
  startLhcServer,
  type StatePatch,
  type User,
} from "../../demo/lhc-server/index.ts";

/** Ann in Support, and Sales without operators. */
const installation: Installation = {
  settings: { onlineTimeout: 300, ignoreUserStatus: false, timeZone: "UTC" },
  users: [{ id: 1, username: "ann", assignments: [{ department: 1 }] }],
  departments: [
    { id: 1, name: "Support" },
    { id: 2, name: "Sales", alias: "sales" },
  ],
};

/** Noon. */
const NOW = Date.UTC(2026, 2, 3, 12);
const WITHIN: Partial<Department> = { onlineHours: { everyDay: ["0900", "1700"] } };
const OUT: Partial<Department> = { onlineHours: { everyDay: ["1300", "1700"] } };
const BOT: Partial<Department> = { bot: { followsOnlineHours: false } };

interface Scene {
  readonly ann: Partial<User>;
  readonly support?: Partial<Department>;
  readonly sales?: Partial<Department>;
  readonly settings?: NonNullable<StatePatch["settings"]>;
  /** The target's id; 1 by default. */
  readonly user?: string;
  readonly department?: string;
  /** A flag of the question, such as `exclude_bot=true`. */
  readonly flag?: string;
}

const atWork: Partial<User> = { secondsSinceActivity: 0 };
const away: Partial<User> = { secondsSinceActivity: null };
const inAll: Partial<User> = { ...atWork, assignments: [{ department: 0 }] };
const inSales: Partial<User> = { ...atWork, assignments: [{ department: 2 }] };
const hidden: Partial<User> = { ...atWork, hideOnline: true, assignmentsHidden: true };
/** LHC removes the assignments of an account that is disabled in the back office (changeDisableStatus). */
const disabled: Partial<User> = { ...atWork, disabled: true, assignments: [] };
const unknown = { user: "99", department: "99" };

const SITUATIONS: Record<string, Scene> = {
  "Ann is at work": { ann: atWork },
  "Ann is not there": { ann: away },
  "Ann closed the tab a minute ago": { ann: { secondsSinceActivity: 60 } },
  "Ann closed the tab five minutes ago": { ann: { secondsSinceActivity: 300 } },
  "Ann hid herself (set to offline), her tab is open": { ann: hidden },
  // In lh_userdep, logging out looks the same as never having been active.
  "Ann logged out": { ann: away },
  "Ann is set to be always online, and went home": { ann: { ...away, alwaysOn: true } },
  "Ann's account was disabled in the back office, her tab is open": { ann: disabled },
  "Ann's account was marked as disabled in the database only, her tab is open": {
    ann: { ...atWork, disabled: true },
  },
  "Ann may only look on in Support (read-only)": {
    ann: { ...atWork, assignments: [{ department: 1, readOnly: true }] },
  },
  "Ann is assigned to all departments only": { ann: inAll },
  "Ann is assigned to no department at all": { ann: { ...atWork, assignments: [] } },
  "Ann is at work, but only in Sales": { ann: inSales },

  "Support is disabled, Ann is at work": { ann: atWork, support: { disabled: true } },
  "Support is hidden, Ann is at work": { ann: atWork, support: { hidden: true } },
  "Support is switched offline, Ann is at work": { ann: atWork, support: { offline: true } },
  "The queue of Support is full, Ann is at work": { ann: atWork, support: { queueMax: 3, queueLength: 3 } },
  "The queue of Support has room for one more, Ann is at work": {
    ann: atWork,
    support: { queueMax: 3, queueLength: 2 },
  },
  "Support ignores the status of operators, Ann is at work": {
    ann: atWork,
    support: { ignoreOperatorStatus: true },
  },
  "Within the online hours of Support, nobody is there": { ann: away, support: WITHIN },
  "Out of the online hours of Support, nobody is there": { ann: away, support: OUT },
  "Out of the online hours of Support, Ann is at work": { ann: atWork, support: OUT },
  "Within the online hours of Support, which is switched offline": {
    ann: away,
    support: { ...WITHIN, offline: true },
  },
  "A bot answers in Support, nobody is there": { ann: away, support: BOT },
  "The bot of Support follows the online hours, which are over": {
    ann: away,
    support: { ...OUT, bot: { followsOnlineHours: true } },
  },
  "A bot answers in Support, the queue is full": {
    ann: away,
    support: { ...BOT, queueMax: 1, queueLength: 1 },
  },
  "A bot answers in Support, which is hidden": { ann: away, support: { ...BOT, hidden: true } },

  "An id that does not exist, nobody is there": { ann: away, ...unknown },
  "An id that does not exist, Ann is at work in Support": { ann: atWork, ...unknown },
  "An id that does not exist, Ann is at work in all departments": { ann: inAll, ...unknown },
  "An id that does not exist, some department has a bot": { ann: away, sales: BOT, ...unknown },
  "An id that does not exist, some department is within its online hours": {
    ann: away,
    sales: WITHIN,
    ...unknown,
  },
  "A name in place of the id, Ann is at work in Sales": { ann: inSales, user: "ann", department: "sales" },
  "An alias after a number (dep=1,sales), Ann is at work in Sales": { ann: inSales, department: "1,sales" },
  "An alias before a number (dep=sales,1), Ann is at work in Sales": { ann: inSales, department: "sales,1" },
  "The same list as numbers (dep=1,2), Ann is at work in Sales": { ann: inSales, department: "1,2" },

  "`exclude-bot`, only a bot answers": { ann: away, support: BOT, flag: "exclude_bot=true" },
  "`exclude-online-hours`, only online hours speak for it": {
    ann: away,
    support: WITHIN,
    flag: "exclude_online_hours=true",
  },
  "`include-users`, Support ignores operators, Ann is at work": {
    ann: atWork,
    support: { ignoreOperatorStatus: true },
    flag: "include_users=true",
  },
  "`ignore-user-status`, only Ann is at work": { ann: atWork, flag: "ignore_user_status=true" },
  "LHC's own setting to ignore the status of operators, only Ann is at work": {
    ann: atWork,
    settings: { ignoreUserStatus: true },
  },
};

/** The state after a change at NOW. */
const CHANGES: Record<string, Omit<Scene, "user" | "department" | "flag">> = {
  "Ann opens the back office and stays": { ann: atWork },
  "Ann closes the tab, or her computer goes to sleep": { ann: { lastActivity: NOW / 1000 } },
  "Ann hides herself": { ann: hidden },
  "Ann logs out": { ann: away },
  "Ann's account is disabled in the back office": { ann: disabled },
  "Support is switched offline": { ann: atWork, support: { offline: true } },
};

interface Line {
  readonly name: string;
  /** Cells by column heading. */
  readonly cells: Record<string, string>;
}

/** The rows of all tables whose first column has this heading. */
function linesOf(markdown: string, heading: string): Line[] {
  const rows = (table: string): string[][] =>
    table.split("\n").map((line) =>
      line
        .slice(1, -1)
        .split("|")
        .map((cell) => cell.trim()),
    );
  return tablesOf(markdown).flatMap((table) => {
    const [[first, ...columns] = [], , ...body] = rows(table);
    if (first !== heading) return [];
    return body.map(([name = "", ...cells]) => ({
      name,
      cells: Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? ""])),
    }));
  });
}

const tablesOf = (markdown: string): string[] =>
  markdown.match(/(?:^\|.*\|$\n?)+/gm)?.map((table) => table.trim()) ?? [];

const document = readFileSync(new URL("../../docs/what-online-means.md", import.meta.url), "utf8");
const situations = linesOf(document, "Situation");
const changes = linesOf(document, "Change");

let server: LhcServer;
let now = NOW;
beforeAll(async () => {
  server = await startLhcServer({ installation, now: () => now });
});
afterAll(() => server.close());

function lay({ ann, support = {}, sales = {}, settings = {} }: Scene): void {
  server.lay({ users: { 1: ann }, departments: { 1: support, 2: sales }, settings });
}

async function status(path: string, flag = ""): Promise<string> {
  const response = await fetch(`${server.origin}/${path}${path.includes("?") ? "&" : "?"}${flag}`);
  const { isonline, online } = (await response.json()) as { isonline?: boolean; online?: boolean };
  return (isonline ?? online) ? "online" : "offline";
}

const QUESTIONS: Record<string, (scene: Scene) => string> = {
  Anyone: () => "restapi/isonline",
  Operator: ({ user = "1" }) => `restapi/isonlineuser/${user}`,
  "Department, explicit": ({ department = "1" }) => `restapi/isonlinedepartment/${department}`,
  "Department, inclusive": ({ department = "1" }) => `widgetrestapi/chatcheckstatus?dep=${department}`,
};

describe("the tables of docs/what-online-means.md match the tests", () => {
  const names = (lines: readonly Line[]): string[] => lines.map(({ name }) => name);

  it("of situations", () => {
    expect(names(situations)).toEqual(Object.keys(SITUATIONS));
  });

  it("of changes", () => {
    expect(names(changes)).toEqual(Object.keys(CHANGES));
  });

  it("and there are no others, except the one of the questions", () => {
    expect(tablesOf(document)).toHaveLength(6);
    expect(linesOf(document, "Question").map(({ name }) => name)).toEqual(Object.keys(QUESTIONS));
  });

  it("with every question in every row", () => {
    for (const { cells } of situations) {
      expect(Object.keys(cells)).toEqual(Object.keys(QUESTIONS));
      for (const cell of Object.values(cells)) expect(cell).toMatch(/^(online|offline|–)$/);
    }
    for (const { cells } of changes) {
      expect(Object.keys(cells)).toEqual(["At once", "After 299 s", "After 300 s"]);
      for (const cell of Object.values(cells)) expect(cell).toMatch(/^(online|offline)$/);
    }
  });
});

describe("the answer to each question", () => {
  it.each(situations)("$name", async ({ name, cells }) => {
    const scene = SITUATIONS[name]!;
    lay(scene);
    now = NOW;
    const answers: Record<string, string> = {};
    for (const [question, cell] of Object.entries(cells)) {
      answers[question] = cell === "–" ? "–" : await status(QUESTIONS[question]!(scene), scene.flag);
    }
    expect(answers).toEqual(cells);
  });
});

describe("the time until a change is visible", () => {
  it.each(changes)("$name", async ({ name, cells }) => {
    lay(CHANGES[name]!);
    const answers: Record<string, string> = {};
    for (const when of Object.keys(cells)) {
      now = NOW + Number(/\d+/.exec(when)?.[0] ?? 0) * 1000;
      answers[when] = await status("restapi/isonlinedepartment/1");
    }
    expect(answers).toEqual(cells);
  });
});
