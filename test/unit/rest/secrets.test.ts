/** What must not be seen: credentials, hashes, traces. Looked for in everything that an error or a client shows. */
import { inspect } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { LhcRestClient } from "../../../src/rest.ts";
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

/** Whatever a log might write. */
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

it("knows a secret when it sees one", () => {
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

it("is not in the client itself", () => {
  expectNoSecret(shown(lhc));
  expectNoSecret(JSON.stringify(Object.assign({}, lhc)));
});

it("is in no error about wrong options", () => {
  const options = [
    { username: "", password: PASSWORD },
    { username: "admin", password: PASSWORD, timeout: -1 },
    { password: PASSWORD },
  ];
  for (const option of options) {
    let thrown: unknown;
    try {
      new LhcRestClient({ baseUrl: server.origin, ...option });
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toMatchObject({ code: "bad-request" });
    expectNoSecret(shown(thrown));
  }
});

it("is in no result: what LHC tells of users besides is left out", async () => {
  const user = { id: 1, username: "admin", password: BCRYPT, session_id: SHA1, operation_admin: TRACE };
  server.answers = [json({ error: false, result: [user] })];
  expectNoSecret(JSON.stringify(await lhc.users()));
  const chat = { id: 1, status: 1, time: 1, dep_id: 1, user_id: 1, hash: "h", user: { password: BCRYPT } };
  server.answers = [json({ error: false, result: chat })];
  expectNoSecret(JSON.stringify(await lhc.chat(1)));
});

it("is not sent where it is not needed", async () => {
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

it("is sent as the user name and the password, in UTF-8", async () => {
  server.requests.length = 0;
  server.answers = [json({ error: false, result: [] })];
  await lhc.users();
  expect(server.requests[0]!.headers.authorization).toBe(`Basic ${TOKEN}`);
});
