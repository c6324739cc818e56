import { readFileSync } from "node:fs";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type LhcServer, startLhcServer } from "../../../demo/lhc-server/index.ts";
import { RULES } from "../../../src/doctor/rules/rules.ts";
import { runDoctor } from "./support/run-doctor.ts";

let server: LhcServer;
beforeAll(async () => {
  server = await startLhcServer({ state: { activeUsers: [1, 2] } });
});
afterAll(() => server.close());
afterEach(() => {
  server.faults = [];
});

const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };

describe("without a request", () => {
  it("prints its usage", async () => {
    const { code, out } = await runDoctor(["--help"]);
    expect(out).toMatch(/^Usage: npx lhc-status doctor ADDRESS/);
    expect(code).toBe(0);
  });

  it("prints its version", async () => {
    expect(await runDoctor(["--version"])).toMatchObject({ code: 0, out: version });
  });

  it("lists the rules", async () => {
    const { code, out } = await runDoctor(["doctor", "--rules"]);
    expect(out.split("\n")).toHaveLength(RULES.length);
    for (const { code: name, title } of RULES) expect(out).toMatch(new RegExp(`^${name} +${title}$`, "m"));
    expect(code).toBe(0);
  });

  it.each([
    [[], "The command is missing."],
    [["check"], 'There is no command "check"'],
    [["doctor"], "ADDRESS is missing."],
    [["doctor", " "], "ADDRESS is missing."],
    [["doctor", "https://a.example/", "https://b.example/"], "Remove https://b.example/"],
    [["doctor", "https://chat.example.com/", "--departments", "1"], "--departments"],
    [["doctor", "https://chat.example.com/", "--department"], "--department"],
    [["doctor", "a.example", "--department-match", "some"], "--department-match some is not valid"],
    [["doctor", "a.example", "--timeout", "soon"], "--timeout soon is not a positive number of seconds"],
    [["doctor", "a.example", "--timeout", "0"], "--timeout 0 is not"],
    [["doctor", "a.example", "--timeout", "21"], "--timeout 21 is not"],
    [
      ["doctor", "a.example", "--origin", "www.example.com"],
      "--origin www.example.com is not the address of a site",
    ],
    [["doctor", "a.example", "--login"], "--login needs a terminal"],
    [["doctor", "a.example", "--key", "secret"], "--key"],
  ])("refuses %j with the usage", async (args, complaint) => {
    const result = await runDoctor(args);
    expect(result.complaint).toContain(complaint);
    expect(result.complaint).toContain("Usage: npx lhc-status doctor");
    expect([result.code, result.out]).toEqual([2, ""]);
  });

  it.each([
    [{ LHC_API_KEY: "secret-key" }, "LHC_USERNAME is missing"],
    [{ LHC_USERNAME: "bob" }, "LHC_API_KEY is missing"],
  ])("refuses an incomplete login in the environment: %j", async (environment, complaint) => {
    const result = await runDoctor(["doctor", server.origin], { environment });
    expect(result.complaint).toContain(complaint);
    expect(result.complaint).not.toContain("secret-key");
    expect(result.code).toBe(2);
  });
});

describe("the output", () => {
  it("is one JSON object of the documented shape with --json", async () => {
    server.faults = [{ without: ["Access-Control-Allow-Origin"] }];
    const { code, out } = await runDoctor(["doctor", server.origin, "--json"]);
    const result = JSON.parse(out) as { findings: { code: string; severity: string }[] };
    expect(result).toEqual({
      version: 1,
      address: server.origin,
      baseUrl: `${server.origin}/`,
      works: true,
      status: "online",
      transports: {
        jsonp: { works: true, policy: `script-src ${server.origin}` },
        fetch: { works: false, policy: `connect-src ${server.origin}` },
      },
      findings: expect.any(Array),
      embedCode: expect.stringContaining("<lhc-status></lhc-status>"),
      preload: null,
    });
    expect(result.findings.map((finding) => finding.code)).toEqual(RULES.map((rule) => rule.code));
    expect(result.findings.filter(({ severity }) => severity === "warning")).toMatchObject([
      { code: "cors" },
    ]);
    expect(code).toBe(0);
  });

  it("lists the worst first", async () => {
    server.faults = [
      {
        path: "/restapi/",
        headers: [
          ["Set-Cookie", "a=b"],
          ["Cache-Control", "max-age=3600"],
        ],
      },
    ];
    const { found } = await runDoctor(["doctor", server.origin]);
    expect(found).toEqual(["FAIL caching", "WARN no-cookie"]);
  });

  it("has colours on a terminal", async () => {
    server.faults = [{ maintenance: true }];
    const { out } = await runDoctor(["doctor", server.origin], { colours: true });
    expect(out).toContain("\x1b[31mFAIL\x1b[39m no-maintenance");
  });

  it("reports progress, and clears it before the result", async () => {
    const steps: string[] = [];
    await runDoctor(["doctor", server.origin], { progress: (what) => steps.push(what) });
    expect(steps[0]).toBe("looking for LHC");
    expect(steps.at(-1)).toBe("");
  });

  it("contains no control characters of the server", async () => {
    server.faults = [
      {
        headers: [["Access-Control-Allow-Origin", "\x9b31mhttps://evil.example"]],
        without: ["Access-Control-Allow-Origin"],
      },
    ];
    const { out } = await runDoctor(["doctor", server.origin]);
    expect(out).toContain("evil.example");
    expect(out).not.toMatch(/[\0-\x08\x0b-\x1f\x7f-\x9f]/);
  });

  it("uses fetch in the embed code if JSONP does not work", async () => {
    server.faults = [{ headers: [["X-Content-Type-Options", "nosniff"]] }];
    const { code, out } = await runDoctor(["doctor", server.origin]);
    expect(out).toContain('data-lhc-transport="fetch"');
    expect(out).toContain("The badge works with");
    expect(code).toBe(0);
  });

  it("ends with 1 and no embed code if neither transport works", async () => {
    server.faults = [
      { headers: [["X-Content-Type-Options", "nosniff"]], without: ["Access-Control-Allow-Origin"] },
    ];
    const { code, out, found } = await runDoctor(["doctor", server.origin]);
    expect([code, found]).toEqual([1, ["FAIL cors", "FAIL nosniff"]]);
    expect(out).not.toContain("<lhc-status>");
  });

  it("names the target in the embed code", async () => {
    const { out } = await runDoctor([
      "doctor",
      server.origin,
      "--department",
      "sales",
      "--department-match",
      "inclusive",
    ]);
    expect(out).toContain('<lhc-status department="sales" department-match="inclusive"></lhc-status>');
  });
});

describe("--origin", () => {
  it("is the origin that LHC must allow", async () => {
    server.faults = [
      {
        without: ["Access-Control-Allow-Origin"],
        headers: [["Access-Control-Allow-Origin", "https://shop.example"]],
      },
    ];
    const [other, own] = await Promise.all([
      runDoctor(["doctor", server.origin, "--json"]),
      runDoctor(["doctor", server.origin, "--json", "--origin", "https://shop.example/cart"]),
    ]);
    const worksByFetch = ({ out }: { out: string }): unknown =>
      (JSON.parse(out) as { transports: { fetch: { works: boolean } } }).transports.fetch.works;
    expect([worksByFetch(other), worksByFetch(own)]).toEqual([false, true]);
  });
});

it("docs/doctor.md has an entry for each rule", () => {
  const docs = readFileSync("docs/doctor.md", "utf8");
  expect(RULES.map(({ code }) => code).filter((code) => !docs.includes(`| \`${code}\` `))).toEqual([]);
});
