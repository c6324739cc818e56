/** The effect of each fault on the wire. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkFault, startLhcServer, type Exchange, type LhcServer } from "../../../demo/lhc-server/index.ts";
import { ask, open, until } from "./raw-http.ts";

const target = "/restapi/isonline?callback=foo";
const body = 'foo({"isonline":true})';

let server: LhcServer;
let exchanges: Exchange[];
beforeEach(async () => {
  server = await startLhcServer({ state: { activeUsers: [2] } });
  const mine: Exchange[] = (exchanges = []);
  server.onExchange((exchange) => mine.push(exchange));
});
afterEach(() => server.close());

const header = (answer: { headers: [string, string][] }, wanted: string): string[] =>
  answer.headers.filter(([name]) => name.toLowerCase() === wanted.toLowerCase()).map(([, value]) => value);

describe("the content of a response", () => {
  it("status", async () => {
    server.faults = [{ status: 404 }];
    expect(await ask(server.origin, { target })).toMatchObject({ status: 404, body });
    expect(exchanges[0]?.status).toBe(404);
  });
  it("body, with the callback in it", async () => {
    server.faults = [{ body: '{callback}({"isonline":"maybe"});{callback}()é' }];
    const answer = await ask(server.origin, { target: "/restapi/isonline?callback=%FF<b>$1" });
    expect(answer.body).toBe('\xff$1({"isonline":"maybe"});\xff$1()\xc3\xa9');
  });
  it("body without a callback, or with an array as callback", async () => {
    server.faults = [{ body: "[{callback}]" }];
    expect((await ask(server.origin, { target: "/restapi/isonline" })).body).toBe("[]");
    expect((await ask(server.origin, { target: "/restapi/isonline?callback[]=x" })).body).toBe("[]");
  });
  it("body as bytes", async () => {
    server.faults = [{ body: new Uint8Array([0, 255, 123]) }];
    expect((await ask(server.origin, { target })).body).toBe("\0\xff{");
  });
  it("no body to HEAD", async () => {
    server.faults = [{ body: "x", status: 500 }];
    expect(await ask(server.origin, { target, method: "HEAD" })).toMatchObject({ status: 500, body: "" });
  });
  it("contentType", async () => {
    server.faults = [{ contentType: "text/html" }];
    expect(header(await ask(server.origin, { target }), "Content-Type")).toEqual(["text/html"]);
  });
  it("headers", async () => {
    server.faults = [
      {
        headers: [
          ["X-Content-Type-Options", "nosniff"],
          ["X-a", "1"],
        ],
      },
    ];
    expect((await ask(server.origin, { target })).headers.slice(-2)).toEqual([
      ["X-Content-Type-Options", "nosniff"],
      ["X-a", "1"],
    ]);
  });
  it("without, case-insensitive", async () => {
    server.faults = [{ without: ["access-control-allow-origin"] }];
    const answer = await ask(server.origin, { target });
    expect(header(answer, "Access-Control-Allow-Origin")).toEqual([]);
    expect(answer.headers).toHaveLength(3);
  });
  it("doubled", async () => {
    server.faults = [{ doubled: ["Access-Control-Allow-Origin"] }];
    expect(header(await ask(server.origin, { target }), "Access-Control-Allow-Origin")).toEqual(["*", "*"]);
  });
  it("without and headers: replaced", async () => {
    const name = "Access-Control-Allow-Origin";
    server.faults = [{ without: [name], headers: [[name, "null"]], doubled: [name] }];
    expect(header(await ask(server.origin, { target }), name)).toEqual(["null", "null"]);
  });
  it("redirect", async () => {
    server.faults = [{ redirect: "https://example.org/" }];
    const answer = await ask(server.origin, { target });
    expect(answer).toMatchObject({ status: 302, body: "" });
    expect(header(answer, "Location")).toEqual(["https://example.org/"]);
    server.faults = [{ redirect: { status: 307, location: "/x" } }];
    expect((await ask(server.origin, { target })).status).toBe(307);
  });
  it.each(["gzip", "br"] as const)("encoding: broken %s", async (name) => {
    server.faults = [{ encoding: `${name}-broken` }];
    const answer = await ask(server.origin, { target });
    expect(header(answer, "Content-Encoding")).toEqual([name]);
    expect(answer.body).toBe(body);
  });
  it("maintenance", async () => {
    server.faults = [{ maintenance: true }];
    const answer = await ask(server.origin, { target });
    expect(answer.status).toBe(503);
    expect(answer.text).toMatch(/^HTTP\/1.1 503 Service Temporarily Unavailable\r\n/);
    expect(answer.body).toMatch(/^<!doctype html>\n<title>Site Maintenance/);
  });
  it("maintenance with another status and type", async () => {
    server.faults = [{ maintenance: true, status: 200, contentType: "application/json" }];
    const answer = await ask(server.origin, { target });
    expect(answer.status).toBe(200);
    expect(header(answer, "Content-Type")).toEqual(["application/json"]);
  });
});

describe("the delivery of a response", () => {
  it("delay: a later request without it is answered first", async () => {
    server.faults = [{ delay: 0.05, times: 1 }];
    const order: string[] = [];
    const slow = ask(server.origin, { target }).then((answer) => order.push(answer.body));
    const fast = ask(server.origin, { target: "/restapi/isonline" }).then(() => order.push("fast"));
    await Promise.all([slow, fast]);
    expect(order).toEqual(["fast", body]);
  });
  it("hang before: no byte", async () => {
    server.faults = [{ hang: "before", times: 1 }];
    const socket = open(server.origin, { target });
    let bytes = 0;
    socket.on("data", (chunk) => (bytes += chunk.length));
    await ask(server.origin, { target });
    expect(bytes).toBe(0);
    expect(exchanges.map(({ status }) => status)).toEqual([200]);
    const ended = new Promise<Exchange>((resolve) => server.onExchange(resolve));
    socket.destroy();
    expect((await ended).status).toBeNull();
  });
  it("hang body: half of it", async () => {
    server.faults = [{ hang: "body" }];
    const socket = open(server.origin, { target });
    const text = await until(socket, /\r\n\r\nfoo\(\{"isonl$/);
    expect(text).toContain("200 OK");
    expect(server.openConnections).toBe(1);
    socket.destroy();
  });
  it("drip: byte by byte", async () => {
    server.faults = [{ drip: 0.001, body: "abc" }];
    const socket = open(server.origin, { target });
    const lengths: number[] = [];
    socket.setEncoding("latin1");
    await new Promise<void>((resolve) => {
      socket.on("data", (chunk) => lengths.push(String(chunk).length));
      socket.on("close", () => resolve());
    });
    expect(lengths.length).toBeGreaterThan(1);
    expect(lengths.at(-1)).toBe(1);
    expect(exchanges[0]?.status).toBe(200);
  });
  it("drip and hang body: the first half, then silence", async () => {
    server.faults = [{ drip: 0, hang: "body", body: "abcd" }];
    const socket = open(server.origin, { target });
    expect(await until(socket, /\r\n\r\nab$/)).toContain("200 OK");
    socket.destroy();
  });
  it("cut head: incomplete", async () => {
    server.faults = [{ cut: "head" }];
    const answer = await ask(server.origin, { target });
    expect(answer.text).toMatch(/^HTTP\/1.1 200 OK\r\n/);
    expect(answer.text).not.toContain("\r\n\r\n");
    expect(answer.error).toBeUndefined();
    expect(exchanges[0]?.status).toBeNull();
  });
  it("cut body: shorter than Content-Length", async () => {
    server.faults = [{ cut: "body", headers: [["Content-Length", String(body.length)]] }];
    const answer = await ask(server.origin, { target });
    expect(answer.body).toBe(body.slice(0, body.length / 2));
    expect(header(answer, "Content-Length")).toEqual(["22"]);
    expect(exchanges[0]?.status).toBeNull();
  });
  it("reset: no byte and a connection error", async () => {
    server.faults = [{ reset: true }];
    expect(await ask(server.origin, { target })).toMatchObject({ text: "", error: "ECONNRESET" });
    expect(exchanges[0]?.status).toBeNull();
  });
  it("reset inside the body", async () => {
    server.faults = [{ reset: true, cut: "body" }];
    expect((await ask(server.origin, { target })).error).toBe("ECONNRESET");
  });
});

describe("the selection of requests", () => {
  const status = async (path: string): Promise<number> => (await ask(server.origin, { target: path })).status;

  it("path: a prefix of the path", async () => {
    server.faults = [{ path: "/restapi/isonlineuser", status: 418 }];
    expect(await status("/restapi/isonlineuser/1?a")).toBe(418);
    expect(await status("/restapi/isonline?/restapi/isonlineuser")).toBe(200);
  });
  it("path: a regular expression, even a sticky one", async () => {
    server.faults = [{ path: /user\/\d$/g, status: 418 }];
    expect(await status("/restapi/isonlineuser/1")).toBe(418);
    expect(await status("/restapi/isonlineuser/2?b")).toBe(418);
    expect(await status("/restapi/isonlineuser/x")).toBe(200);
  });
  it("times: then the next fault applies", async () => {
    server.faults = [
      { times: 2, status: 418 },
      { times: 1, status: 419 },
    ];
    expect([await status("/"), await status("/"), await status("/"), await status("/")]).toEqual([
      418, 418, 419, 200,
    ]);
  });
  it("the first match wins", async () => {
    server.faults = [{ path: "/x", status: 417 }, { status: 418 }, { status: 419 }];
    expect(await status("/restapi/isonline")).toBe(418);
  });
  it("none after the list is cleared", async () => {
    server.faults.push({ status: 418 });
    server.faults.length = 0;
    expect(await status("/restapi/isonline")).toBe(200);
  });
  it("LHC's state still changes under a fault", async () => {
    server.faults = [{ headers: [["X-a", "1"]] }];
    server.lay({ fault: "database-down" });
    expect(await status("/restapi/isonline")).toBe(503);
  });
});

describe("an invalid fault", () => {
  it.each([
    [{ dealy: 1 }, /unknown fault field 'dealy'; use path, times, delay/],
    [{ constructor: 1 }, /unknown fault field/],
    [{ delay: "1" }, /'delay' must be seconds/],
    [{ delay: -1 }, /'delay'/],
    [{ drip: Infinity }, /'drip'/],
    [{ times: 1.5 }, /'times' must be a whole number/],
    [{ status: 99 }, /'status'/],
    [{ hang: "head" }, /'hang' must be 'before' or 'body'/],
    [{ reset: 1 }, /'reset'/],
    [{ without: "Vary" }, /'without' must be a list/],
    [{ headers: [["a b", "x"]] }, /'headers'/],
    [{ headers: [["a", "x\r\ny: z"]] }, /'headers'/],
    [{ redirect: { status: 301 } }, /'redirect'/],
    [{ path: 5 }, /'path'/],
    ["hang", /must be an object/],
    [null, /must be an object/],
  ])("%j", (value, message) => expect(() => checkFault(value)).toThrow(message));

  it("is reported in the response", async () => {
    server.faults.push({ dealy: 1 } as object);
    const answer = await ask(server.origin, { target });
    expect(answer.status).toBe(500);
    expect(answer.body).toContain("unknown fault field 'dealy'");
  });
  it("is detected in JSON, too", () =>
    expect(checkFault(JSON.parse('{"path":"/restapi","cut":"body","headers":[["a","b"]]}'))).toMatchObject({
      cut: "body",
    }));
});
