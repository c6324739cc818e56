import { once } from "node:events";
import { createServer, request as httpRequest, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { control } from "../../../demo/control/control.ts";
import { Driver } from "../../../demo/control/driver.ts";
import { EventStream } from "../../../demo/control/event-stream.ts";
import { type LhcServer, startLhcServer } from "../../../demo/lhc-server/index.ts";

let lhc: LhcServer;
let page: Server;
let port: number;

beforeEach(async () => {
  lhc = await startLhcServer();
  const driver = new Driver(lhc);
  const events = new EventStream(driver);
  events.follow(lhc);
  const middleware = control(driver, events);
  page = createServer((request, response) => {
    middleware(request, response, () => response.writeHead(404).end("not the control's"));
  });
  page.listen(0, "127.0.0.1");
  await once(page, "listening");
  port = (page.address() as AddressInfo).port;
});

afterEach(async () => {
  page.closeAllConnections();
  page.close();
  await lhc.close();
});

type Headers = Record<string, string | undefined>;

/** Uses Node's client, because fetch forbids the headers Host and Origin. */
async function send(method: string, path: string, headers: Headers = {}, body = "") {
  const sent: Headers = { Host: "localhost:{port}", Origin: "http://localhost:{port}", ...headers };
  const request = httpRequest({
    host: "127.0.0.1",
    port,
    method,
    path,
    headers: Object.fromEntries(
      Object.entries(sent).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, value.replace("{port}", String(port))]],
      ),
    ),
  });
  request.end(body);
  const [response] = (await once(request, "response")) as [import("node:http").IncomingMessage];
  let text = "";
  for await (const chunk of response.setEncoding("utf8")) text += String(chunk);
  return { status: response.statusCode, headers: response.headers, text };
}

const post = (path: string, body: unknown, headers: Headers = {}) =>
  send(
    "POST",
    path,
    { "Content-Type": "application/json", ...headers },
    typeof body === "string" ? body : JSON.stringify(body),
  );

const asked = async (path: string): Promise<unknown> => (await fetch(`${lhc.origin}/restapi/${path}`)).json();

describe("a command from the demo's page", () => {
  it.each(["127.0.0.1", "[::1]"])("is accepted from %s", async (name) => {
    const headers = { Host: `${name}:{port}`, Origin: `http://${name}:{port}` };
    expect(await post("/control/user", { id: 2, online: true }, headers)).toMatchObject({ status: 204 });
  });

  it("switches an operator on and off", async () => {
    expect(await asked("isonlineuser/2")).toEqual({ isonline: false });

    expect(await post("/control/user", { id: 2, online: true })).toMatchObject({ status: 204, text: "" });
    expect(await asked("isonlineuser/2")).toEqual({ isonline: true });
    expect(await asked("isonlinedepartment/1")).toEqual({ isonline: true });

    await post("/control/user", { id: 2, online: false });
    expect(await asked("isonlineuser/2")).toEqual({ isonline: false });
  });

  it("switches a department off", async () => {
    await post("/control/user", { id: 3, online: true });
    await post("/control/department", { id: 2, online: false });

    expect(await asked("isonlinedepartment/2")).toEqual({ isonline: false });
    expect(await asked("isonlineuser/3")).toEqual({ isonline: true });
  });

  it("does not count an operator of all departments for a department", async () => {
    await post("/control/user", { id: 1, online: true });

    expect(await asked("isonline")).toEqual({ isonline: true });
    expect(await asked("isonlinedepartment/1")).toEqual({ isonline: false });
  });

  it("breaks the server and repairs it", async () => {
    await post("/control/behaviour", { name: "503" });
    expect((await fetch(`${lhc.origin}/restapi/isonline`)).status).toBe(503);

    await post("/control/behaviour", { name: "normal" });
    expect(await asked("isonline")).toEqual({ isonline: false });
  });

  it("omits the callback but keeps the answer correct", async () => {
    await post("/control/behaviour", { name: "plain" });
    expect(await asked("isonlinedepartment/1?callback=foo")).toEqual({ isonline: false });

    await post("/control/user", { id: 2, online: true });
    expect(await asked("isonlinedepartment/1?callback=foo")).toEqual({ isonline: true });
    expect(await asked("isonline?callback=foo")).toEqual({ isonline: true });
    expect(await asked("isonlineuser/2?callback=foo")).toEqual({ isonline: true });
    expect(await asked("isonlinedepartment/11?callback=foo")).toEqual({ isonline: false });
  });

  it("supports every behaviour", async () => {
    for (const name of new Driver(lhc).known.behaviours) {
      expect(await post("/control/behaviour", { name })).toMatchObject({ status: 204 });
    }
  });
});

describe("the control refuses", () => {
  const command = { id: 2, online: true };

  it.each([
    ["a foreign origin", { Origin: "http://evil.example" }, 403],
    ["no origin", { Origin: undefined }, 403],
    ["another page of this machine", { Origin: "http://localhost:1" }, 403],
    ["a cross-site request", { "Sec-Fetch-Site": "cross-site" }, 403],
    ["an opaque origin", { Origin: "null" }, 403],
    ["an origin that starts like its own", { Origin: "http://localhost:{port}.evil.example" }, 403],
    ["a same-site request", { "Sec-Fetch-Site": "same-site" }, 403],
    ["a foreign host name", { Host: "evil.example", Origin: "http://evil.example" }, 403],
    [
      "a host name that starts like localhost",
      { Host: "localhost.evil.example:{port}", Origin: "http://localhost.evil.example:{port}" },
      403,
    ],
    ["another address", { Host: "127.0.0.2:{port}", Origin: "http://127.0.0.2:{port}" }, 403],
    ["a form", { "Content-Type": "application/x-www-form-urlencoded" }, 415],
    ["plain text", { "Content-Type": "text/plain" }, 415],
    ["a missing content type", { "Content-Type": undefined }, 415],
  ])("%s", async (_, headers, status) => {
    const answer = await post("/control/user", command, headers);

    expect(answer.status).toBe(status);
    expect(await asked("isonlineuser/2")).toEqual({ isonline: false });
  });

  it.each([
    [{ id: 2 }, "missing"],
    ["[]", "JSON object"],
    [{ id: 2, online: "yes" }, "true or false"],
    [{ id: 99, online: true }, "one of"],
    [{ ...command, hideOnline: false }, "hideOnline"],
    ["{", "not valid JSON"],
  ])("the invalid command %o", async (body, message) => {
    const answer = await post("/control/user", body);

    expect(answer.status).toBe(400);
    expect(answer.text).toContain(message);
    expect(await asked("isonlineuser/2")).toEqual({ isonline: false });
  });

  it("a body that is too long, with or without Content-Length", async () => {
    const long = JSON.stringify({ ...command, padding: "x".repeat(2000) });

    expect((await post("/control/user", long, { "Content-Length": String(long.length) })).status).toBe(413);
    expect((await post("/control/user", long, { "Transfer-Encoding": "chunked" })).status).toBe(413);
  });

  it("a preflight, and sends no CORS headers", async () => {
    const preflight = await send("OPTIONS", "/control/user", {
      Origin: "http://evil.example",
      "Access-Control-Request-Method": "POST",
    });
    const answers = [preflight, await post("/control/user", command), await post("/control/user", {})];

    expect(preflight.status).toBe(405);
    for (const { headers } of answers) {
      expect(Object.keys(headers).filter((name) => name.startsWith("access-control-"))).toEqual([]);
    }
  });

  it("unknown addresses", async () => {
    expect((await send("GET", "/control/state")).status).toBe(404);
    expect((await send("GET", "/control")).status).toBe(404);
    expect((await post("/control/constructor", command)).status).toBe(405);
    expect((await send("GET", "/controls")).text).toBe("not the control's");
  });

  it.each([
    { Origin: "http://evil.example" },
    { Origin: undefined, "Sec-Fetch-Site": "cross-site" },
    { Origin: undefined, Host: "evil.example" },
  ])("a subscriber to the log with %o", async (headers) => {
    expect((await send("GET", "/control/events", headers)).status).toBe(403);
  });
});

describe("the log", () => {
  it("streams the state, each question, its answer, and each change", async () => {
    const response = await fetch(`http://127.0.0.1:${port}/control/events`);
    const next = reader(response);
    expect(response.headers.get("content-type")).toBe("text/event-stream");
    expect(await next()).toMatchObject({
      event: "state",
      data: { question: 0, snapshot: { behaviour: "normal" } },
    });

    await (await fetch(`${lhc.origin}/restapi/isonline?callback=foo`)).text();
    expect(await next()).toMatchObject({
      event: "question",
      data: { number: 1, method: "GET", target: "/restapi/isonline?callback=foo" },
    });
    expect(await next()).toMatchObject({
      event: "answer",
      data: { number: 1, status: 200, body: 'foo({"isonline":false})' },
    });

    await post("/control/user", { id: 2, online: true });
    const { event, data } = await next();
    expect(event).toBe("state");
    expect(data).toMatchObject({ question: 1 });
    expect((data as { snapshot: { users: unknown[] } }).snapshot.users).toContainEqual(
      expect.objectContaining({ id: 2, name: "bob", online: true }),
    );
  });

  it("reports a question without an answer", async () => {
    const next = reader(await fetch(`http://127.0.0.1:${port}/control/events`));
    await next();
    lhc.faults = [{ reset: true }];

    await expect(asked("isonline")).rejects.toThrow();

    expect(await next()).toMatchObject({ event: "question", data: { number: 1 } });
    expect(await next()).toMatchObject({ event: "answer", data: { number: 1, status: null, body: "" } });
  });
});

/** Returns a function that reads the next server-sent event. */
function reader(response: Response): () => Promise<{ event: string; data: unknown }> {
  const chunks = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  return async () => {
    for (;;) {
      const found = /event: (.*)\ndata: (.*)\n\n/.exec(text);
      if (found) {
        text = text.slice(found.index + found[0].length);
        return { event: found[1]!, data: JSON.parse(found[2]!) as unknown };
      }
      const { value, done } = await chunks.read();
      if (done) throw new Error("The stream has ended.");
      text += value;
    }
  };
}
