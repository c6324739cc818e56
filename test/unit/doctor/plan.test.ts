import { describe, expect, it } from "vitest";
import type { Asked } from "../../../src/doctor/rules/facts.ts";
import { planQuestions } from "../../../src/doctor/rules/plan.ts";

/** Unix time in seconds, in slot 1000. */
const NOW = 30_012;
const BASE_URL = "https://chat.example.com/lhc/index.php";
const plan = (asked: Partial<Asked>) =>
  planQuestions({ baseUrl: BASE_URL, ...asked }, NOW).map(({ name, url }) => [
    name,
    url.replace(`${BASE_URL}/`, ""),
  ]);

const site = [
  ["site", "restapi/isonline?_=1000"],
  ["site-jsonp", "restapi/isonline?callback=lhcStatus&_=1000"],
  ["other-callback", "restapi/isonline?callback=lhcStatusCheck&_=1000"],
  ["unknown-inclusive", "widgetrestapi/chatcheckstatus?dep=2147483647&_=1000"],
  ["inclusive-jsonp", "widgetrestapi/chatcheckstatus?dep=2147483647&callback=lhcStatus&_=1000"],
];

describe("the plan of a check", () => {
  it("contains the badge's questions, with and without a callback", () => {
    expect(plan({})).toEqual(site);
  });

  it("contains questions for operator and department", () => {
    expect(plan({ department: "3", user: "2" })).toEqual([
      ...site,
      ["user", "restapi/isonlineuser/2?_=1000"],
      ["department", "restapi/isonlinedepartment/3?_=1000"],
      ["department-inclusive", "widgetrestapi/chatcheckstatus?dep=3&_=1000"],
      ["department-without-hours", "restapi/isonlinedepartment/3?exclude_online_hours=true&_=1000"],
      [
        "department-without-bot",
        "restapi/isonlinedepartment/3?exclude_online_hours=true&exclude_bot=true&_=1000",
      ],
    ]);
  });

  it("omits questions that an invalid id makes impossible", () => {
    expect(plan({ department: "sales", user: "bob" })).toEqual(site);
    expect(plan({ department: "sales", departmentMatch: "inclusive" })).toEqual([
      ...site,
      ["department-inclusive", "widgetrestapi/chatcheckstatus?dep=sales&_=1000"],
    ]);
    expect(plan({ department: "", user: "", departmentMatch: "inclusive" })).toEqual(site);
  });

  it("has headers of a cross-origin browser request that accepts any type", () => {
    for (const { headers } of planQuestions({ baseUrl: BASE_URL, department: "1", user: "1" }, NOW)) {
      expect(headers).toEqual([
        ["Accept", "*/*"],
        ["Accept-Encoding", "gzip, deflate, br"],
        ["Origin", "https://www.example.com"],
        ["User-Agent", "Mozilla/5.0 (lhc-status check)"],
      ]);
    }
  });

  it.each(["", "chat.example.com", "ftp://chat.example.com/", "https://chat.example.com/restapi/isonline"])(
    "is nothing for the base URL %j",
    (baseUrl) => {
      expect(() => plan({ baseUrl })).toThrow(expect.objectContaining({ code: "config" }));
    },
  );
});
