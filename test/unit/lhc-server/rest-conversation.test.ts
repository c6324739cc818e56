/** Does a conversation hold together: what one side writes, does the other read, and do the lists agree? */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startLhcServer, type LhcServer } from "../../../demo/lhc-server/index.ts";
import { BOB, rest, type ChatJson } from "./rest-http.ts";

let server: LhcServer;
let now = Date.UTC(2026, 10, 22, 12);
beforeEach(async () => {
  now = Date.UTC(2026, 10, 22, 12);
  server = await startLhcServer({ state: { activeUsers: [1, 2] }, now: () => now });
});
afterEach(() => server.close());

const ask: (path: string, options?: Parameters<typeof rest>[2]) => ReturnType<typeof rest> = (
  path,
  options,
) => rest(server, path, options);
const newVisitor = async (): Promise<string> =>
  (await ask("chatcheckoperatormessage", { form: { ip: "203.0.113.7" } })).json.result.vid;
const newChat = async (vid = "", form = {}): Promise<ChatJson> =>
  (
    await ask(`startchat${vid && `/(vid)/${vid}`}`, {
      form: { Question: "Is anyone there? é", DepartamentID: 1, data: "{}", ...form },
    })
  ).json.result.chat;
const texts = (messages: { msg: string }[]): string[] => messages.map(({ msg }) => msg);

describe("a whole conversation", () => {
  it("goes from the first visit to the end", async () => {
    const vid = await newVisitor();
    expect(vid).toMatch(/^[0-9a-f]{32}$/);
    const again = await ask(`chatcheckoperatormessage/(vid)/${vid}`, { form: {} });
    expect(again.json).toEqual({ error: false, result: { action: "continue", vid } });

    server.update(({ visitors }) =>
      Object.assign(visitors![0]!, { operatorMessage: "Help?", operatorUser: 2 }),
    );
    const read = await ask(`chatcheckoperatormessage/(vid)/${vid}`, { form: {} });
    expect(read.json.result).toEqual({
      vid,
      action: "read_message",
      args: { name_support: "Bob Brown", message: "Help?", url_append: `/(vid)/${vid}` },
    });

    const chat = await newChat(vid, { proactive: 1 });
    expect(chat).toMatchObject({ id: 1, status: 0, dep_id: 1, online_user_id: 1, nick: "Visitor" });
    const seen = await ask(`chatcheckoperatormessage/(vid)/${vid}`, { form: {} });
    expect(seen.json.result.action).toBe("continue");

    const visitor = { as: null, form: { chat_id: chat.id, hash: chat.hash, msg: "Hello?" } };
    expect((await ask("addmsguser", visitor)).json).toMatchObject({
      error: false,
      msg: { id: 3, user_id: 0 },
    });
    const status = `checkchatstatus?chat_id=${chat.id}&hash=${chat.hash}`;
    expect((await ask(status)).json.result).toMatchObject({ activated: false, closed: false });

    const operator = { as: BOB, form: { chat_id: chat.id, msg: "Here I am" } };
    expect((await ask("addmsgadmin", operator)).json).toMatchObject({
      error: false,
      msg: { id: 4, msg: "Here I am", user_id: 2, name_support: "Bob Brown" },
    });
    expect((await ask(status)).json.result).toMatchObject({
      activated: true,
      status: "Bob Brown has joined this chat",
      user: { id: 2, password: expect.any(String) },
    });

    const all = (await ask(`fetchchatmessages?chat_id=${chat.id}`, { as: BOB })).json.result;
    const accepted = "Bob Brown has accepted the pending chat by sending a message!";
    expect(texts(all.messages)).toEqual(["Help?", "Is anyone there? é", "Hello?", "Here I am", accepted]);
    const since = `fetchchatmessages?chat_id=${chat.id}&last_message_id=3`;
    expect(texts((await ask(since)).json.result.messages)).toEqual(["Here I am", accepted]);
    const visible = (await ask(`${since}&ignore_system_messages=true`)).json.result;
    expect([texts(visible.messages), visible.lmid]).toEqual([["Here I am"], 5]);

    const close = await ask("setchatstatus", { as: BOB, form: { chat_id: chat.id, status: 2 } });
    expect(close.json).toEqual({ error: false, result: "Status changed!" });
    expect((await ask(since)).json.result.closed).toBe(true);
    expect((await ask(`chat/${chat.id}`)).json.result).toMatchObject({ status: 2, cls_time: now / 1000 });
    expect((await ask("addmsguser", visitor)).status).toBe(400);
  });

  it("counts who waits in a department", async () => {
    const pending = async (): Promise<number> =>
      (await ask("department/1")).json.result.pending_chats_counter;
    const chat = await newChat();
    await newChat();
    expect(await pending()).toBe(2);
    await ask("addmsgadmin", { as: BOB, form: { chat_id: chat.id, msg: "x" } });
    expect(await pending()).toBe(1);
    await ask("setchatstatus", { form: { chat_id: chat.id, status: 0 } });
    expect(await pending()).toBe(2);
    await ask("setchatstatus", { form: { chat_id: chat.id, status: 2 } });
    expect(await pending()).toBe(1);
  });

  it("tells the second in the queue so", async () => {
    await newChat();
    const { id, hash } = await newChat();
    const { json } = await ask(`checkchatstatus?chat_id=${id}&hash=${hash}`);
    expect(json.result.status).toBe("You are number 2 in the queue. Please wait...");
  });
});

describe("a visitor", () => {
  it("is found again by the vid, and by no other way", async () => {
    const vid = await newVisitor();
    await ask(`chatcheckoperatormessage/(vid)/${vid}/(count_page)/1/(department)/5`);
    await ask(`chatcheckoperatormessage?vid=${vid}`);
    expect(server.installation.visitors).toMatchObject([{ vid, pages: 1, department: 5 }, { id: 2 }]);
  });
  it("begins a new visit after half an hour, and forgets a chat that is over", async () => {
    const vid = await newVisitor();
    await newChat(vid);
    const view = `chatcheckoperatormessage/(vid)/${vid}/(count_page)/1`;
    await ask(view);
    now += 1800_000;
    await ask(view);
    expect(server.installation.visitors![0]).toMatchObject({ pages: 2, chat: 1 });
    now += 1801_000;
    await ask(view);
    expect(server.installation.visitors![0]).toMatchObject({ pages: 1, chat: 1, lastVisit: now / 1000 });
    await ask("setchatstatus", { form: { chat_id: 1, status: 2 } });
    now += 1801_000;
    await ask(view);
    expect(server.installation.visitors![0]).toMatchObject({ chat: 0 });
  });
  it("is where the last request says", async () => {
    const vid = await newVisitor();
    expect(server.installation.visitors![0]!.ip).toBe("203.0.113.7");
    await ask(`chatcheckoperatormessage/(vid)/${vid}`, { form: { ip: "203.0.113.8" } });
    expect(server.installation.visitors![0]!.ip).toBe("203.0.113.8");
  });
  it("who leaves has seen the operator's message, and is called back no more", async () => {
    const vid = await newVisitor();
    const { id, hash } = await newChat(vid);
    server.update(({ visitors, chats }) => {
      Object.assign(visitors![0]!, { operatorMessage: "Help?", messageSeen: false, reopenChat: true });
      chats![0]!.visitorStatus = 2;
    });
    await ask(`closechatasvisitor?vid=${vid}&chat_id=${id}&hash=${hash}`, { as: null });
    expect(server.installation.visitors![0]).toMatchObject({ messageSeen: true, reopenChat: false });
  });
  it.each([2, 5])("writes nothing after the chat, in a form or survey (%i)", async (statusSub) => {
    const { id, hash } = await newChat();
    server.update(({ chats }) => (chats![0]!.statusSub = statusSub));
    const { json } = await ask("addmsguser", { as: null, form: { chat_id: id, hash, msg: "x" } });
    expect(json.r).toBe("You cannot send messages to this chat. Please refresh your browser.");
  });
  it("of a country without chat gets two JSON objects in a row", async () => {
    const vid = await newVisitor();
    server.update(({ settings, visitors }) => {
      settings.availableFor = ["lt"];
      visitors![0]!.country = "de";
    });
    const path = `chatcheckoperatormessage/(vid)/${vid}`;
    expect((await ask(path)).text).toBe(
      `{"error":false,"result":{"vid":"${vid}","action":"disable_check"}}` +
        `{"error":false,"result":{"action":"continue","vid":"${vid}"}}`,
    );
    server.update(({ visitors }) => (visitors![0]!.country = "lt"));
    expect((await ask(path)).json.result.action).toBe("continue");
  });
  it("who has left is called back by an operator's message", async () => {
    const vid = await newVisitor();
    const { id, hash } = await newChat(vid);
    const left = await ask(`closechatasvisitor?vid=${vid}&chat_id=${id}&hash=${hash}`, { as: null });
    expect(left.json).toEqual({ error: false, result: true });
    await ask("addmsgadmin", { form: { chat_id: id, msg: "Are you there?" } });
    const { json } = await ask(`chatcheckoperatormessage/(vid)/${vid}`);
    expect(json.result).toEqual({ vid, action: "reopen_chat", args: { chat_id: id, hash } });
  });
  it("who has closed the chat is not", async () => {
    const vid = await newVisitor();
    const { id, hash } = await newChat(vid);
    await ask(`closechatasvisitor?vid=${vid}&chat_id=${id}&hash=${hash}&eclose=1`, { as: null });
    expect((await ask(`chat/${id}`)).json.result).toMatchObject({ user_status: 1, status_sub: 3 });
    await ask("setchatstatus", { form: { chat_id: id, status: 1 } });
    await ask("addmsgadmin", { form: { chat_id: id, msg: "Are you there?" } });
    expect((await ask(`chatcheckoperatormessage/(vid)/${vid}`)).json.result.action).toBe("continue");
  });
  it("gets no message into a chat without its hash", async () => {
    const { id } = await newChat();
    for (const form of [{ msg: "x" }, { msg: "x", hash: "" }, { msg: "x", hash: "no" }]) {
      const { status, json } = await ask("addmsguser", { as: null, form: { chat_id: id, ...form } });
      expect([status, json.r]).toEqual([400, "Authorization header is missing!"]);
    }
    expect((await ask("addmsguser", { as: null, form: { chat_id: id } })).status).toBe(503);
  });
  it("writes 500 characters and no more", async () => {
    const { id, hash } = await newChat();
    const write = (msg: string) => ask("addmsguser", { as: null, form: { chat_id: id, hash, msg } });
    expect((await write("é".repeat(500))).status).toBe(200);
    expect((await write("é".repeat(501))).status).toBe(400);
  });
  it("may send several messages at once", async () => {
    const { id, hash } = await newChat();
    const form = { chat_id: id, hash, msg: "one[[msgitm]] [[msgitm]]two" };
    expect((await ask("addmsguser", { as: null, form })).json.msg).toMatchObject({
      id: 3,
      chat_id: String(id),
      msg: "one\n \ntwo",
    });
    const { messages } = (await ask(`fetchchatmessages?chat_id=${id}`)).json.result;
    expect(texts(messages)).toEqual(["Is anyone there? é", "one", "two"]);
  });
});

describe("a new chat", () => {
  it("begins with the operator's message only if it follows from that", async () => {
    const vid = await newVisitor();
    server.update(({ visitors }) => (visitors![0]!.operatorMessage = "Help?"));
    await newChat(vid);
    expect(server.installation.messages).toMatchObject([{ text: "Is anyone there? é" }]);
  });
  it("knows how long it took until an operator came", async () => {
    const { id } = await newChat();
    now += 30_000;
    await ask("addmsgadmin", { form: { chat_id: id, msg: "x" } });
    expect((await ask(`chat/${id}`)).json.result).toMatchObject({ wait_time: 30, last_msg_id: 3 });
  });
  it("forgets the question where the path names a department", async () => {
    const { json } = await ask("startchat/(department)/1", { form: { Question: "lost", data: "{}" } });
    expect(json.result.chat).toMatchObject({ last_msg_id: 0, unanswered_chat: 0 });
    expect(server.installation.messages ?? []).toEqual([]);
  });
  it("goes to the first open department by default, whatever the path says", async () => {
    const { json } = await ask("startchat/(department)/2", { form: { data: "{}" } });
    expect(json.result.chat.dep_id).toBe(10);
  });
  it.each([
    [{ Question: " " }, { question: "Please enter your message" }],
    [{ Question: "x".repeat(501) }, { question: "Maximum 500 characters for a message" }],
    [{ Question: "x", DepartamentID: -1 }, { department: "Please choose department!" }],
    [{ Question: "x", DepartamentID: 9 }, { department: expect.stringContaining("overloaded") }],
  ])("is refused with %j", async (form, errors) => {
    expect((await ask("startchat", { form })).json).toEqual({ error: true, result: { errors } });
    expect(server.installation.chats ?? []).toEqual([]);
  });
});

describe("the list of chats", () => {
  beforeEach(() =>
    server.update((installation) => {
      installation.chats = [1, 2, 3, 4].map((id) => ({
        id,
        department: id < 3 ? 1 : 2,
        status: id === 1 ? 2 : 0,
        user: id === 1 ? 2 : 0,
        nick: `N${id}`,
        time: id * 100,
      }));
      installation.visitors = [{ id: 7, vid: "v".repeat(32) }];
      installation.chats[3]!.visitor = 7;
    }),
  );
  it.each([
    ["", [4, 3, 2, 1]],
    ["limit=2", [4, 3]],
    ["limit=2&offset=1", [3, 2]],
    ["limit=0", [4, 3, 2, 1]],
    ["status=2", [1]],
    ["status=0", [4, 3, 2, 1]],
    ["status_ids=0,1", [4, 3, 2]],
    ["departament_id=2", [4, 3]],
    ["departament_ids=1,5", [2, 1]],
    ["user_ids=2", [1]],
    ["has_operator=false", [4, 3, 2]],
    ["has_operator=true", [1]],
    ["nick=N3", [3]],
    ["id_gt=2", [4, 3]],
    ["time_gt=200&time_lt=400", [3]],
    [`vid=${"v".repeat(32)}`, [4]],
    ["vid=unknown", []],
  ])("%s", async (query, ids) => {
    const { json } = await ask(`chats?${query}`);
    expect(json.list.map(({ id }) => id)).toEqual(ids);
    const isPage = /limit=2/.test(query);
    expect(json.list_count).toBe(isPage ? 4 : ids.length);
    expect((await ask(`chatscount?${query}`)).json.list_count).toBe(json.list_count);
  });
  it("has an operator's departments alone", async () => {
    const { json } = await ask("chats", { as: BOB });
    expect(json.list.map(({ id }) => id)).toEqual([2, 1]);
    expect(json.filter.customfilter).toEqual(["(lh_chat.dep_id IN (1,3,4,8,9,10))"]);
  });
  it("has messages where asked for, of chats that have any", async () => {
    await ask("addmsgadmin", { as: BOB, form: { chat_id: 2, msg: "x" } });
    const { list } = (await ask("chats?include_messages=true&departament_id=1")).json;
    expect(list[0]?.messages).toHaveLength(2);
    expect(list[1]).not.toHaveProperty("messages");
  });
});

describe("an operator", () => {
  it("is listed by onlineusers with the department that is asked for, and personal data on request", async () => {
    const { json } = await ask("onlineusers?dep_id=3&include_user=true");
    expect(json).toMatchObject([
      { id: 3, user_id: 2, dep_id: 3, user: { username: "bob", departments_ids: "1,3,4,8,9,10" } },
    ]);
  });
  it("goes offline and comes back for the public endpoints too", async () => {
    const online = async (): Promise<unknown> => (await ask("isonlineuser/2", { as: null })).json.isonline;
    await ask("setonlinestatus/2/0");
    expect(await online()).toBe(false);
    await ask("setonlinestatus/2/1");
    expect(await online()).toBe(true);
  });
  it("stays online by activity that is reported", async () => {
    server.lay({ users: { 3: { secondsSinceActivity: 1000 } } });
    const online = async (): Promise<unknown> => (await ask("isonlineuser/3", { as: null })).json.isonline;
    expect(await online()).toBe(false);
    await ask("updatelastactivity/3");
    expect(await online()).toBe(true);
    now += 301_000;
    expect(await online()).toBe(false);
  });
  it("is found by name, address and password", async () => {
    expect((await ask("getuser?username=bob&password=Pass-bob-1")).json.result).toMatchObject({
      id: 2,
      pass_verified: 1,
    });
    expect((await ask("getuser", { form: { email: "carol@example.com" } })).json.result.id).toBe(3);
    expect((await ask("getuser")).json).toEqual({ error: true, result: "User could not be found!" });
  });
  it("who closes another one's chat without the permission closes nothing", async () => {
    const { id } = await newChat();
    await ask("setchatstatus", { form: { chat_id: id, status: 1 } });
    server.update(({ users }) => (users[1]!.permissions = ["lhchat.use", "lhchat.allowopenremotechat"]));
    const close = await ask("setchatstatus", { as: BOB, form: { chat_id: id, status: 2 } });
    expect(close.json).toEqual({ error: false, result: "Status changed!" });
    expect((await ask(`chat/${id}`)).json.result).toMatchObject({ status: 1, user_id: 1 });
  });
  it.each([
    [{}, "chat_id has to be provided!"],
    [{ chat_id: 99, status: 2 }, "No object of class 'erLhcoreClassModelChat' with id '99'."],
    [{ chat_id: 1, status: 6 }, "Unknown status!"],
    [{ chat_id: 1 }, "Unknown status!"],
  ])("who sets a status by %j hears why not", async (form, result) => {
    await newChat();
    const { status, json } = await ask("setchatstatus", { form });
    expect([status, json]).toEqual([400, { error: true, result }]);
  });
  it.each([
    [{}, { user_id: 1, name_support: "Ada Admin" }],
    [{ sender: "system" }, { user_id: -1 }],
    [{ sender: "bot" }, { user_id: -2 }],
    [{ user_id: 3 }, { user_id: 3, name_support: "Carol Chen" }],
    [{ operator_name: "Desk" }, { user_id: 1, name_support: "Desk" }],
  ])("writes as %j", async (form, message) => {
    const { id } = await newChat();
    const { json } = await ask("addmsgadmin", { form: { chat_id: id, msg: "x", ...form } });
    expect(json.msg).toMatchObject(message);
    const isAccepted = message.user_id > 0;
    expect((await ask(`chat/${id}`)).json.result).toMatchObject({
      status: isAccepted ? 1 : 0,
      user_id: isAccepted ? message.user_id : 0,
    });
  });
  it.each([
    [{ msg: "x" }, "Required input field 'chat_id' missing."],
    [{ chat_id: 1 }, "Required input field 'msg' missing."],
    [{ chat_id: 1, msg: " " }, "Please enter a message!"],
    [{ chat_id: 99, msg: "x" }, "Chat could not be found!"],
    [{ chat_id: 1, msg: "x", user_id: 99 }, "Operator with provided user_id could not be found!"],
  ])("who writes %j hears why not", async (form, r) => {
    await newChat();
    const { status, json } = await ask("addmsgadmin", { form });
    expect([status, json]).toEqual([400, { error: true, r }]);
  });
  it("finds the chat with its owner", async () => {
    const { id, hash } = await newChat();
    expect((await ask(`fetchchat?chat_id=${id}`)).json.chat).toMatchObject({
      user: false,
      plain_user_name: false,
      archive: null,
    });
    await ask("setchatstatus", { as: BOB, form: { chat_id: id, status: 1 } });
    expect((await ask(`fetchchat?chat_id=${id}&hash=${hash}`)).json.chat).toMatchObject({
      user: { username: "bob" },
      plain_user_name: "Bob Brown",
    });
  });
  it("who is new to the chat makes the visitor's window ask for the status, once", async () => {
    const { id } = await newChat();
    await ask("addmsgadmin", { form: { chat_id: id, msg: "x" } });
    const path = `fetchchatmessages?chat_id=${id}`;
    expect((await ask(path)).json.result.check_status).toBe(false);
    expect((await ask(`${path}&workflow=true`)).json.result.check_status).toBe(true);
    expect((await ask(`chat/${id}`)).json.result).toMatchObject({ has_unread_op_messages: 0, status_sub: 0 });
    expect((await ask(`${path}&workflow=true`)).json.result.check_status).toBe(false);
  });
  it.each([
    [2, { status: 2, cls_time: 1795348800 }, "has closed the chat!"],
    [0, { status: 0, user_id: 0, has_unread_messages: 1 }, "has changed chat status to pending!"],
    [5, { status: 5, user_id: 0 }, "has changed chat status to bot!"],
    [3, { status: 3, user_id: 1 }, undefined],
  ])("sets an active chat to %i", async (status, row, said) => {
    server.update((installation) => {
      installation.chats = [{ id: 1, department: 1, status: 1, user: 1 }];
    });
    await ask("setchatstatus", { form: { chat_id: 1, status } });
    expect((await ask("chat/1")).json.result).toMatchObject(row);
    const { messages } = (await ask("fetchchatmessages?chat_id=1")).json.result;
    expect(texts(messages)).toEqual(said === undefined ? [] : [`Ada Admin ${said}`]);
  });
  it.each([
    ["", [1, 2]],
    ["dep_id=1", [2]],
    ["include_offline=true", [1, 2, 3, 4]],
    ["include_offline=true&include_disabled=true", [1, 2, 3, 4, 5]],
  ])("is listed by onlineusers?%s", async (query, ids) => {
    const { json } = await ask(`onlineusers?${query}`);
    expect((json as unknown as { user_id: number }[]).map(({ user_id }) => user_id)).toEqual(ids);
  });
});
