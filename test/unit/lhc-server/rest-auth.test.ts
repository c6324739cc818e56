/** Is everybody let in who may, and nobody else? */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startLhcServer, type LhcServer } from "../../../demo/lhc-server/index.ts";
import { open, until } from "./raw-http.ts";
import { ADMIN, BOB, rest } from "./rest-http.ts";

let server: LhcServer;
beforeEach(async () => {
  server = await startLhcServer();
});
afterEach(() => server.close());

const FAILED = "Authorization failed!";
const basic = (text: string): string => `Basic ${Buffer.from(text).toString("base64")}`;
/** undefined: let in */
const refusal = async (authorization: string | undefined): Promise<unknown> => {
  const headers = authorization === undefined ? {} : { Authorization: authorization };
  const { json } = await rest(server, "chats", { as: null, headers });
  return json.result;
};

describe("authorization", () => {
  it.each([
    ["nothing", undefined, "Authorization header is missing!"],
    ["a key with its user", basic(ADMIN), undefined],
    ["a lower-case scheme", basic(ADMIN).replace("Basic", "basic"), undefined],
    ["an unknown key", basic("admin:nope"), FAILED],
    ["the key of another user", basic("bob:0123456789abcdef0123456789abcdef"), FAILED],
    ["an unknown user", basic("nobody:0123456789abcdef0123456789abcdef"), FAILED],
    ["an e-mail address with a key", basic("admin@example.com:0123456789abcdef0123456789abcdef"), FAILED],
    ["a disabled key", basic("admin:disabled-key"), FAILED],
    [
      "a key for other addresses",
      basic("admin:ip-restricted-key"),
      "Rest API IP restrictions applies! 127.0.0.1",
    ],
    ["a password", basic("admin:Admin-pass-1"), undefined],
    ["a password with an e-mail address", basic("admin@example.com:Admin-pass-1"), undefined],
    ["a password of a user without one", basic("carol:"), FAILED],
    [
      "a password without the permission",
      basic("bob:Pass-bob-1"),
      expect.stringContaining("use_direct_logins"),
    ],
    ["no colon", basic("nocolon"), FAILED],
    ["no credentials", "Basic", FAILED],
    ["a bearer token", "Bearer abc", "Bearer authorization failed!"],
  ])("%s", async (_, authorization, expected) => {
    expect(await refusal(authorization)).toEqual(expected);
  });
  it("takes a key from the addresses it is for", async () => {
    server.update(({ restKeys }) => (restKeys![3]!.ips = ["10.9.8.7", "127.0.0.1"]));
    expect(await refusal(basic("admin:ip-restricted-key"))).toBeUndefined();
  });
  it("says what a broken database says", async () => {
    server.lay({ fault: "database-down" });
    expect(await refusal(basic(ADMIN))).toBe("SQLSTATE[HY000] [2002] Connection refused");
  });
  it("keeps an operator active, if asked to", async () => {
    await rest(server, "chatscount", { as: BOB });
    expect((await rest(server, "isonlineuser/2", { as: null })).json).toEqual({ isonline: false });
    await rest(server, "chatscount?update_activity", { as: BOB });
    expect((await rest(server, "isonlineuser/2", { as: null })).json).toEqual({ isonline: true });
  });
});

describe("an operator without the permission", () => {
  const needs = (module: string, name: string, before = ""): string =>
    `You do not have permission${before}. \`${module}\`, \`${name}\` is required.`;
  it.each([
    ["departaments", 400, { error: true, result: needs("lhdepartment", "list") }],
    ["departments", 400, { error: true, result: needs("lhdepartment", "list") }],
    ["department/1", 400, { error: true, result: needs("lhdepartment", "list") }],
    ["getusers", 200, { error: true, result: needs("lhuser", "userlist", " to list a users") }],
    ["user/1", 400, { error: true, result: expect.stringContaining("`userlist` is required.") }],
    [
      "getuser?user_id=1",
      200,
      { error: true, result: expect.stringContaining("or you have to be an owner") },
    ],
    ["user_departments?user_id=1", 400, { error: true, result: expect.stringContaining("an owner") }],
    ["onlineusers", 400, { error: true, result: needs("lhuser", "userlistonlineall") }],
    ["setonlinestatus/1/1", 200, { error: true, result: expect.stringContaining("`edituser`") }],
    ["updatelastactivity/1", 400, { error: true, result: expect.stringContaining("`updatelastactivity`") }],
    [
      "chat/2",
      400,
      { error: true, errors: [], result: expect.stringContaining("read to selected department") },
    ],
    ["fetchchat?chat_id=2", 200, { error: true, result: "You do not have permission to read this chat!" }],
    [
      "fetchchatmessages?chat_id=2",
      200,
      { error: true, result: "You do not have permission to read this chat!" },
    ],
  ])("%s", async (path, status, json) => {
    server.lay({ chats: [{ id: 2, department: 2 }] });
    expect(await rest(server, path, { as: BOB })).toMatchObject({ status, json });
  });
  it.each(["chats", "chatscount", "chat/1", "fetchchatmessages?chat_id=1"])("%s", async (path) => {
    server.lay({ users: { 2: { permissions: [] } } });
    expect((await rest(server, path, { as: BOB })).json.result).toBe(needs("lhchat", "use"));
  });
  it("may ask about and for themselves", async () => {
    for (const path of ["user/2", "getuser?user_id=2", "user_departments", "updatelastactivity/2"]) {
      expect((await rest(server, path, { as: BOB })).json.error).toBe(false);
    }
  });
  it("neither writes to nor closes what they only look on", async () => {
    server.lay({
      chats: [{ id: 1, department: 5 }],
      restKeys: [{ key: "k", user: 4 }],
      users: { 4: { permissions: ["lhchat.*"] } },
    });
    const dave = "dave:k";
    expect((await rest(server, "chat/1", { as: dave })).status).toBe(200);
    const write = await rest(server, "addmsgadmin", { as: dave, form: { chat_id: 1, msg: "x" } });
    expect(write).toMatchObject({ status: 400, json: { error: true, r: "You cannot read this chat!" } });
    const close = await rest(server, "setchatstatus", { as: dave, form: { chat_id: 1, status: 2 } });
    expect(close).toMatchObject({
      status: 400,
      json: { result: expect.stringContaining("modify this chat") },
    });
  });
  it("may not read what another one has taken", async () => {
    server.lay({ chats: [{ id: 1, department: 1, status: 1, user: 1 }] });
    expect((await rest(server, "chat/1", { as: BOB })).status).toBe(400);
    server.update(({ users }) => users[1]!.permissions!.push("lhchat.allowopenremotechat"));
    expect((await rest(server, "chat/1", { as: BOB })).status).toBe(200);
  });
});

describe("a request's body", () => {
  it("is read where it is a form that was sent by POST, and nowhere else", async () => {
    const chat = { id: 1, department: 1, hash: "h" };
    server.lay({ chats: [chat] });
    const form = { chat_id: 1, hash: "h", msg: "x" };
    expect((await rest(server, "addmsguser", { form, method: "PUT" })).status).toBe(503);
    const json = { "Content-Type": "application/json" };
    expect((await rest(server, "addmsguser", { form, headers: json })).status).toBe(503);
    expect((await rest(server, "addmsguser", { form })).status).toBe(200);
  });
  it("may come in pieces, but not without end", async () => {
    const target = "/restapi/addmsguser";
    const socket = open(server.origin, {
      method: "POST",
      target,
      headers: { "Content-Length": String(2 ** 20 + 1) },
    });
    const answered = until(socket, /413/);
    socket.write("x".repeat(2 ** 20));
    socket.write("x");
    expect(await answered).toMatch(/^HTTP\/1\.1 413 /);
    expect((await rest(server, "isonline", { as: null })).status).toBe(200);
  });
});

it("answers what it has not modelled by 501, and preflights like all others", async () => {
  expect((await rest(server, "chat/1", { method: "PUT" })).status).toBe(501);
  expect((await rest(server, "bots")).status).toBe(501);
  for (const path of ["chats", "startchat", "addmsguser", "bots"]) {
    expect(await rest(server, path, { as: null, method: "OPTIONS" })).toMatchObject({
      status: 200,
      text: "",
    });
  }
});
