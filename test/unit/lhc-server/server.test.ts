/** The demo server's sockets, listeners, connections and shutdown. */
import { once } from "node:events";
import { connect } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import {
  baseInstallation,
  startLhcServer,
  type Exchange,
  type LhcServer,
  type LhcServerOptions,
} from "../../../demo/lhc-server/index.ts";
import { ask, open, until } from "./raw-http.ts";

const servers: LhcServer[] = [];
async function start(options?: LhcServerOptions): Promise<LhcServer> {
  const server = await startLhcServer(options);
  servers.push(server);
  return server;
}
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

const isonline = { target: "/restapi/isonline" };

describe("the wire", () => {
  it("has neither Content-Length nor chunks, and closes the connection", async () => {
    const { text } = await ask((await start()).origin, isonline);
    expect(text).toMatch(
      /^HTTP\/1\.1 200 OK\r\nDate: [^\r]+ GMT\r\nConnection: close\r\nAccess-Control-Allow-Origin: \*\r\n/,
    );
    expect(text).not.toMatch(/content-length|transfer-encoding/i);
  });
  it.each([
    ["/restapi/isonline?callback=%FF%00%C3", "\xff\xc3"],
    ["/restapi/isonline?callback=\xff\xe9", "\xff\xe9"],
    ['/restapi/isonline?callback="{}|^`\\', '"{}|^`\\'],
    ["/restapi/isonline?callback=[<]", "["],
  ])("carries any byte: %j", async (target, callback) => {
    expect((await ask((await start()).origin, { target })).body).toBe(`${callback}({"isonline":false})`);
  });
  it("waits for the complete request", async () => {
    const server = await start();
    const arrived = new Promise<string>((resolve) => server.onRequest(({ method }) => resolve(method)));
    const socket = open(server.origin, { method: "POST", ...isonline, headers: { "Content-Length": "2" } });
    let text = "";
    socket.on("data", (chunk) => (text += String(chunk)));
    expect(await arrived).toBe("POST");
    await ask(server.origin, isonline);
    expect(text).toBe("");
    socket.write("ab");
    await until(socket, /isonline/);
  });
  it("accepts a body in pieces, up to a limit", async () => {
    const headers = { "Content-Length": String(2 ** 20 + 1) };
    const socket = open((await start()).origin, { method: "POST", target: "/restapi/addmsguser", headers });
    const answered = until(socket, /413/);
    socket.write("x".repeat(2 ** 20));
    socket.write("x");
    expect(await answered).toMatch(/^HTTP\/1\.1 413 /);
  });
  it.each([
    ["POST", "application/x-www-form-urlencoded", 200],
    ["PUT", "application/x-www-form-urlencoded", 503],
    ["POST", "application/json", 503],
  ])("reads a form that came by POST, and nothing else: %s of %s", async (method, type, status) => {
    const { origin } = await start({ state: { chats: [{ id: 1, department: 1, hash: "h" }] } });
    const headers = { "Content-Type": type };
    const request = { method, target: "/restapi/addmsguser", headers, body: "chat_id=1&hash=h&msg=x" };
    expect((await ask(origin, request)).status).toBe(status);
  });
});

it.each(["chats", "startchat", "addmsguser", "bots"])("answers the preflight of %s", async (view) => {
  const { origin } = await start();
  const answer = await ask(origin, { method: "OPTIONS", target: `/restapi/${view}` });
  expect(answer).toMatchObject({ status: 200, body: "" });
});

it("answers unsupported views with 501", async () => {
  const target = "/restapi/bots";
  expect((await ask((await start()).origin, { target })).status).toBe(501);
});

describe("the state", () => {
  it("is reset by each patch", async () => {
    const server = await start({ state: { activeUsers: [2] } });
    expect((await ask(server.origin, isonline)).body).toContain("true");
    server.lay({ departments: { 1: { disabled: true } } });
    expect((await ask(server.origin, isonline)).body).toContain("false");
    server.lay({});
    expect(server.installation).toEqual(baseInstallation);
  });
  it("can be updated without changing the base", async () => {
    const server = await start();
    server.update(({ users }) => users.forEach((user) => (user.alwaysOn = true)));
    expect((await ask(server.origin, isonline)).body).toContain("true");
    server.lay({});
    expect((await ask(server.origin, isonline)).body).toContain("false");
    expect((await ask((await start()).origin, isonline)).body).toContain("false");
  });
  it("follows the given clock and time zone", async () => {
    let now = Date.UTC(2026, 0, 1, 7, 30);
    const state = { departments: { 1: { onlineHours: { everyDay: ["0900", "1700"] as const } } } };
    const server = await start({ now: () => now, timeZone: "Europe/Vilnius", state });
    expect((await ask(server.origin, isonline)).body).toContain("true");
    now = Date.UTC(2026, 0, 1, 15, 30);
    expect((await ask(server.origin, isonline)).body).toContain("false");
  });
});

describe("listeners", () => {
  it("receive the request before the exchange, with all details", async () => {
    const server = await start({ now: () => 5 });
    const received: unknown[] = [];
    server.onRequest((request) => received.push(request));
    server.onExchange((exchange) => received.push(exchange));
    await ask(server.origin, {
      target: "/restapi/isonline?callback=%C3%A9",
      headers: { Origin: "https://a.example", "X-A": "b" },
    });
    const request = { method: "GET", target: "/restapi/isonline?callback=%C3%A9", at: 5 };
    expect(received).toEqual([
      { ...request, headers: expect.objectContaining({ origin: "https://a.example", "x-a": "b" }) },
      {
        ...request,
        headers: expect.objectContaining({ "x-a": "b" }),
        status: 200,
        body: 'é({"isonline":false})',
        origin: "https://a.example",
      },
    ]);
  });
  it("can unsubscribe", async () => {
    const server = await start();
    const received: Exchange[] = [];
    server.onExchange((exchange) => received.push(exchange))();
    await ask(server.origin, isonline);
    expect(received).toEqual([]);
  });
  it("receive an exchange without a status if the client disconnects", async () => {
    const server = await start();
    server.faults = [{ delay: 1000 }];
    const arrived = new Promise<void>((resolve) => server.onRequest(() => resolve()));
    const ended = new Promise<Exchange>((resolve) => server.onExchange(resolve));
    const socket = open(server.origin, isonline);
    await arrived;
    socket.destroy();
    expect((await ended).status).toBeNull();
  });
});

describe("connections", () => {
  it("are counted until they end", async () => {
    const server = await start();
    server.faults = [{ hang: "body" }];
    const first = open(server.origin, isonline);
    const second = open(server.origin, isonline);
    await Promise.all([until(first, /\r\n\r\n/), until(second, /\r\n\r\n/)]);
    expect(server.openConnections).toBe(2);
    const ended = new Promise<Exchange>((resolve) => server.onExchange(resolve));
    first.destroy();
    await ended;
    expect(server.openConnections).toBe(1);
  });
  it("are not counted before their first request, because browsers open spare ones", async () => {
    const server = await start();
    server.faults = [{ hang: "body" }];
    const { hostname, port } = new URL(server.origin);
    const idle = connect(Number(port), hostname);
    await once(idle, "connect");
    await until(open(server.origin, isonline), /\r\n\r\n/);
    expect(server.openConnections).toBe(1);
  });
  it("end with the server, even if they are waiting", async () => {
    const server = await startLhcServer();
    server.faults = [{ hang: "before", times: 1 }, { delay: 1000, times: 1 }, { drip: 1000 }];
    const count = { arrived: 0 };
    const all = new Promise<void>((resolve) => server.onRequest(() => ++count.arrived === 3 && resolve()));
    const answers = [1, 2, 3].map(() => ask(server.origin, isonline));
    await all;
    await server.close();
    await Promise.all(answers);
    expect(server.openConnections).toBe(0);
  });
  it("are accepted only on loopback, on a free port", async () => {
    const [a, b] = [await start(), await start()];
    expect(a.origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(a.origin).not.toBe(b.origin);
  });
  it("fail if the port is in use", async () => {
    const { origin } = await start();
    await expect(startLhcServer({ port: Number(new URL(origin).port) })).rejects.toThrow("EADDRINUSE");
  });
});
