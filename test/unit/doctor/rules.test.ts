import { describe, expect, it } from "vitest";
import type { Exchange, Facts } from "../../../src/doctor/rules/facts.ts";
import { ORIGIN } from "../../../src/doctor/rules/plan.ts";
import { judgeInstallation, RULES } from "../../../src/doctor/rules/rules.ts";
import { BASE_URL, CASES, factsOf, TARGETS, wholeFacts } from "./cases.ts";

const findingsOf = (facts: Facts) =>
  Object.fromEntries(
    judgeInstallation(facts)
      .filter(({ severity }) => severity !== "ok" && severity !== "skipped")
      .map(({ code, severity }) => [code, severity]),
  );

const severitiesOf = (facts: Facts) =>
  Object.fromEntries(judgeInstallation(facts).map(({ code, severity }) => [code, severity]));

describe("reports exactly the expected findings for", () => {
  it.each(CASES)("$name", ({ facts, finds }) => {
    expect(findingsOf(facts)).toEqual(finds);
  });
});

describe("the rules", () => {
  it("have unique names", () => {
    expect(new Set(RULES.map(({ code }) => code)).size).toBe(RULES.length);
    expect(new Set(RULES.map(({ title }) => title)).size).toBe(RULES.length);
  });

  it("are each violated by some case", () => {
    const found = new Set(CASES.flatMap(({ finds }) => Object.keys(finds)));
    expect(RULES.map(({ code }) => code).filter((code) => !found.has(code))).toEqual([]);
  });

  it("all pass for a working installation", () => {
    const facts = wholeFacts();
    expect(new Set(Object.values(severitiesOf(facts)))).toEqual(new Set(["ok"]));
    expect(judgeInstallation(facts).map(({ code }) => code)).toEqual(RULES.map(({ code }) => code));
  });

  it("explain each problem and what to do", () => {
    for (const { facts } of CASES) {
      for (const { severity, seen, means, cure } of judgeInstallation(facts)) {
        expect(seen).not.toBe("");
        expect(means !== undefined).toBe(["info", "warning", "error"].includes(severity));
        if (severity !== "info") expect(cure !== undefined).toBe(["warning", "error"].includes(severity));
      }
    }
  });
});

describe("rules are skipped if facts are missing", () => {
  const only = (exchange: Partial<Exchange>, asked = {}): Facts => ({
    baseUrl: BASE_URL,
    origin: ORIGIN,
    exchanges: factsOf(asked).exchanges.map(({ name, url }) => ({ name, url, ...exchange })),
    ...asked,
  });

  it("without any question", () => {
    expect(new Set(Object.values(severitiesOf({ baseUrl: BASE_URL, exchanges: [] })))).toEqual(
      new Set(["skipped"]),
    );
  });

  it("without any answer", () => {
    const severities = severitiesOf(
      only({ failure: { kind: "unknown", message: "Failed to fetch" } }, TARGETS),
    );
    const rest = Object.entries(severities).filter(([, severity]) => severity !== "skipped");
    expect(rest).toEqual([
      ["ids", "ok"],
      ["https", "ok"],
      ["reachable", "error"],
    ]);
  });

  it("in a script, which has no access to headers and status", () => {
    const facts = only({});
    const exchanges = facts.exchanges.map((exchange) => {
      const callback = new URL(exchange.url).searchParams.get("callback");
      return callback === "lhcStatus" && exchange.name === "site-jsonp"
        ? { ...exchange, body: 'lhcStatus({"isonline":false})' }
        : exchange;
    });
    const severities = severitiesOf({ ...facts, exchanges });
    expect(severities).toMatchObject({ json: "skipped", jsonp: "ok", callback: "ok", cors: "skipped" });
    expect(severities).toMatchObject({ nosniff: "skipped", caching: "skipped", fast: "skipped" });
    expect(findingsOf({ ...facts, exchanges })).toEqual({});
  });

  it("in a page, which can read few headers", () => {
    const severities = severitiesOf(
      only({ headers: [["Content-Type", "application/json"]], headersSeen: "readable" }),
    );
    expect(severities).toMatchObject({ "content-type": "ok", caching: "ok" });
    expect(severities).toMatchObject({
      cors: "skipped",
      nosniff: "skipped",
      corp: "skipped",
      "no-cookie": "skipped",
    });
  });

  it.each([
    ["the operator", "user", ["user-exists", "why-offline"]],
    ["the department, explicitly", "department", ["department-match", "people", "why-offline"]],
    ["the department, inclusively", "department-inclusive", ["department-match"]],
  ])("without an answer for %s", (_, name, codes) => {
    const facts = wholeFacts();
    const severities = severitiesOf({
      ...facts,
      exchanges: facts.exchanges.filter((exchange) => exchange.name !== name),
    });
    const skipped = Object.entries(severities).filter(([, severity]) => severity === "skipped");
    expect(skipped.map(([code]) => code)).toEqual(codes);
  });

  it.each(["department-inclusive", "unknown-inclusive"])("for an offline department without %s", (name) => {
    const facts = factsOf(TARGETS, (exchange) =>
      exchange.name === "department" ? { body: '{"isonline":false}' } : {},
    );
    const exchanges = facts.exchanges.filter((exchange) => exchange.name !== name);
    expect(severitiesOf({ ...facts, exchanges })["department-exists"]).toBe("skipped");
  });

  it("for a department without an answer", () => {
    const facts = factsOf(TARGETS);
    const exchanges = facts.exchanges.filter(({ name }) => !name.startsWith("department"));
    expect(severitiesOf({ ...facts, exchanges })["department-exists"]).toBe("skipped");
  });

  it("for an answer with a wrong callback", () => {
    const facts = factsOf(TARGETS, ({ name }) => (name === "user" ? { body: 'x({"isonline":true})' } : {}));
    expect(severitiesOf(facts)).toMatchObject({ callback: "error", "user-exists": "skipped" });
  });
});

describe("malformed responses do not throw", () => {
  it.each([
    ["a location", { status: 302, headers: [["Location", "http://[::"]] }],
    [
      "a date",
      {
        headers: [
          ["Date", "x"],
          ["Expires", "y"],
          ["Last-Modified", "z"],
          ["Age", "old"],
        ],
      },
    ],
    ["brackets", { body: `${"(".repeat(10_000)}${")".repeat(10_000)}` }],
    ["white space", { body: " ".repeat(100_000) }],
    ["no name", { headers: [["", ""]] }],
    ["a cookie without a name", { headers: [["Set-Cookie", ""]] }],
  ] satisfies [string, Partial<Exchange>][])("%s", (_, exchange) => {
    expect(judgeInstallation(factsOf(TARGETS, () => exchange))).toHaveLength(RULES.length);
  });
});
