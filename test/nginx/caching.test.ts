/** The cache limits the questions to LHC, and every visitor gets the right answer. */
import { describe, expect, it, vi } from "vitest";
import { oneSlot, shortLived, startEdge, type Edge } from "./edge.ts";

const CALL = 'lhcStatus({"isonline":true})';

const crowd = (edge: Edge, target: (visitor: number) => string): ReturnType<Edge["ask"]>[] =>
  Array.from({ length: 100 }, (_, visitor) => edge.ask(target(visitor)));

describe("simultaneous visitors", () => {
  it("cause one question to LHC, regardless of the time slot in their URLs", async (test) => {
    const edge = await startEdge(test);
    const answers = await Promise.all(
      crowd(
        edge,
        (visitor) => `/restapi/isonline?callback=lhcStatus&_=${visitor % 2 ? visitor : `x${visitor}`}`,
      ),
    );
    expect(new Set(answers.map(({ status, body }) => `${status} ${body}`))).toEqual(new Set([`200 ${CALL}`]));
    expect(edge.questions.map(({ target }) => target)).toEqual(["/restapi/isonline?callback=lhcStatus"]);
  });
  it.for([
    ["/restapi/isonlineuser/2?callback=lhcStatus&_=9", CALL],
    ["/restapi/isonlinedepartment/1?_=9", '{"isonline":true}'],
    ["/index.php/restapi/isonline?_=9", '{"isonline":true}'],
    [
      "/widgetrestapi/chatcheckstatus?dep=sales%2C1&callback=lhcStatus&_=9",
      'lhcStatus({"change_status":true,"online":true})',
    ],
    ["/widgetrestapi/chatcheckstatus?dep=1&_=9", '{"change_status":true,"online":true}'],
  ])("cause one question per target: %s", async ([target, body], test) => {
    const edge = await startEdge(test);
    const answers = await Promise.all(crowd(edge, (visitor) => `${target}${visitor}`));
    expect(new Set(answers.map((answer) => answer.body))).toEqual(new Set([body]));
    expect(edge.questions).toHaveLength(1);
  });
  it("cause one question while LHC is slow", async (test) => {
    const edge = await startEdge(test);
    edge.lhc.faults = [{ delay: 2.5 }];
    const answers = await Promise.all(crowd(edge, () => "/restapi/isonline"));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(edge.questions).toHaveLength(1);
  });
  it("cause one question after the answer has expired", async (test) => {
    const edge = await startEdge(test, {
      ...shortLived,
      "rate=50r/s": "rate=1000r/s",
      "max-age=10, stale-while-revalidate=10, stale-if-error=120":
        "max-age=1, stale-while-revalidate=0, stale-if-error=0",
    });
    await edge.ask("/restapi/isonline");
    // It has expired when a later answer has.
    await vi.waitFor(async () => {
      await edge.ask("/restapi/isonlineuser/1");
      expect(edge.questions.filter(({ target }) => target.includes("user")).length).toBeGreaterThan(1);
    }, 10_000);
    edge.lhc.faults = [{ delay: 0.1 }];
    const before = edge.questions.length;
    const answers = await Promise.all(crowd(edge, () => "/restapi/isonline"));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    // Two, if a new slot starts meanwhile.
    expect(edge.questions.length - before).toBeLessThanOrEqual(2);
    expect(edge.questions.length - before).toBeGreaterThan(0);
  });
  it("get the answer for their own target, callback and flags", async (test) => {
    const edge = await startEdge(test, {}, { activeUsers: [2] });
    const bodies = async (...targets: string[]): Promise<string[]> =>
      Promise.all(targets.map(async (target) => (await edge.ask(target)).body));
    const online = '{"isonline":true}';
    const offline = '{"isonline":false}';
    for (let twice = 0; twice < 2; twice++) {
      expect(
        await bodies(
          "/restapi/isonlineuser/2",
          "/restapi/isonlineuser/1",
          "/restapi/isonlineuser/2?callback=lhcStatus",
          "/restapi/isonlineuser/1?callback=lhcStatus",
          "/restapi/isonlinedepartment/1",
          "/restapi/isonlinedepartment/1?ignore_user_status=true",
          "/restapi/isonlinedepartment/1?ignore_user_status=false",
          "/restapi/isonlinedepartment/6",
          "/restapi/isonlinedepartment/6?x=1&exclude_bot=true",
          "/restapi/isonlinedepartment/7",
          "/restapi/isonlinedepartment/7?exclude_online_hours=true&_=1",
          "/restapi/isonlinedepartment/10",
          "/restapi/isonlinedepartment/10?include_users=true",
        ),
      ).toEqual([
        online,
        offline,
        `lhcStatus(${online})`,
        `lhcStatus(${offline})`,
        online,
        offline,
        online,
        online,
        offline,
        online,
        offline,
        offline,
        online,
      ]);
    }
    expect(edge.questions).toHaveLength(13 - 1);
  });
});

describe("an answer", () => {
  it("is revalidated after it becomes stale, and served stale meanwhile", async (test) => {
    const edge = await startEdge(test, shortLived);
    await edge.ask("/restapi/isonline");
    edge.lhc.lay({});
    const seen: string[] = [];
    await vi.waitFor(async () => {
      const { headers, body } = await edge.ask("/restapi/isonline");
      seen.push(`${String(headers["x-cache-status"])} ${body}`);
      expect(body).toBe('{"isonline":false}');
    }, 10_000);
    expect(seen).toContain('HIT {"isonline":true}');
    expect(seen).toContain('STALE {"isonline":true}');
    expect(seen.at(-1)).toMatch(/^HIT|^EXPIRED/);
  });
  it("has Content-Type, Cache-Control and CORS headers", async (test) => {
    const edge = await startEdge(test);
    const script = await edge.ask("/restapi/isonline?callback=lhcStatus");
    const json = await edge.ask("/widgetrestapi/chatcheckstatus?dep=1", {
      headers: { Origin: "https://a.example" },
    });
    expect(script.headers["content-type"]).toEqual(["text/javascript; charset=utf-8"]);
    expect(json.headers["content-type"]).toEqual(["application/json"]);
    for (const { headers } of [script, json]) {
      expect(headers["cache-control"]).toEqual(["max-age=0, s-maxage=10"]);
      expect(headers["access-control-allow-origin"]).toEqual(["*"]);
      for (const name of ["set-cookie", "vary", "pragma", "expires", "access-control-allow-credentials"])
        expect(headers[name]).toBeUndefined();
    }
  });
  it("to HEAD fills the cache", async (test) => {
    const edge = await startEdge(test);
    const head = await edge.ask("/restapi/isonline?callback=lhcStatus", { method: "HEAD" });
    expect(head).toMatchObject({ status: 200, body: "" });
    expect((await edge.ask("/restapi/isonline?callback=lhcStatus")).body).toBe(CALL);
    expect(edge.questions.map(({ method }) => method)).toEqual(["GET"]);
  });
});

describe("a request that is not the widget's question", () => {
  it.for([
    "/widgetrestapi/chatcheckstatus?dep=1&vid=abc",
    "/widgetrestapi/chatcheckstatus?dep=1&_=1&vid=abc",
    "/widgetrestapi/chatcheckstatus?wopen=1&dep=1",
    "/widgetrestapi/chatcheckstatus?dep=1&dep=2",
    "/widgetrestapi/chatcheckstatus?dep[]=1",
    "/widgetrestapi/chatcheckstatus",
    "/restapi/isonlinechat/1",
    "/restapi/isonlinedepartment/sales",
    "/restapi/isonlineuser/0",
    "/restapi/chats",
    "/lit/restapi/isonline?_=1",
    "/sub/restapi/isonline",
    "/chat/start",
  ])("is passed to LHC unchanged, each time: %s", async (target, test) => {
    const edge = await startEdge(test);
    const headers = { Cookie: "lhc_vid=1", "User-Agent": "a visitor's" };
    await edge.ask(target, { headers });
    await edge.ask(target, { headers });
    expect(edge.questions.map((question) => question.target)).toEqual([target, target]);
    expect(edge.questions[1]!.headers).toMatchObject({ cookie: "lhc_vid=1", "user-agent": "a visitor's" });
  });
  it.for(["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])(
    "with this method is passed to LHC: %s",
    async (method, test) => {
      const edge = await startEdge(test);
      await edge.ask("/restapi/isonline", { method });
      expect(edge.questions.map((question) => question.method)).toEqual([method]);
      await edge.ask("/restapi/isonline");
      await edge.ask("/restapi/isonline", { method });
      expect(edge.questions.map((question) => question.method)).toEqual([method, "GET", method]);
    },
  );
  it("is cached below another base URL only if settings.conf lists it", async (test) => {
    const edge = await startEdge(test, { "# /lit/      1;": "/lit/ 1;", ...oneSlot });
    await edge.ask("/lit/restapi/isonline?_=1");
    await edge.ask("/lit/restapi/isonline?_=2");
    expect(edge.questions).toHaveLength(1);
  });
});
