import { describe, expect, it } from "vitest";
import { CALLBACK, questionFor, requestUrl } from "../../../src/protocol/question.ts";
import type { Target } from "../../../src/protocol/target.ts";

const page = { baseUri: "https://www.example.com/", protocol: "https:" };

function ask(target: Partial<Target>) {
  const warnings: string[] = [];
  const question = questionFor({ baseUrl: "https://lhc.example/", ...target }, page, (message) =>
    warnings.push(message),
  );
  return { url: question.url.replace("https://lhc.example/", ""), server: question.server, warnings };
}

const errorOf = (target: Partial<Target>): string => {
  try {
    ask(target);
  } catch (error) {
    expect(error).toMatchObject({ code: "config" });
    return (error as Error).message;
  }
  throw new Error(`${JSON.stringify(target)} was taken`);
};

const all = { excludeBot: true, includeUsers: true, ignoreUserStatus: true, excludeOnlineHours: true };

describe("each target has its endpoint", () => {
  it.each([
    [{}, "restapi/isonline"],
    [{ department: null, user: undefined }, "restapi/isonline"],
    [{ user: 2 }, "restapi/isonlineuser/2"],
    [{ user: " 2 " }, "restapi/isonlineuser/2"],
    [{ user: "2147483647" }, "restapi/isonlineuser/2147483647"],
    [{ department: 11 }, "restapi/isonlinedepartment/11"],
    [{ department: "1\n" }, "restapi/isonlinedepartment/1"],
    [{ department: 1, departmentMatch: "explicit" as const }, "restapi/isonlinedepartment/1"],
    [{ departmentMatch: "inclusive" as const }, "restapi/isonline"],
    [{ user: 3, departmentMatch: "inclusive" as const }, "restapi/isonlineuser/3"],
    [{ department: 1, departmentMatch: "inclusive" as const }, "widgetrestapi/chatcheckstatus?dep=1"],
  ])("%j", (target, url) => {
    expect(ask(target)).toMatchObject({ url, server: "https://lhc.example/", warnings: [] });
  });

  it("below the installation's own path", () => {
    const target = {
      baseUrl: "https://h.example/lhc/index.php/eng?key=a%20b",
      department: 2,
      excludeBot: true,
    };
    expect(questionFor(target, page, () => {})).toEqual({
      url: "https://h.example/lhc/index.php/eng/restapi/isonlinedepartment/2?key=a+b&exclude_bot=true",
      server: "https://h.example/lhc/index.php/eng/",
      answerKey: "isonline",
      hint: "",
    });
  });

  it("an inclusive question has its own answer key and hint", () => {
    const target = { baseUrl: "https://lhc.example/", department: 1, departmentMatch: "inclusive" } as const;
    expect(questionFor(target, page, () => {})).toMatchObject({
      answerKey: "online",
      hint: expect.stringContaining("chatcheckstatus"),
    });
  });
});

describe("the base URL's query cannot change LHC's answer", () => {
  it.each([
    "callback=x",
    "format=xml",
    "_=1",
    "dep=9",
    "wopen=1",
    "exclude_bot=true",
    "include_users=true",
    "ignore_user_status=true",
    "exclude_online_hours=true",
  ])("%s", (query) => {
    const { url } = questionFor(
      { baseUrl: `https://h.example/?${query}&key=1`, department: 1 },
      page,
      () => {},
    );
    expect(url).toBe("https://h.example/restapi/isonlinedepartment/1?key=1");
  });
});

describe("a flag is sent to the endpoints that support it, and warns elsewhere", () => {
  it("department: all four, in a fixed order", () => {
    const flags = "ignore_user_status=true&include_users=true&exclude_online_hours=true&exclude_bot=true";
    expect(ask({ department: 1, ...all })).toMatchObject({
      url: `restapi/isonlinedepartment/1?${flags}`,
      warnings: [],
    });
  });

  it("anyone: only ignore_user_status", () => {
    expect(ask(all)).toMatchObject({
      url: "restapi/isonline?ignore_user_status=true",
      warnings: [
        "include-users has no effect here: LHC ignores it in /restapi/isonline.",
        "exclude-online-hours has no effect here: LHC ignores it in /restapi/isonline.",
        "exclude-bot has no effect here: LHC ignores it in /restapi/isonline.",
      ],
    });
  });

  it.each([{ user: 1 }, { department: 1, departmentMatch: "inclusive" as const }])("%j: none", (target) => {
    expect(ask({ ...target, ...all }).url).not.toMatch(/true/);
    expect(ask({ ...target, ...all }).warnings).toHaveLength(4);
  });

  it("false is not sent", () => {
    expect(ask({ department: 1, excludeBot: false }).url).toBe("restapi/isonlinedepartment/1");
  });
});

describe("an invalid target is an error, never 'anyone' or 'offline'", () => {
  it("department and user", () => {
    expect(errorOf({ department: 1, user: 1 })).toContain(
      "department and user cannot be combined. Remove one of them.",
    );
    expect(errorOf({ department: "", user: "" })).toContain("cannot be combined");
  });

  it.each([
    "",
    " ",
    "0",
    "-1",
    "01",
    "1abc",
    "1.9",
    "1e1",
    "+1",
    "1,2",
    "sales",
    "99999999999",
    "٣",
    "1 2",
    NaN,
    0,
    1.5,
  ])("department %j", (department) => {
    const value = String(department).trim();
    expect(errorOf({ department })).toContain(
      `department="${value}" is not an id. Use the number shown in LHC's back office, for example department="2"; ` +
        'names and lists need department-match="inclusive".',
    );
  });

  it.each(["", "admin", "0", "1,2"])("user %j", (user) => {
    expect(errorOf({ user })).toContain(
      `user="${user}" is not an id. Use the number shown in LHC's back office, for example user="2".`,
    );
  });

  it("the message truncates a very long value", () => {
    expect(errorOf({ department: "x".repeat(100_000) }).length).toBeLessThan(500);
    expect(errorOf({ department: "x".repeat(100_000), departmentMatch: "inclusive" }).length).toBeLessThan(
      500,
    );
  });
});

describe("department-match=inclusive accepts lists and aliases", () => {
  const inclusive = (department: string | number) => ask({ department, departmentMatch: "inclusive" }).url;

  it.each([
    ["1,sales", "sales%2C1"],
    [" sales , 1 ", "sales%2C1"],
    ["3,sales,1,sales,3", "sales%2C1%2C3"],
    ["24h-support", "24h-support"],
    ["1abc", "1abc"],
    ["Ünï", "%C3%9Cn%C3%AF"],
    ["a&b=c", "a%26b%3Dc"],
    [7, "7"],
  ])("%j", (department, dep) => {
    expect(inclusive(department)).toBe(`widgetrestapi/chatcheckstatus?dep=${dep}`);
  });

  it.each([
    "",
    ",",
    "1,",
    ",1",
    "0",
    "-1",
    "01",
    "1.5",
    "+1",
    "1,0",
    "two words",
    "a/b",
    "a(b",
    "a)b",
    "x".repeat(101),
    "99999999999",
  ])("rejects %j", (department) => {
    expect(() => inclusive(department)).toThrow(
      `department="${department.slice(0, 200)}" is not a list of ids and aliases. Write it as department="1,sales".`,
    );
  });
});

it("rejects a second alias, which LHC would misread as the department before it", () => {
  expect(errorOf({ department: "sales,1,uni", departmentMatch: "inclusive" })).toContain(
    'department="sales,1,uni" has more than one alias, but LHC reads only one. Use ids for the others.',
  );
  expect(
    errorOf({ department: `a,${"x".repeat(90)},${"y,".repeat(999)}z`, departmentMatch: "inclusive" }).length,
  ).toBeLessThan(400);
});

describe("equal questions have equal URLs within a time slot", () => {
  const question = questionFor({ baseUrl: "https://lhc.example/?key=1" }, page, () => {});

  it("of 30 seconds", () => {
    expect(requestUrl(question, 60, "lhcStatus")).toBe(`${question.url}&callback=lhcStatus&_=2`);
    expect(requestUrl(question, 89.999, "lhcStatus")).toBe(`${question.url}&callback=lhcStatus&_=2`);
    expect(requestUrl(question, 90, "lhcStatus")).toBe(`${question.url}&callback=lhcStatus&_=3`);
  });

  it("with a constant callback", () => {
    expect(CALLBACK).toBe("lhcStatus");
  });

  it("without a callback for fetch", () => {
    expect(requestUrl(question, 59)).toBe(`${question.url}&_=1`);
  });
});
