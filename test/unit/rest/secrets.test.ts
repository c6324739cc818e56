/** Errors and clients must not reveal credentials, hashes or stack traces. */
import { format, inspect } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkStatus } from "../../../src/core.ts";
import { LhcRestClient, type LhcRestOptions } from "../../../src/rest.ts";
import { json, startWireServer, type WireAnswer, type WireServer } from "./wire-server.ts";

const PASSWORD = "p$ss wörd";
const TOKEN = Buffer.from(`admin:${PASSWORD}`).toString("base64");
const BCRYPT = "$2y$10$TSJv59MKTA7CjWa2EdecfOwsw9omyl1IHMfCLD8x9VuPaFpO4V4m2";
const ARGON = "$argon2id$v=19$m=65536,t=4,p=1$c2FsdHNhbHQ$aGFzaGhhc2hoYXNo";
const SHA1 = "da39a3ee5e6b4b0d3255bfef95601890afd80709";
const CHAT_HASH = "T3XBvQyEDze3PQoPeSlYi1nln6kVtaNhjQPUocoI";
const VID = "1ccf131576da50dcae0e5854c6438e89";
const TRACE = "#0 /srv/lhc/modules/lhrestapi/startchat.php(2): validateRequest()";

let server: WireServer;
let lhc: LhcRestClient;
beforeAll(async () => {
  server = await startWireServer();
  lhc = new LhcRestClient({ baseUrl: server.origin, username: "admin", password: PASSWORD, retries: 0 });
});
afterAll(() => server.close());

/** Everything that a log might contain. */
const shown = (value: unknown): string => {
  const { message, stack, cause } = value as Error;
  return [
    String(value),
    JSON.stringify(value),
    inspect(value, { depth: 9, showHidden: true, getters: true }),
    message,
    stack,
    inspect(cause),
  ].join("\n");
};

const SECRETS = [PASSWORD, TOKEN, BCRYPT, ARGON, SHA1, CHAT_HASH, VID, "/srv/lhc", "SQLSTATE"];
const expectNoSecret = (text: string): void => {
  for (const secret of SECRETS) expect(text).not.toContain(secret);
};

it("the check detects a secret", () => {
  expect(() => expectNoSecret(shown(new Error(`x ${TOKEN}`)))).toThrow();
  expect(() => expectNoSecret(shown(new Error("x", { cause: { PASSWORD } })))).toThrow();
});

const answers: Record<string, WireAnswer | "cut" | "hang"> = {
  "a failure with a trace": json({ error: true, result: { errors: "Authorization failed!", trace: TRACE } }),
  "a trace in the message": json({ error: true, result: `Oops ${TRACE}` }),
  "credentials in the message": json({ error: true, result: `Basic ${TOKEN} is admin:${PASSWORD}` }),
  "hashes in the message": json({ error: true, result: `No user with ${BCRYPT} or ${ARGON} or ${SHA1}` }),
  "a page with all of it": { body: `<html>${TOKEN} ${PASSWORD} ${BCRYPT} ${TRACE}` },
  "unreadable JSON with all of it": {
    headers: [["Content-Type", "application/json"]],
    body: `{"${TOKEN} ${PASSWORD} ${TRACE}`,
  },
  "an exception as JSON": { ...json({ error: true, message: `SQLSTATE ${PASSWORD}` }), status: 503 },
  "a redirect with it": {
    status: 302,
    headers: [["Location", `/?a=${encodeURIComponent(TOKEN)}&h=${CHAT_HASH}`]],
  },
  "a field that does not fit": json({ error: false, result: { id: PASSWORD }, msg: { id: TOKEN } }),
  "a broken connection": "cut",
  silence: "hang",
};
const calls: Record<string, (client: LhcRestClient) => Promise<unknown>> = {
  chat: (client) => client.chat(1),
  checkOperatorMessage: (client) => client.checkOperatorMessage({ vid: VID }),
  "addMessage by hash": (client) => client.addMessage(1, "text", { hash: CHAT_HASH }),
  closeChatAsVisitor: (client) => client.closeChatAsVisitor(1, CHAT_HASH),
};
const table = Object.keys(answers).flatMap((answer) =>
  Object.keys(calls).map((call) => [answer, call] as const),
);

it.each(table)("%s, of %s", async (answer, call) => {
  server.answers = [answers[answer]!];
  const impatient = new LhcRestClient({
    ...{ baseUrl: server.origin, username: "admin", password: PASSWORD },
    ...{ retries: 0, timeout: answer === "silence" ? 0.1 : 8 },
  });
  const result = await calls[call]!(impatient).catch((error: unknown) => error);
  expectNoSecret(shown(result ?? {}));
});

it("secrets are not visible in the client", () => {
  expectNoSecret(shown(lhc));
  expectNoSecret(JSON.stringify(Object.assign({}, lhc)));
});

it("secrets are not in errors about invalid options", () => {
  const options = [
    { username: "", password: PASSWORD },
    { username: "admin", password: PASSWORD, timeout: -1 },
    { password: PASSWORD },
  ];
  for (const option of options) {
    let thrown: unknown;
    try {
      new LhcRestClient({ baseUrl: server.origin, ...option } as LhcRestOptions);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toMatchObject({ code: "bad-request" });
    expectNoSecret(shown(thrown));
  }
});

describe("a key in the base URL", () => {
  const URL_SECRETS = ["robot", "s3cret", "cr3t", "k3y-of-the-gate"];
  const expectNone = (error: unknown): void => {
    expect(error).toBeInstanceOf(Error);
    const text = shown(error).replaceAll(/^.*\bat .*$/gm, "");
    for (const secret of URL_SECRETS) expect(text).not.toContain(secret);
  };
  const passwords = [
    "s3cret",
    "s3#cr3t",
    "s3/cr3t",
    "s3?cr3t",
    "s3@cr3t",
    "12/cr3t",
    "12#cr3t",
    "12?cr3t",
    "s3\\cr3t",
  ];
  const userInfos = ["robot@", "robot:@", ...passwords.map((password) => `robot:${password}@`)];
  const bad = [
    ...userInfos.flatMap((userInfo) =>
      ["https://", "http://", "ftp://", "https:", "//", ""].map(
        (scheme) => `${scheme}${userInfo}chat.example.com/`,
      ),
    ),
    "https://robot:s3cret@chat.example.com:99999/",
    "https://robot:s3cret%40chat.example.com/",
    "https://robot:s3cret@",
    ...["https://chat.example.com:99999", "ftp://chat.example.com", "chat.example.com", "https://"].map(
      (start) => `${start}/?gateway_key=k3y-of-the-gate`,
    ),
    "https://chat.example.com/restapi/?gateway_key=k3y-of-the-gate#k3y-of-the-gate",
  ];

  it.each(bad)("is not in an error about it: %s", async (baseUrl) => {
    const make = (): unknown => new LhcRestClient({ baseUrl, username: "bob", apiKey: "key" });
    expect(make).toThrow(expect.objectContaining({ code: "bad-request" }));
    try {
      make();
    } catch (error) {
      expectNone(error);
      expect((error as Error).message).not.toMatch(/\bpage\b|base-url/);
      if (baseUrl.includes("@")) expect((error as Error).message).toMatch(/username and apiKey/);
    }
    const asked: unknown = await checkStatus({ baseUrl }).catch((thrown: unknown) => thrown);
    expect(asked).toMatchObject({ code: "config" });
    expectNone(asked);
    expect((asked as Error).message).not.toMatch(/\bpage\b/);
  });

  it("is not in an error about a URL object", () => {
    const baseUrl = new URL("https://robot:s3cret@chat.example.com/");
    expect(() => new LhcRestClient({ baseUrl })).toThrow(/^baseUrl contains an "@"/);
  });

  const keyInMessage = json({
    error: true,
    result: "Wrong gateway_key=k3y-of-the-gate, or k3y-of-the-gate%40",
  });
  const all: Record<string, WireAnswer | "cut" | "hang"> = {
    ...answers,
    "an answer that is none": json({ isonline: "maybe" }),
    "a failure that repeats the key": keyInMessage,
    "a page with a status": { status: 418, body: "k3y-of-the-gate" },
  };
  it.each(Object.entries(all))("is not in an error after %s", async (what, answer) => {
    server.answers = [answer];
    const baseUrl = `${server.origin}/?gateway_key=k3y-of-the-gate&also=${encodeURIComponent("k3y-of-the-gate@")}`;
    const timeout = what === "silence" ? 0.1 : 8;
    const client = new LhcRestClient({ baseUrl, username: "admin", apiKey: "key", retries: 0, timeout });
    const settled = await Promise.allSettled([
      client.isOnline(),
      client.isUserOnline(1),
      client.isDepartmentOnline(1, { excludeBot: true }),
      client.isDepartmentOnline("sales", { departmentMatch: "inclusive" }),
      client.isChatOnline(1),
      client.users(),
      client.chats().next(),
      checkStatus({ baseUrl }, { timeout }),
      checkStatus({ baseUrl, department: "sales", departmentMatch: "inclusive" }, { timeout }),
    ]);
    for (const { reason } of settled as PromiseRejectedResult[]) expectNone(reason);
  });

  it("is not in an error about a failed connection", async () => {
    const gone = await startWireServer();
    await gone.close();
    const baseUrl = `${gone.origin}/?gateway_key=k3y-of-the-gate`;
    expectNone(await new LhcRestClient({ baseUrl, retries: 0 }).isOnline().catch((error: unknown) => error));
    expectNone(await checkStatus({ baseUrl }).catch((error: unknown) => error));
  });

  it("is sent", async () => {
    server.requests.length = 0;
    server.answers = [{ body: '{"isonline":true}' }];
    const baseUrl = `${server.origin}/?gateway_key=k3y-of-the-gate`;
    await new LhcRestClient({ baseUrl }).isOnline();
    await checkStatus({ baseUrl });
    for (const { target } of server.requests) expect(target).toContain("gateway_key=k3y-of-the-gate");
    expect(server.requests).toHaveLength(2);
  });
});

it("a client is printed as its name and URL", () => {
  const baseUrl = "https://chat.example.com/lit/?gateway_key=k3y";
  const client = new LhcRestClient({ baseUrl, username: "bob", apiKey: "key" });
  const text = 'LhcRestClient { baseUrl: "https://chat.example.com/lit/" }';
  expect(inspect(client)).toBe(text);
  expect(format("%o %O", { client }, [client])).not.toContain("k3y");
  expect(inspect({ client })).toContain(text);
});

it("results omit the users' secret fields", async () => {
  const user = { id: 1, username: "admin", password: BCRYPT, session_id: SHA1, operation_admin: TRACE };
  server.answers = [json({ error: false, result: [user] })];
  expectNoSecret(JSON.stringify(await lhc.users()));
  const chat = { id: 1, status: 1, time: 1, dep_id: 1, user_id: 1, hash: "h", user: { password: BCRYPT } };
  server.answers = [json({ error: false, result: chat })];
  expectNoSecret(JSON.stringify(await lhc.chat(1)));
});

it("credentials are not sent if they are not needed", async () => {
  server.requests.length = 0;
  server.answers = [{ body: '{"isonline":true,"error":false}' }];
  await lhc.isOnline();
  await lhc.isUserOnline(1);
  await lhc.isDepartmentOnline(1);
  await lhc.isChatOnline(1);
  await lhc.closeChatAsVisitor(1, CHAT_HASH);
  await lhc.addMessage(1, "text", { hash: CHAT_HASH });
  expect(server.requests).toHaveLength(6);
  for (const { headers } of server.requests) expect(headers.authorization).toBeUndefined();
});

it("credentials are sent in UTF-8", async () => {
  server.requests.length = 0;
  server.answers = [json({ error: false, result: [] })];
  await lhc.users();
  expect(server.requests[0]!.headers.authorization).toBe(`Basic ${TOKEN}`);
});
