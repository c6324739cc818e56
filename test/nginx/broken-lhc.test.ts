/** The nginx cache while LHC is broken. */
import { describe, expect, it, vi } from "vitest";
import type { Fault } from "../../demo/lhc-server/index.ts";
import { oneSlot, shortLived, startEdge } from "./edge.ts";
import type { Answer } from "./visit.ts";

const ONLINE = '{"isonline":true}';
const seconds = (count: number): { timeout: number; interval: number } => ({
  timeout: count * 1000,
  interval: 20,
});

const failures: [string, Fault][] = [
  ["LHC's maintenance page", { maintenance: true }],
  ["a fatal error of PHP", { status: 500, body: "" }],
  ["a redirect to the chat page", { redirect: "/chat/start" }],
  ["a permanent redirect", { redirect: { status: 301, location: "/index.php/" } }],
  ["a firewall", { status: 403, contentType: "text/html", body: "<p>no" }],
  ["a rate limit", { status: 429, contentType: "text/html", body: "<p>later" }],
  ["a connection reset", { reset: true }],
  ["an incomplete head", { cut: "head" }],
];
const pages: [string, Fault][] = [
  ["an HTML page with status 200", { contentType: "text/html; charset=UTF-8", body: "<p>Are you a robot?" }],
  ["an answer without a type", { without: ["Content-Type"] }],
  ["an empty body", { body: "", headers: [["Content-Length", "0"]] }],
  ["no content", { status: 204, body: "", headers: [["Content-Length", "0"]] }],
];

describe.for([...failures, ...pages])("%s", ([, fault]) => {
  it("becomes a 502 without redirect or cookie, and LHC is asked once", async (test) => {
    const edge = await startEdge(test, oneSlot);
    const { headers = [] } = fault;
    edge.lhc.faults = [{ ...fault, headers: [...headers, ["Set-Cookie", "a=b"]] }];
    let asked = 0;
    // Wait until the cache entry has expired and the guard is asked again.
    await vi.waitFor(async () => {
      const answer = await edge.ask("/restapi/isonline?callback=lhcStatus");
      asked += answer.headers["x-cache-status"]?.[0] === "HIT" ? 0 : 1;
      expect(answer.status).toBe(502);
      expect(answer.body).toMatch(/^Live Helper Chat .*status/);
      expect(answer.headers["content-type"]).toEqual(["text/plain"]);
      expect(answer.headers["cache-control"]).toEqual(["no-store"]);
      expect(answer.headers["access-control-allow-origin"]).toEqual(["*"]);
      expect(answer.headers["location"]).toBeUndefined();
      expect(answer.headers["set-cookie"]).toBeUndefined();
      expect(asked).toBeGreaterThan(2);
    }, seconds(10));
    expect(edge.questions).toHaveLength(1);
  });
});

describe.for(failures)("%s after an answer", ([, fault]) => {
  it("serves the old answer until stale-if-error ends, then a 502", async (test) => {
    const edge = await startEdge(test, shortLived);
    expect((await edge.ask("/restapi/isonline")).body).toBe(ONLINE);
    edge.lhc.faults = [fault];
    const seen = new Set<string>();
    await vi.waitFor(async () => {
      const { status, headers, body } = await edge.ask("/restapi/isonline");
      seen.add(`${String(headers["x-cache-status"])} ${status}`);
      if (status === 200) expect(body).toBe(ONLINE);
      expect(status).toBe(502);
    }, seconds(15));
    expect(seen).toContain("HIT 200");
    expect(seen).toContain("STALE 200");
    edge.lhc.faults = [];
    await vi.waitFor(
      async () => expect((await edge.ask("/restapi/isonline")).body).toBe(ONLINE),
      seconds(10),
    );
    const [first, last] = [edge.questions[0], edge.questions.at(-1)].map((one) => Math.floor(one!.at / 1000));
    // The first may belong to the previous slot, if that ended while it was in flight.
    expect(edge.questions.length).toBeLessThanOrEqual(last! - first! + 2);
  });
});

describe("an LHC that is down", () => {
  it("serves stale answers, then 502, and recovers", async (test) => {
    const edge = await startEdge(test, shortLived);
    await edge.ask("/restapi/isonline");
    await edge.lhc.close();
    const seen: number[] = [];
    await vi.waitFor(async () => {
      seen.push((await edge.ask("/restapi/isonline")).status);
      expect(seen.at(-1)).toBe(502);
    }, seconds(15));
    expect(new Set(seen)).toEqual(new Set([200, 502]));
    await edge.restartLhc();
    await vi.waitFor(
      async () => expect((await edge.ask("/restapi/isonline")).body).toBe(ONLINE),
      seconds(10),
    );
  });
});

describe("an LHC that hangs", () => {
  it("gets one question, and all waiting visitors get a 502", async (test) => {
    const edge = await startEdge(test, oneSlot);
    edge.lhc.faults = [{ hang: "before" }];
    const crowd = Array.from({ length: 50 }, () => edge.ask("/restapi/isonline"));
    expect(new Set((await Promise.all(crowd)).map(({ status }) => status))).toEqual(new Set([502]));
    expect(edge.questions).toHaveLength(1);
  });
  it("does not delay visitors if a stale answer exists", async (test) => {
    const edge = await startEdge(test, shortLived);
    await edge.ask("/restapi/isonline");
    edge.lhc.faults = [{ hang: "before" }];
    await vi.waitFor(async () => {
      await edge.ask("/restapi/isonline");
      expect(edge.questions).toHaveLength(2);
    }, seconds(10));
    const { body, headers } = await edge.ask("/restapi/isonline");
    expect(`${String(headers["x-cache-status"])} ${body}`).toBe(`UPDATING ${ONLINE}`);
    expect(edge.lhc.openConnections).toBe(1);
  });
});

describe("an incomplete answer", () => {
  it("is not cached", async (test) => {
    const edge = await startEdge(test, oneSlot);
    edge.lhc.faults = [{ cut: "body", headers: [["Content-Length", "17"]], times: 1 }];
    await expect(edge.ask("/restapi/isonline")).rejects.toThrow();
    expect((await edge.ask("/restapi/isonline")).body).toBe(ONLINE);
  });
});

describe("cache headers and cookies of LHC", () => {
  it("are ignored and removed", async (test) => {
    const edge = await startEdge(test, {
      ...oneSlot,
      "stale-while-revalidate=10, stale-if-error=120": "stale-while-revalidate=0",
      "max-age=10, ": "max-age=1, ",
    });
    const headers: [string, string][] = [
      ["Set-Cookie", "PHPSESSID=1"],
      ["Vary", "*"],
      ["Cache-Control", "no-store, private, max-age=0"],
      ["Expires", "Thu, 01 Jan 1970 00:00:00 GMT"],
      ["Pragma", "no-cache"],
      ["Last-Modified", "Thu, 01 Jan 2026 00:00:00 GMT"],
      ["ETag", '"1"'],
      ["Age", "77"],
      ["X-Accel-Redirect", "/chat/start"],
      ["X-Accel-Expires", "0"],
      ["X-Accel-Limit-Rate", "1"],
    ];
    edge.lhc.faults = [{ headers, doubled: ["Access-Control-Allow-Origin"] }];
    const answers: Answer[] = [];
    // Wait until the cache has asked the guard again, which still has the answer.
    await vi.waitFor(async () => {
      answers.push(await edge.ask("/restapi/isonline"));
      expect(answers.map((answer) => answer.headers["x-cache-status"]?.[0])).toContain("EXPIRED");
    }, seconds(10));
    expect(edge.questions).toHaveLength(1);
    const names = [
      "access-control-allow-origin",
      "cache-control",
      "connection",
      "content-type",
      "date",
      "server",
    ];
    for (const answer of answers) {
      expect(answer.body).toBe(ONLINE);
      expect(Object.keys(answer.headers).toSorted()).toEqual([
        ...names,
        "transfer-encoding",
        "x-cache-status",
      ]);
      expect(answer.headers["access-control-allow-origin"]).toEqual(["*"]);
    }
  });
  it("do not need a CORS header, because the cache adds one", async (test) => {
    const edge = await startEdge(test);
    edge.lhc.faults = [{ without: ["Access-Control-Allow-Origin"] }];
    expect((await edge.ask("/restapi/isonline")).headers["access-control-allow-origin"]).toEqual(["*"]);
  });
});
