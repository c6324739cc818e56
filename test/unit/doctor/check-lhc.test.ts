import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import {
  type Fault,
  type LhcServer,
  startLhcServer,
  type StatePatch,
} from "../../../demo/lhc-server/index.ts";
import { main } from "../../../src/doctor/check-lhc.ts";
import { RULES } from "../../../src/doctor/rules/rules.ts";

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

interface Run {
  readonly code: number;
  readonly out: string;
  readonly complaint: string;
  /** The rules that fail or warn, in order. */
  readonly found: string[];
}

/** @param pace seconds by which the clock advances each time it is read */
async function run(args: readonly string[], pace = 0): Promise<Run> {
  const out: string[] = [];
  const complaints: string[] = [];
  let now = Date.UTC(2026, 2, 3, 12);
  const code = await main(args, {
    print: (text) => out.push(text),
    complain: (text) => complaints.push(text),
    now: () => (now += pace * 1000),
  });
  const text = out.join("\n");
  return { code, out: text, complaint: complaints.join("\n"), found: text.match(/^(FAIL|warn) \S+/gm) ?? [] };
}

const check = (...args: string[]): Promise<Run> => run([`${server.origin}/`, ...args]);
const lastLine = (text: string): string | undefined => text.split("\n").at(-1);

describe("a working installation", () => {
  it("passes all rules", async () => {
    const { code, out, found, complaint } = await check(...TARGETS);
    expect(found).toEqual([]);
    expect(out.match(/^ok {3}\S+/gm)).toEqual(RULES.map((rule) => `ok   ${rule.code}`));
    expect(out.match(/^skip/gm)).toBeNull();
    expect(lastLine(out)).toBe(`${RULES.length} passed, 0 failed`);
    expect([code, complaint]).toEqual([0, ""]);
  });

  it("passes without a department or an operator, and omits their rules", async () => {
    const { code, out, found } = await check();
    expect(found).toEqual([]);
    expect(out.match(/^skip \S+/gm)).toEqual([
      "skip ids",
      "skip user-exists",
      "skip department-exists",
      "skip department-match",
    ]);
    expect(lastLine(out)).toBe(`${RULES.length - 4} passed, 0 failed`);
    expect(code).toBe(0);
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
    ["FAIL http-status", { status: 404, body: "<html>404 Not Found</html>" }, "/index.php/"],
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
    ["FAIL jsonp", { path: "/restapi/isonline", body: '{"isonline":true}' }, "without the callback"],
    ["FAIL callback", { path: "/restapi/isonline", body: 'lhcStatus({"isonline":true})' }, "lhcStatusCheck"],
    ["FAIL widget-endpoint", { path: "/widgetrestapi/", status: 404, body: "" }, "status 404"],
    ["FAIL widget-endpoint", { path: "/widgetrestapi/", redirect: "/index.php/" }, "status 302"],
    ["FAIL cors", { without: ["Access-Control-Allow-Origin"] }, "no Access-Control-Allow-Origin"],
    ["FAIL cors", { doubled: ["Access-Control-Allow-Origin"] }, "Access-Control-Allow-Origin: *, *"],
    ["FAIL nosniff", header("X-Content-Type-Options", "nosniff"), "nosniff, with application/json"],
    ["FAIL content-type", { contentType: "text/html" }, "text/html"],
    ["warn content-type", { without: ["Content-Type"] }, "no Content-Type"],
    ["FAIL corp", header("Cross-Origin-Resource-Policy", "same-origin"), "same-origin"],
    ["warn no-cookie", header("Set-Cookie", "AWSALB=1; Path=/"), "AWSALB"],
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
    expect(lastLine(out)).toMatch(
      rule.startsWith("FAIL") ? /^\d+ passed, 1 failed$/ : /^\d+ passed, 0 failed$/,
    );
    const lines = out.split("\n");
    const at = lines.findIndex((line) => line.startsWith(rule));
    expect(lines.slice(at, at + 3).join("\n")).toContain(seen);
    expect(lines[at + 2]).toMatch(/^ {5}-> \S/);
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
    ["warn fast", 0.6, 0],
    ["FAIL fast", 2, 1],
  ])("%s, if the clock advances %d s per reading", async (line, pace, exit) => {
    const { code, out } = await run([`${server.origin}/`], pace);
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

describe("a wrong base URL", () => {
  it.each([
    ["lhc_web/", "FAIL no-redirect", "index.php/"],
    ["xyz/", "FAIL no-redirect", "index.php/"],
    ["site_admin/", "FAIL no-cookie", "site_admin/"],
  ])("%s", async (path, rule, cure) => {
    const targets: string[] = [];
    const stop = server.onRequest(({ target }) => targets.push(target));
    const { code, found, out } = await run([`${server.origin}/${path}`]);
    stop();
    expect([code, found]).toEqual([1, [rule]]);
    expect(out).toContain(cure);
    // The chat page would count a visitor.
    expect(targets.filter((target) => !target.includes("restapi/"))).toEqual([]);
  });

  it("suggests a correct one", async () => {
    const { out } = await run([`${server.origin}/lhc_web/`]);
    expect(out).toContain(`base-url="${server.origin}/index.php/"`);
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

describe("the command line", () => {
  it("prints its usage", async () => {
    const { code, out } = await run(["--help"]);
    expect(out).toMatch(/^Usage: npm run check:lhc -- URL/);
    expect(code).toBe(0);
  });

  it("lists the rules without asking", async () => {
    const { code, out } = await run(["--rules"]);
    expect(out.split("\n")).toHaveLength(RULES.length);
    for (const { code: name, title } of RULES) expect(out).toMatch(new RegExp(`^${name} +${title}$`, "m"));
    expect(code).toBe(0);
  });

  it("prints JSON", async () => {
    server.faults = [{ without: ["Access-Control-Allow-Origin"] }];
    const { code, out } = await check("--json");
    const { baseUrl, findings } = JSON.parse(out) as {
      baseUrl: string;
      findings: { code: string; severity: string }[];
    };
    expect(baseUrl).toBe(`${server.origin}/`);
    expect(findings.map((finding) => finding.code)).toEqual(RULES.map((rule) => rule.code));
    expect(findings.filter(({ severity }) => severity === "error")).toMatchObject([{ code: "cors" }]);
    expect(code).toBe(1);
  });

  it.each([
    [[], "URL is missing."],
    [["https://a.example/", "https://b.example/"], "Remove https://b.example/."],
    [["chat.example.com"], 'Write "https://chat.example.com"'],
    [["ftp://chat.example.com/"], "ftp: address"],
    [["https://admin:secret@chat.example.com/"], "contains a password"],
    [["https://chat.example.com/restapi/isonline"], 'Leave out "restapi"'],
    [["https://chat.example.com/", "--departments", "1"], "--departments"],
    [["https://chat.example.com/", "--department"], "--department"],
    [["https://chat.example.com/", "--department-match", "some"], "--department-match some is not valid"],
    [
      ["https://chat.example.com/", "--timeout", "soon"],
      "--timeout soon is not a positive number of seconds",
    ],
    [["https://chat.example.com/", "--timeout", "0"], "--timeout 0 is no"],
    [["https://chat.example.com/", "--timeout", "9999999"], "--timeout 9999999 is no"],
  ])("refuses %j", async (args, complaint) => {
    const result = await run(args);
    expect(result.complaint).toContain(complaint);
    expect(result.complaint).toContain("npm run check:lhc -- --help");
    expect(result.complaint).not.toContain("secret");
    expect([result.code, result.out]).toEqual([2, ""]);
  });
});

describe("as a command", () => {
  const command = async (
    ...args: string[]
  ): Promise<{ code: number | null; out: string; complaint: string }> => {
    const script = fileURLToPath(new URL("../../../src/doctor/check-lhc.ts", import.meta.url));
    const child = spawn(process.execPath, ["--import", "tsx", script, ...args]);
    const read = async (stream: AsyncIterable<Buffer>): Promise<string> => {
      let text = "";
      for await (const chunk of stream) text += chunk.toString();
      return text;
    };
    const code = new Promise<number | null>((resolve) => child.on("close", resolve));
    const [out, complaint] = await Promise.all([read(child.stdout), read(child.stderr)]);
    return { code: await code, out, complaint };
  };

  it("ends with the summary and its exit code", { timeout: 30_000 }, async () => {
    server.faults = [{ doubled: ["Access-Control-Allow-Origin"] }];
    const { code, out } = await command(`${server.origin}/`, ...TARGETS);
    expect(out).toMatch(new RegExp(`\n${RULES.length - 1} passed, 1 failed\n$`));
    expect(out).toContain("FAIL cors");
    expect(code).toBe(1);
  });

  it("reports invalid arguments", { timeout: 30_000 }, async () => {
    const { code, out, complaint } = await command();
    expect([code, out]).toEqual([2, ""]);
    expect(complaint).toContain("URL is missing.");
  });
});
