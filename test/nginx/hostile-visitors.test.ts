/** Hostile requests cannot cause more questions, poison the cache, or reflect scripts. */
import { assert, asyncProperty, constantFrom, array } from "fast-check";
import { describe, expect, it } from "vitest";
import { parseQuery } from "../../demo/lhc-server/php.ts";
import { oneSlot, startEdge } from "./edge.ts";

const ONLINE = '{"isonline":true}';

describe("a callback that is not lhcStatus", () => {
  const spellings = [
    "callback=alert(1)//",
    "callback=foo",
    "callback",
    "callback=",
    "callback=lhcStatus2",
    "callback=lhcStatus;alert(1)",
    "callback=lhcStatus%00",
    "callback=%6chcStatus",
    "callback=lhcStatus&callback=alert(1)",
    "callback=alert(1)&callback=lhcStatus",
    "callback[]=alert(1)",
    "callback%5B%5D=alert(1)",
    "callback%5b0=alert(1)",
    "%63allback=alert(1)",
    "callbac%6b=alert(1)",
    "%63%61%6C%6c%62%61%63%6B=alert(1)",
    "+callback=alert(1)",
    "%20%20callback=alert(1)",
    "callback%00x=alert(1)",
    "_=1&callback=alert(1)",
    "&&callback=alert(1)",
  ];
  it.for(spellings)("is refused: %s", async (query, test) => {
    const edge = await startEdge(test);
    const paths = [
      "/restapi/isonline",
      "/restapi/isonlinedepartment/x",
      "/restapi/isonlinechat/1",
      "/chat/start",
    ];
    for (const path of paths) {
      expect(await edge.ask(`${path}?${query}`)).toMatchObject({
        status: 400,
        body: "The callback has to be lhcStatus, or left out.\n",
      });
    }
    expect((await edge.ask("/widgetrestapi/chatcheckstatus?dep=1&vid=1&" + query)).status).toBe(400);
    expect((await edge.ask("/restapi/isonline?" + query, { method: "POST" })).status).toBe(400);
    expect(edge.questions).toEqual([]);
  });
  it.for(["CALLBACK=x", "callbac=x", "mycallback=x", "callback2=x", "a=callback=x", "x?callback=x"])(
    "does not match other parameters: %s",
    async (query, test) => {
      const edge = await startEdge(test);
      expect((await edge.ask(`/restapi/isonline?${query}`)).body).toBe(ONLINE);
      expect((await edge.ask(`/restapi/isonlinedepartment/x?${query}`)).body).toBe('{"isonline":false}');
    },
  );
  it("is refused in every spelling that PHP accepts", async (test) => {
    const edge = await startEdge(test);
    const piece = constantFrom(
      ..."callback callback callback call back c %63allback %43 callbac%6b k = = & & [ ] %5B %5d + %20 %00 %2500 . ; ?".split(
        " ",
      ),
      ..."%3D %26 lhcStatus =lhcStatus&callback x _ %09".split(" "),
    );
    const query = array(piece, { maxLength: 6 }).map((pieces) => pieces.join(""));
    let refused = 0;
    await assert(
      asyncProperty(query, async (text) => {
        // This path is not cached, so only the refusal protects LHC.
        const { status, body } = await edge.ask(`/restapi/isonlinechat/x?${text}`);
        const callback = parseQuery(text).get("callback");
        if (callback !== undefined && callback !== "lhcStatus") {
          expect(status).toBe(400);
          refused++;
        }
        expect(body).toMatch(/^(\{|lhcStatus\(|The callback )/);
      }),
      { numRuns: 500 },
    );
    expect(refused).toBeGreaterThan(10);
  });
});

/** Headers that could change LHC's answer. */
const HEADERS = {
  Host: "evil.example",
  Cookie: "PHPSESSID=1; lhc_vid=2",
  Authorization: "Basic YTpi",
  "API-Key": "k",
  Accept: "application/json",
  "Accept-Encoding": "gzip, br",
  "Accept-Language": "lt",
  "User-Agent": "Googlebot",
  Origin: "https://evil.example",
  Referer: "https://evil.example/",
  Range: "bytes=0-3",
  "If-None-Match": '"1"',
  "If-Modified-Since": "Thu, 01 Jan 2026 00:00:00 GMT",
  "X-Forwarded-For": "192.0.2.1",
  "X-Forwarded-Host": "evil.example",
  "X-HTTP-Method-Override": "DELETE",
  "X-Rewrite-URL": "/chat/start",
  "Content-Length": "0",
  Pragma: "no-cache",
  "Cache-Control": "no-cache, no-store, only-if-cached",
};

describe("a visitor's headers and query", () => {
  it.for(["ask", "askGuard"] as const)("do not reach LHC: %s", async (way, test) => {
    const edge = await startEdge(test);
    expect(await edge[way]("/restapi/isonline?", { headers: HEADERS })).toMatchObject({
      status: 200,
      body: ONLINE,
    });
    expect(edge.questions.map(({ method, target, headers: sent }) => ({ method, target, sent }))).toEqual([
      {
        method: "GET",
        target: "/restapi/isonline?",
        sent: {
          host: "chat.example.com",
          "user-agent": "lhc-status-cache",
          "x-forwarded-proto": "https",
        },
      },
    ]);
    // The next visitor without headers gets the same cached answer.
    expect(await edge.ask("/restapi/isonline")).toMatchObject({ status: 200, body: ONLINE });
    expect(edge.questions).toHaveLength(1);
  });
  it("do not create another cache key", async (test) => {
    const edge = await startEdge(test);
    const targets = [
      "/restapi/isonline?_=1",
      "/restapi/isonline?_=2&_=3",
      "/restapi/isonline?format=xml",
      "/restapi/isonline?exclude_bot=1&include_users=TRUE",
      "/restapi/isonline?%65xclude_bot=true",
      "/restapi/isonline?;&&=&=x",
      "/restapi//isonline?%FF%00",
      "//restapi/./isonline",
      "/x/../restapi/%69sonline?a[]=1",
    ];
    for (const target of targets) expect((await edge.ask(target)).body).toBe(ONLINE);
    expect(edge.questions).toHaveLength(1);
  });
  it.for([
    "/restapi/isonline%3Fcallback=x",
    "/restapi/isonline%0d%0aX: y",
    "/restapi/isonline/../../etc/passwd",
  ])("cannot escape the path: %s", async (target, test) => {
    const edge = await startEdge(test);
    await edge.ask(target.replaceAll(" ", "%20"));
    expect(edge.questions.every(({ headers }) => !("x" in headers))).toBe(true);
    expect((await edge.ask("/restapi/isonline")).body).toBe(ONLINE);
  });
  it("cannot inject a parameter by the department", async (test) => {
    const edge = await startEdge(test);
    const target = "/widgetrestapi/chatcheckstatus?dep=1%26callback%3Dalert(1)&_=1";
    await edge.ask(target.replace("(1)", "%281%29"));
    expect(edge.questions.map((question) => question.target)).toEqual([
      "/widgetrestapi/chatcheckstatus?dep=1%26callback%3Dalert%281%29&",
    ]);
    await edge.ask(target);
    // Not a valid list of departments, so it is passed to LHC unchanged.
    expect(edge.questions[1]!.target).toBe(target);
  });
});

describe("a flood of questions with new ids", () => {
  it("is limited to the rate in settings.conf, and cached answers stay available", async (test) => {
    const edge = await startEdge(test, { "rate=50r/s": "rate=1r/m", ...oneSlot });
    await edge.ask("/restapi/isonline");
    const flood = Array.from({ length: 200 }, (_, id) => edge.ask(`/restapi/isonlineuser/${id + 1000}`));
    const statuses = (await Promise.all(flood)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(100);
    expect(statuses.filter((status) => status === 502)).toHaveLength(100);
    expect(edge.questions).toHaveLength(101);
    expect((await edge.ask("/restapi/isonline")).headers["x-cache-status"]).toEqual(["HIT"]);
  });
});
