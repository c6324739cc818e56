import { createHash } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import {
  type Fault,
  type LhcServer,
  startLhcServer,
  type StatePatch,
} from "../../../demo/lhc-server/index.ts";
import { RULES } from "../../../src/doctor/rules/rules.ts";
import { runDoctor, type Run } from "./support/run-doctor.ts";

/** Operators 1 (all departments), 2 (department 1 and others) and 3 (department 2) are online. */
const STATE: StatePatch = { activeUsers: [1, 2, 3] };
const TARGETS = ["--department", "1", "--user", "2"];

let server: LhcServer;
beforeAll(async () => {
  server = await startLhcServer({ state: STATE });
});
afterAll(() => server.close());
afterEach(() => {
  server.faults = [];
  server.lay(STATE);
});

const run = (args: readonly string[], pace = 0): Promise<Run> => runDoctor(["doctor", ...args], { pace });
const check = (...args: string[]): Promise<Run> => run([`${server.origin}/`, ...args]);

describe("a working installation", () => {
  it("passes all rules that can be checked", async () => {
    const { code, out, found, complaint } = await check(...TARGETS, "--verbose");
    expect(found).toEqual([]);
    // Not checked: there is no certificate and no login.
    const skipped = ["certificate", "credentials"];
    expect(out.match(/^skip [\w-]+/gm)).toEqual(skipped.map((rule) => `skip ${rule}`));
    expect(out.match(/^ok {3}[\w-]+/gm)).toEqual(
      RULES.filter((rule) => !skipped.includes(rule.code)).map((rule) => `ok   ${rule.code}`),
    );
    expect([code, complaint]).toEqual([0, ""]);
  });

  it("gets one line and the embed code", async () => {
    const { out } = await check();
    expect(out.split("\n")).toEqual([
      `The badge works with ${server.origin}/ by JSONP and fetch: online.`,
      "",
      expect.stringMatching(/^<script src="\/lhc-status-\d.*" data-lhc-base-url="http:.*" async><\/script>$/),
      "<lhc-status></lhc-status>",
    ]);
  });

  it("gets the fast form, and its hash, with --verbose", async () => {
    const { out } = await check(...TARGETS, "--verbose");
    const [, script] = /<script>(.+)<\/script>/.exec(out) ?? [];
    // --user goes before --department, as in the embed code.
    expect(script).toContain(`"${server.origin}/restapi/isonlineuser/2?_="`);
    expect(out).toContain(
      `script-src 'sha256-${createHash("sha256").update(script!).digest("base64")}'; connect-src ${server.origin}`,
    );
    const { preload } = JSON.parse((await check("--json")).out) as { preload: { script: string } };
    expect(preload.script).toContain(`"${server.origin}/restapi/isonline?_="`);
  });

  it("gets no fast form where fetch does not work", async () => {
    server.faults = [{ without: ["Access-Control-Allow-Origin"] }];
    const { code, out } = await check("--verbose");
    expect(code).toBe(0);
    expect(out).not.toContain("preload");
  });

  it.each(["index.php", "index.php/", "eng/", "index.php/lit/", "lit"])("passes under %s", async (path) => {
    const { code, found } = await run([`${server.origin}/${path}`, ...TARGETS]);
    expect([code, found]).toEqual([0, []]);
  });

  it.each([
    ["no operator is online", { activeUsers: [] }, "1"],
    ["a department has no operators", { activeUsers: [2] }, "5"],
    ["a department is disabled", STATE, "3"],
    ["all departments are disabled", { departments: { 1: { disabled: true }, 2: { disabled: true } } }, "1"],
  ] satisfies [string, StatePatch, string][])("passes if %s", async (_, state, department) => {
    server.lay(state);
    const { code, out } = await check("--department", department, "--user", "4");
    expect(out.match(/^FAIL/gm)).toBeNull();
    expect(code).toBe(0);
  });

  it("gets only status questions, one after another", async () => {
    const targets: string[] = [];
    const stop = server.onRequest(({ method, target }) =>
      targets.push(`${method} ${target.replace(/_=\d+/, "_")}`),
    );
    await check(...TARGETS);
    stop();
    expect(targets).toEqual([
      "GET /restapi/isonline?_",
      "GET /restapi/isonline?callback=lhcStatus&_",
      "GET /restapi/isonline?callback=lhcStatusCheck&_",
      "GET /widgetrestapi/chatcheckstatus?dep=2147483647&_",
      "GET /widgetrestapi/chatcheckstatus?dep=2147483647&callback=lhcStatus&_",
      "GET /restapi/isonlineuser/2?_",
      "GET /restapi/isonlinedepartment/1?_",
      "GET /widgetrestapi/chatcheckstatus?dep=1&_",
      "GET /restapi/isonlinedepartment/1?exclude_online_hours=true&_",
      "GET /restapi/isonlinedepartment/1?exclude_online_hours=true&exclude_bot=true&_",
      "GET /restapi/isonline?_",
      "GET /restapi/isonline?_",
      "POST /widgetrestapi/onlinesettings",
      "GET /restapi/chats?limit=1",
      "GET /restapi/chats?limit=1",
    ]);
  });
});

const header = (name: string, value: string): Fault => ({ headers: [[name, value]] });

describe("a fault is found by exactly one rule", () => {
  it.each([
    ["FAIL reachable", { reset: true }, "the connection ended too early"],
    ["FAIL reachable", { cut: "head" }, "the connection ended too early"],
    ["FAIL reachable", { cut: "body", reset: true }, "the connection ended too early"],
    [
      "FAIL reachable",
      { cut: "body", headers: [["Content-Length", "5000"]] },
      "the connection ended too early",
    ],
    ["FAIL no-redirect", { redirect: "/index.php/" }, "status 302 to /index.php/"],
    [
      "FAIL no-redirect",
      { redirect: { status: 301, location: "https://127.0.0.1/restapi/isonline" } },
      "status 301",
    ],
    ["FAIL no-firewall", { status: 403, body: "<html><title>Just a moment...</title>" }, "Just a moment"],
    ["FAIL no-maintenance", { maintenance: true }, "maintenance page"],
    ["FAIL http-status", { status: 500, body: "" }, "status 500"],
    ["FAIL http-status", { status: 404, body: "<html>404 Not Found</html>" }, "back office"],
    ["FAIL http-status", { status: 401, body: "" }, "password"],
    ["FAIL http-status", { status: 429, body: "" }, "rate limit"],
    ["FAIL no-html", { body: "<!doctype html><title>Welcome</title>" }, "Welcome"],
    ["FAIL no-html", { body: "<br />\n<b>Warning</b>: x<br />\n{callback}(true)" }, "display_errors"],
    ["FAIL compression", { encoding: "gzip-broken" }, "gzip"],
    ["FAIL compression", { encoding: "br-broken" }, "br"],
    ["FAIL compression", header("Content-Encoding", "zstd"), "zstd"],
    ["FAIL json", { body: "OK" }, '"OK"'],
    ["FAIL json", { body: "" }, "an empty body"],
    ["FAIL json", { body: '{callback}({"isonline":1})' }, "isonline"],
    ["WARN jsonp", { path: "/restapi/isonline", body: '{"isonline":true}' }, "without the callback"],
    ["FAIL callback", { path: "/restapi/isonline", body: 'lhcStatus({"isonline":true})' }, "lhcStatusCheck"],
    ["WARN widget-endpoint", { path: "/widgetrestapi/", status: 404, body: "" }, "status 404"],
    ["WARN widget-endpoint", { path: "/widgetrestapi/", redirect: "/index.php/" }, "status 302"],
    ["WARN cors", { without: ["Access-Control-Allow-Origin"] }, "no Access-Control-Allow-Origin"],
    ["WARN cors", { doubled: ["Access-Control-Allow-Origin"] }, "Access-Control-Allow-Origin: *, *"],
    ["WARN nosniff", header("X-Content-Type-Options", "nosniff"), "nosniff, with application/json"],
    ["FAIL content-type", { contentType: "text/html" }, "text/html"],
    ["WARN content-type", { without: ["Content-Type"] }, "no Content-Type"],
    ["WARN corp", header("Cross-Origin-Resource-Policy", "same-origin"), "same-origin"],
    ["WARN no-cookie", header("Set-Cookie", "AWSALB=1; Path=/"), "AWSALB"],
    ["FAIL no-cookie", header("Set-Cookie", "PHPSESSID=1; Path=/"), "PHPSESSID"],
    ["FAIL caching", { path: "/restapi/", ...header("Cache-Control", "max-age=3600") }, "3600"],
    ["FAIL caching", { path: "/restapi/", ...header("Expires", "Fri, 01 Jan 2100 00:00:00 GMT") }, "Expires"],
    [
      "FAIL caching",
      { path: "/restapi/", ...header("Last-Modified", "Thu, 01 Jan 2026 00:00:00 GMT") },
      "Modified",
    ],
    ["FAIL caching", header("Age", "120"), "Age: 120"],
  ] satisfies [string, Fault, string][])("%s: %j", async (rule, fault, seen) => {
    server.faults = [fault];
    const { code, found, out } = await check(...TARGETS);
    expect(found).toEqual([rule]);
    expect(code).toBe(rule.startsWith("FAIL") ? 1 : 0);
    const [first, means, cure] = out.split("\n");
    expect(first).toContain(rule);
    expect([first, means, cure].join("\n")).toContain(seen);
    expect(cure).toMatch(/^ {5}-> \S/);
  });

  it.each([
    { hang: "before" },
    { hang: "body" },
    { path: "/widgetrestapi/", hang: "body" },
  ] satisfies Fault[])("FAIL in-time: %j", async (fault) => {
    server.faults = [fault];
    const { code, found, out } = await check("--timeout", "0.2");
    expect([code, found]).toEqual([1, ["FAIL in-time"]]);
    expect(out).toContain("no complete answer within 0.2 s");
  });

  it.each([
    ["ok   fast", 0.4, 0],
    ["WARN fast", 0.6, 0],
    ["FAIL fast", 2, 1],
  ])("%s, if the clock advances %d s per reading", async (line, pace, exit) => {
    const { code, out } = await run([`${server.origin}/`, "--verbose"], pace);
    expect(out).toContain(line);
    expect(code).toBe(exit);
  });

  it.each([
    ["FAIL no-maintenance", "database-down"],
    ["FAIL no-maintenance", "database-error"],
    ["FAIL no-maintenance", "php-parse-error"],
    ["FAIL http-status", "php-fatal"],
    ["FAIL no-redirect", "not-installed"],
  ] as const)("%s: %s", async (rule, fault) => {
    server.lay({ ...STATE, fault });
    const { code, found } = await check(...TARGETS);
    expect([code, found]).toEqual([1, [rule]]);
  });

  it("FAIL reachable: a closed port", async () => {
    const gone = await startLhcServer();
    await gone.close();
    const { code, found, out } = await run([gone.origin]);
    expect([code, found]).toEqual([1, ["FAIL reachable"]]);
    expect(out).toContain("no connection (ECONNREFUSED)");
  });

  it("FAIL reachable: https to an http server", async () => {
    const { code, found } = await run([server.origin.replace("http:", "https:")]);
    expect([code, found]).toEqual([1, ["FAIL reachable"]]);
  });
});

describe("the target", () => {
  const quiet: StatePatch = { departments: { 6: { bot: null }, 7: { onlineHours: null } } };
  it.each([
    ["a department with its own operators", { ...quiet, activeUsers: [2] }, ["--department", "1"], 0, []],
    [
      "all departments",
      { ...quiet, activeUsers: [1] },
      ["--department", "1"],
      0,
      ["department-exists", "department-match"],
    ],
    ["an unknown department", STATE, ["--department", "99"], 0, ["department-exists", "department-match"]],
    ["an unknown department while offline", { ...quiet, activeUsers: [2] }, ["--department", "99"], 0, []],
    ["a department's name", STATE, ["--department", "Support"], 1, ["ids"]],
    ["an alias", STATE, ["--department", "sales"], 1, ["ids"]],
    ["a user name", STATE, ["--user", "bob"], 1, ["ids"]],
    [
      "an alias, inclusively",
      { ...quiet, activeUsers: [3] },
      ["--department", "sales", "--department-match", "inclusive"],
      0,
      [],
    ],
    [
      "an unknown alias, inclusively",
      STATE,
      ["--department", "sails", "--department-match", "inclusive"],
      0,
      ["department-exists"],
    ],
  ] satisfies [string, StatePatch, string[], number, string[]][])(
    "%s",
    async (_, state, args, exit, rules) => {
      server.lay(state);
      const { code, found } = await check(...args);
      expect(found.map((line) => line.slice(5))).toEqual(rules);
      expect(code).toBe(exit);
    },
  );

  it("gets advice about department-match", async () => {
    server.lay({ ...quiet, activeUsers: [1] });
    const { out } = await check("--department", "1");
    expect(out).toContain(
      "-> First check that the department exists, see department-exists. Then use department-match",
    );
  });
});
