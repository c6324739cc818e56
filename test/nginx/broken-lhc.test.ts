/** What do visitors see, and what must LHC bear, while LHC is broken? */
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
  ["a way to the chat page", { redirect: "/chat/start" }],
  ["a way that is for ever", { redirect: { status: 301, location: "/index.php/" } }],
  ["a firewall", { status: 403, contentType: "text/html", body: "<p>no" }],
  ["too many questions", { status: 429, contentType: "text/html", body: "<p>later" }],
  ["a connection that breaks", { reset: true }],
  ["half a head", { cut: "head" }],
];
const pages: [string, Fault][] = [
  ["a page that looks well", { contentType: "text/html; charset=UTF-8", body: "<p>Are you a robot?" }],
  ["an answer without a type", { without: ["Content-Type"] }],
  ["nothing at all", { body: "", headers: [["Content-Length", "0"]] }],
  ["no content", { status: 204, body: "", headers: [["Content-Length", "0"]] }],
];

describe.for([...failures, ...pages])("%s", ([, fault]) => {
  it("is no answer, leads nowhere, leaves no cookie, and is asked for once", async (test) => {
    const edge = await startEdge(test, oneSlot);
    const { headers = [] } = fault;
    edge.lhc.faults = [{ ...fault, headers: [...headers, ["Set-Cookie", "a=b"]] }];
    let asked = 0;
    // Until the cache has forgotten, and asks the guard again.
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
  it("leaves visitors the old one for its time, and ends", async (test) => {
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
    // The first may be of the slot before, if it was on its way when that ended.
    expect(edge.questions.length).toBeLessThanOrEqual(last! - first! + 2);
  });
});

describe("an LHC that is down", () => {
  it("is not missed for the stale time, but then, and is found again", async (test) => {
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
  it("is one question, and all who wait for it hear that there is no answer", async (test) => {
    const edge = await startEdge(test, oneSlot);
    edge.lhc.faults = [{ hang: "before" }];
    const crowd = Array.from({ length: 50 }, () => edge.ask("/restapi/isonline"));
    expect(new Set((await Promise.all(crowd)).map(({ status }) => status))).toEqual(new Set([502]));
    expect(edge.questions).toHaveLength(1);
  });
  it("does not hold up those for whom there is an old answer", async (test) => {
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

describe("an answer that breaks off", () => {
  it("is not kept", async (test) => {
    const edge = await startEdge(test, oneSlot);
    edge.lhc.faults = [{ cut: "body", headers: [["Content-Length", "17"]], times: 1 }];
    await expect(edge.ask("/restapi/isonline")).rejects.toThrow();
    expect((await edge.ask("/restapi/isonline")).body).toBe(ONLINE);
  });
});

describe("what LHC or its host says of caches and cookies", () => {
  it("is not listened to, and not passed on", async (test) => {
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
    // Until the cache has asked the guard again, which remembers.
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
  it("may leave the CORS header out", async (test) => {
    const edge = await startEdge(test);
    edge.lhc.faults = [{ without: ["Access-Control-Allow-Origin"] }];
    expect((await edge.ask("/restapi/isonline")).headers["access-control-allow-origin"]).toEqual(["*"]);
  });
});
