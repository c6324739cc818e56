/** Faults of servers, proxies and networks lead to an LhcRestError with the right code. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { LhcRestClient, LhcRestError } from "../../../src/rest.ts";
import { json, startWireServer, type WireAnswer, type WireServer } from "./wire-server.ts";

let server: WireServer;
let lhc: LhcRestClient;
beforeAll(async () => {
  server = await startWireServer();
});
beforeEach(() => {
  server.requests.length = 0;
  lhc = new LhcRestClient({
    baseUrl: server.origin,
    username: "admin",
    apiKey: "a-key-of-admin",
    retries: 0,
  });
});
afterAll(() => server.close());

const failure = async (call: Promise<unknown>): Promise<LhcRestError> => {
  const error: unknown = await call.then(
    (result) => expect.unreachable(`a result: ${JSON.stringify(result)}`),
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(LhcRestError);
  return error as LhcRestError;
};

const page = (status: number): WireAnswer => ({
  status,
  headers: [["Content-Type", "text/html"]],
  body: "<!doctype html><title>Something</title>",
});
const html: readonly (readonly [string, string])[] = [["Content-Type", "text/html"]];
const jsonType: readonly (readonly [string, string])[] = [["Content-Type", "application/json"]];

describe("the code of", () => {
  const cases: Record<string, [WireAnswer | "cut" | { raw: string }, string]> = {
    "a permanent redirect, as for a mistyped URL": [
      { status: 301, headers: [["Location", "/index.php/"]] },
      "not-lhc",
    ],
    "a redirect of an unknown method": [{ status: 302, headers: [["Location", "/eng/"]] }, "not-lhc"],
    "a redirect without a target": [{ status: 307 }, "not-lhc"],
    "a page": [page(200), "not-lhc"],
    "a page that was not found": [page(404), "not-lhc"],
    "a page of a method that is not allowed": [page(405), "not-lhc"],
    "a proxy that wants a login": [page(401), "unauthorized"],
    "a firewall": [page(403), "forbidden"],
    "a proxy without a server": [page(502), "maintenance"],
    "a rate limit": [{ status: 429 }, "maintenance"],
    "a PHP fatal": [{ status: 500, headers: jsonType }, "maintenance"],
    "an exception with internal details": [
      { ...json({ error: true, message: "SQLSTATE" }), status: 503 },
      "maintenance",
    ],
    "an empty body": [{ headers: html }, "bad-answer"],
    "an empty JSON body": [{ headers: jsonType }, "bad-answer"],
    "cut JSON": [{ headers: jsonType, body: '{"error":false,"result":{"id":1' }, "network"],
    "JSON that is cut after an inner bracket": [
      { headers: jsonType, body: '{"error":false,"result":{"id":1}' },
      "network",
    ],
    "JSON that is cut within a text": [{ headers: jsonType, body: '{"msg":"}]\\"' }, "network"],
    "a cut list": [{ headers: jsonType, body: '\n[{"user_id":1},' }, "network"],
    "half of the JSON, with the connection closed and no length": [
      { raw: 'HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{"error":false,"result":{"id":1' },
      "network",
    ],
    "half of the JSON of a failure": [
      { status: 400, headers: jsonType, body: '{"error":true,"res' },
      "network",
    ],
    "JSON with a suffix": [{ headers: jsonType, body: '{"error":false}<b>Warning</b>: "' }, "bad-answer"],
    "invalid JSON in brackets": [{ headers: jsonType, body: "{error: false}" }, "bad-answer"],
    "a PHP warning before JSON": [{ headers: jsonType, body: '<b>Warning</b>{"error":false}' }, "not-lhc"],
    "a connection reset": ["cut", "network"],
    "unrelated JSON": [json({ status: "ok" }), "bad-answer"],
    null: [json(null), "bad-answer"],
    "a list instead of a chat": [json({ error: false, result: [] }), "bad-answer"],
    "a chat without a number": [json({ error: false, result: { id: "x" } }), "bad-answer"],
    "400 without a reason": [{ ...json({}), status: 400 }, "bad-answer"],
    "a failure without a message": [json({ error: true }), "bad-request"],
    "a failure with a list": [json({ error: true, result: ["Please enter your message"] }), "bad-request"],
    "a role without the function": [
      json({ error: true, result: "You do not have permission. `lhchat`, `use` is required." }),
      "forbidden",
    ],
    "a chat of another department": [
      json({ error: true, result: "You do not have permission to read this chat!" }),
      "forbidden",
    ],
    "a chat that the database does not have": [
      {
        ...json({ error: true, result: "No object of class 'erLhcoreClassModelChat' with id '9'." }),
        status: 400,
      },
      "not-found",
    ],
  };
  it.each(Object.entries(cases))("%s", async (_what, [answer, code]) => {
    server.answers = [answer];
    expect((await failure(lhc.chat(1))).code).toBe(code);
    expect(server.requests).toHaveLength(1);
  });

  it("a closed port", async () => {
    const gone = await startWireServer();
    await gone.close();
    const error = await failure(
      new LhcRestClient({ baseUrl: gone.origin, username: "admin", apiKey: "k", retries: 0 }).users(),
    );
    expect(error).toMatchObject({ code: "network", reason: "ECONNREFUSED" });
    expect(error.message).toContain("ECONNREFUSED");
  });

  it("a server that hangs", async () => {
    server.answers = ["hang"];
    const patient = new LhcRestClient({
      baseUrl: server.origin,
      username: "admin",
      apiKey: "k",
      retries: 0,
      timeout: 0.1,
    });
    expect(await failure(patient.users())).toMatchObject({ code: "timeout" });
  });

  // LHC's own translations of "Authorization failed!".
  it.each([
    "Authentifizierung fehlgeschlagen!",
    "Autorizacija nepavyko!",
    "L'autorisation a échoué !",
    "¡Autorización fallida!",
    "Não autorizado!",
    "Autoryzacja nie powiodła się!",
    "Autorizația a eșuat!",
    "Autoriseerimine ebaõnnestus!",
    "A hitelesítés sikertelen",
    "Yetkilendirme başarısız oldu!",
    "Авторизация не прошла!",
    "Помилка авторизації!",
    "認証に失敗した！",
    "验证失败!",
    "驗證失敗!",
    "خطا در ورود",
    "授权标头丢失！",
  ])("%s, in the language of a site access", async (message) => {
    server.answers = [json({ error: true, result: { errors: message } })];
    expect(await failure(lhc.checkOperatorMessage())).toMatchObject({
      code: "unauthorized",
      lhcMessage: message,
    });
  });

  it.each([
    ["Si applicano le restrizioni IP dell'API di riposo!", "forbidden"],
    ["Действуют ограничения на IP-адреса Rest API!", "forbidden"],
    ['Neturite leidimo tiesiogiai naudoti REST API. "lhrestapi", "use_direct_logins" trūksta!', "forbidden"],
    ["Vous n'avez pas l'autorisation de lire ce chat !", "forbidden"],
    ["Konnte keinen Chat nach chat_id finden!", "not-found"],
    ["Įveskite žinutę", "bad-request"],
  ])("%s", async (message, code) => {
    server.answers = [json({ error: true, result: message })];
    expect((await failure(lhc.messages(1))).code).toBe(code);
  });
});

it("reads the first of two concatenated answers, as for a blocked country", async () => {
  server.answers = [
    {
      headers: jsonType,
      body:
        '{"error":false,"result":{"vid":"v","action":"disable_check"}}' +
        '{"error":false,"result":{"action":"continue","vid":"v"}}',
    },
  ];
  expect(await lhc.checkOperatorMessage({ vid: "v" })).toEqual({ action: "disable_check" });
});

it("reads a reopened chat", async () => {
  server.answers = [
    json({ error: false, result: { vid: "v", action: "reopen_chat", args: { chat_id: "7", hash: "h" } } }),
  ];
  expect(await lhc.checkOperatorMessage()).toEqual({
    action: "reopen_chat",
    vid: "v",
    chat_id: 7,
    hash: "h",
  });
});

it("rejects an unknown action", async () => {
  server.answers = [json({ error: false, result: { vid: "v", action: "dance" } })];
  expect((await failure(lhc.checkOperatorMessage())).code).toBe("bad-answer");
});

it("converts numeric strings to numbers and missing fields to null", async () => {
  const chat = {
    id: "1",
    status: "2",
    time: "3",
    dep_id: "4",
    user_id: "0",
    hash: "h",
    nick: null,
    has_unread_messages: "",
  };
  server.answers = [json({ error: false, result: chat })];
  expect(await lhc.chat(1)).toMatchObject({
    id: 1,
    status: 2,
    dep_id: 4,
    user_id: 0,
    nick: null,
    email: null,
    has_unread_messages: 0,
  });
});

it("names the invalid field", async () => {
  server.answers = [json({ error: false, result: { id: 1, status: "open" } })];
  expect((await failure(lhc.chat(1))).message).toContain("status");
});

it("does not follow redirects, which would count a visitor for a mistyped URL", async () => {
  server.answers = [{ status: 301, headers: [["Location", "/index.php/chat/start"]] }];
  expect((await failure(lhc.isOnline())).message).toContain("Check baseUrl");
  expect(server.requests).toHaveLength(1);
});

it("reports Retry-After", async () => {
  server.answers = [{ status: 503, headers: [["Retry-After", "300"]] }];
  expect(await failure(lhc.isOnline())).toMatchObject({
    code: "maintenance",
    httpStatus: 503,
    retryAfter: 300,
  });
});

it.each([
  ["2147484", 2_147_484],
  ["Tue, 19 Jan 2038 03:14:07 GMT", 2 ** 31 - 1 - Date.now() / 1000],
])("reports a long Retry-After: %s", async (header, seconds) => {
  server.answers = [{ status: 503, headers: [["Retry-After", header]] }];
  expect((await failure(lhc.isOnline())).retryAfter).toBeGreaterThan(seconds - 60);
});

it("rejects with the signal's reason, before and during a request", async () => {
  server.answers = ["hang"];
  const reason = new Error("enough");
  await expect(lhc.users({ signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  expect(server.requests).toHaveLength(0);
  const controller = new AbortController();
  const asked = lhc.users({ signal: controller.signal });
  await server.asked(1);
  controller.abort(reason);
  await expect(asked).rejects.toBe(reason);
});
