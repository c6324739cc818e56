/** Arguments that LHC would misread or ignore are rejected. Requests have the form that LHC expects. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ChatStatus, LhcRestClient, LhcRestError, messageAuthor } from "../../../src/rest.ts";
import { json, startWireServer, type WireServer } from "./wire-server.ts";

let server: WireServer;
let lhc: LhcRestClient;
beforeAll(async () => {
  server = await startWireServer();
});
beforeEach(() => {
  server.requests.length = 0;
  server.answers = [json({ error: false, list: [], list_count: 0, result: { action: "disable_check" } })];
  lhc = new LhcRestClient({ baseUrl: server.origin, username: "admin", apiKey: "a-key" });
});
afterAll(() => server.close());

const invalidCalls: Record<string, [() => Promise<unknown>, string]> = {
  "a number and letters": [() => lhc.chat("1abc"), "id=1abc"],
  "no id": [() => lhc.chat(undefined as never), "id=undefined"],
  "a list for an id": [() => lhc.chat([1] as never), "id=1"],
  "a missing department, which would mean the whole site": [
    () => lhc.isDepartmentOnline(undefined as never),
    "id=undefined",
  ],
  "no alias": [() => lhc.isDepartmentOnline(null as never, { departmentMatch: "inclusive" }), "department="],
  "a name for a user": [() => lhc.isUserOnline("bob"), "id=bob"],
  "an empty list, which LHC treats as all": [() => lhc.chatsCount({ department: [] }), "department=[]"],
  "no status": [() => lhc.chatsCount({ status: [] }), "status=[]"],
  "an unknown status": [() => lhc.chatsCount({ status: 6 as never }), "status=6"],
  "a name for a status": [() => lhc.setChatStatus(1, "closed" as never), "status=closed"],
  "an empty nick, which LHC treats as all": [() => lhc.chatsCount({ nick: " " }), "nick="],
  "a fraction of a second": [
    () => lhc.chatsCount({ after: 1753000000.5 }),
    "after=1753000000.5 must be a whole number",
  ],
  "a time as text": [() => lhc.chatsCount({ before: "1753000000" as never }), "before=1753000000 (string)"],
  "a vid that LHC would truncate": [
    () => lhc.checkOperatorMessage({ vid: "v".repeat(51) }),
    "vid=… is longer",
  ],
  "such a vid of a visitor": [() => lhc.trackVisitor({ vid: "v".repeat(51) }).next(), "vid=… is longer"],
  "such a vid of a chat": [() => lhc.startChat({ vid: "v".repeat(51) }), "vid=… is longer"],
  "such a vid in a filter": [() => lhc.chatsCount({ vid: "v".repeat(51) }), "vid=… is longer"],
  "an id that JavaScript cannot hold": [() => lhc.chat("9007199254740993"), "id=9007199254740993"],
  "such an id of a message": [() => lhc.messages(1, { since: 2 ** 53 }), "since=9007199254740992"],
  "an unknown match": [
    () => lhc.isDepartmentOnline(1, { departmentMatch: "all" as never }),
    "departmentMatch=all",
  ],
  "options that are not an object": [() => lhc.messages(1, 7 as never), "options=[object Number]"],
  "a signal instead of options": [
    () => lhc.chat(1, new AbortController().signal as never),
    "options=[object AbortSignal]",
  ],
  "URLSearchParams as a filter": [
    () => lhc.chats(new URLSearchParams("status=0") as never).next(),
    "options=[object URLSearchParams]",
  ],
  "a controller instead of its signal": [
    () => lhc.users({ signal: new AbortController() as never }),
    "signal=",
  ],
  "onError that is not a function": [
    () => lhc.trackVisitor({}, { onError: "log" as never }).next(),
    "onError=log",
  ],
  "an invalid time": [() => lhc.chatsCount({ after: Number.NaN }), "after=NaN"],
  milliseconds: [() => lhc.chatsCount({ after: Date.now() }), "after="],
  "an empty message": [() => lhc.addMessage(1, "  "), "text="],
  "an empty hash, which would not be sent": [() => lhc.addMessage(1, "text", { hash: "" }), "hash="],
  "no hash": [() => lhc.closeChatAsVisitor(1, undefined as never), "hash="],
  "a text for a boolean, because LHC treats `true` as offline": [
    () => lhc.setUserOnline(1, "true" as never),
    "online=true",
  ],
  "a vid with a slash": [() => lhc.checkOperatorMessage({ vid: "a/b" }), "vid="],
  "a vid of dots": [() => lhc.checkOperatorMessage({ vid: ".." }), "vid="],
  "a vid that is a parameter": [() => lhc.checkOperatorMessage({ vid: "(vid)" }), "vid="],
  "a theme that is empty": [() => lhc.checkOperatorMessage({ theme: "" }), "theme="],
  "a lone surrogate": [() => lhc.checkOperatorMessage({ identifier: "\ud83d" }), "identifier="],
  "a time zone in minutes": [() => lhc.checkOperatorMessage({ timeZone: 120 }), "timeZone=120"],
  "an interval that is too short for a visitor": [
    () => lhc.trackVisitor({}, { interval: 1 }).next(),
    "interval=1",
  ],
  "an interval that is too short for messages": [
    () => lhc.followMessages(1, { interval: 0 }).next(),
    "interval=0",
  ],
  "a negative message id": [() => lhc.messages(1, { since: -1 }), "since=-1"],
};

it.each(Object.entries(invalidCalls))("%s", async (_what, [call, named]) => {
  const error = await call().catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(LhcRestError);
  expect(error).toMatchObject({ code: "bad-request" });
  expect(error).not.toHaveProperty("httpStatus");
  expect((error as Error).message).toContain(named);
  expect(server.requests).toHaveLength(0);
});

it.each([
  [{ baseUrl: "" }, "baseUrl"],
  [{ baseUrl: "chat.example.com" }, "baseUrl"],
  [{ baseUrl: "ftp://chat.example.com/" }, "baseUrl"],
  [{ baseUrl: "https://admin:secret@chat.example.com/" }, "baseUrl"],
  [{ baseUrl: "https://chat.example.com/restapi/" }, "baseUrl"],
  [{ baseUrl: "https://chat.example.com/", username: "bob" }, "apiKey"],
  [{ baseUrl: "https://chat.example.com/", username: "bob", apiKey: "" }, "apiKey"],
  [{ baseUrl: "https://chat.example.com/", apiKey: "k" }, "username"],
  [{ baseUrl: "https://chat.example.com/", timeout: 0 }, "timeout"],
  [{ baseUrl: "https://chat.example.com/", timeout: "8" }, "timeout"],
  [{ baseUrl: "https://chat.example.com/", retries: "2" }, "retries"],
  [{ baseUrl: "https://chat.example.com/", retries: -1 }, "retries"],
  [{ baseUrl: "https://chat.example.com/", retries: 1.5 }, "retries"],
  [{ baseUrl: "https://chat.example.com/", retries: Infinity }, "retries"],
  [{ baseUrl: "https://chat.example.com/", retries: Number.NaN }, "retries"],
  [{ baseUrl: "https://chat.example.com/", username: "a:b", apiKey: "k" }, "username"],
  [{ baseUrl: "https://chat.example.com/", username: "bob\n", apiKey: "k" }, "username"],
  [{ baseUrl: "https://chat.example.com/", username: "bob", apiKey: "k\r\ny" }, "apiKey"],
  [{ baseUrl: "https://chat.example.com/", username: "bob", apiKey: "\n" }, "apiKey"],
  [{ baseUrl: "https://chat.example.com/", username: "bob", password: "p\n" }, "password"],
  [undefined, "baseUrl"],
  [null, "baseUrl"],
])("an option: %j", (options, named) => {
  expect(() => new LhcRestClient(options as never)).toThrow(expect.objectContaining({ code: "bad-request" }));
  expect(() => new LhcRestClient(options as never)).toThrow(new RegExp(`^${named}`));
});

/** The call and the correct option. */
const misspelt: Record<string, [(options: never) => Promise<unknown>, string]> = {
  departament_id: [(options) => lhc.chats(options).next(), "department"],
  departments: [(options) => lhc.chats(options).next(), "department"],
  departmentId: [(options) => lhc.chatsCount(options), "department"],
  Status: [(options) => lhc.chatsCount(options), "status"],
  status_ids: [(options) => lhc.chatsCount(options), "status"],
  user_id: [(options) => lhc.chatsCount(options), "user"],
  id_gt: [(options) => lhc.chatsCount(options), "afterId"],
  afterID: [(options) => lhc.chatsCount(options), "afterId"],
  include_messages: [(options) => lhc.chats(options).next(), "includeMessages"],
  userAgnet: [(options) => lhc.checkOperatorMessage(options), "userAgent"],
  ua: [(options) => lhc.checkOperatorMessage(options), "userAgent"],
  count_page: [(options) => lhc.trackVisitor(options).next(), "countPage"],
  departament: [(options) => lhc.trackVisitor(options).next(), "department"],
  intervall: [(options) => lhc.trackVisitor({}, options).next(), "interval"],
  onerror: [(options) => lhc.followMessages(1, options).next(), "onError"],
  singal: [(options) => lhc.chats({}, options).next(), "signal"],
  sinceId: [(options) => lhc.messages(1, options), "since"],
  Question: [(options) => lhc.startChat(options), "question"],
  attribute: [(options) => lhc.startChat(options), "attributes"],
  DepartamentID: [(options) => lhc.startChat(options), "department"],
  chatHash: [(options) => lhc.addMessage(1, "text", options), "hash"],
  explicitly: [(options) => lhc.closeChatAsVisitor(1, "h", options), "explicit"],
  ignore_user_status: [(options) => lhc.isOnline(options), "ignoreUserStatus"],
  exclude_bot: [(options) => lhc.isDepartmentOnline(1, options), "excludeBot"],
  "department-match": [(options) => lhc.isDepartmentOnline(1, options), "departmentMatch"],
  baseURL: [(options) => Promise.resolve(new LhcRestClient(options)), "baseUrl"],
  api_key: [(options) => Promise.resolve(new LhcRestClient(options)), "apiKey"],
  retry: [(options) => Promise.resolve(new LhcRestClient(options)), "retries"],
};
it.each(Object.entries(misspelt))(
  "%s is rejected, and the message names the correct option",
  async (key, [call, meant]) => {
    const error: unknown = await (async () => call({ [key]: 2 } as never))().catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(LhcRestError);
    expect(error).toMatchObject({ code: "bad-request" });
    expect((error as Error).message).toContain(`"${key}" is not an option here. Did you mean "${meant}"?`);
    expect(server.requests).toHaveLength(0);
  },
);

it("each call rejects unknown options", async () => {
  const other = { colour: 1 } as never;
  const calls: Record<string, () => Promise<unknown>> = {
    isOnline: () => lhc.isOnline(other),
    isUserOnline: () => lhc.isUserOnline(1, other),
    isDepartmentOnline: () => lhc.isDepartmentOnline(1, other),
    isChatOnline: () => lhc.isChatOnline(1, other),
    checkOperatorMessage: () => lhc.checkOperatorMessage({}, other),
    trackVisitor: () => lhc.trackVisitor({}, other).next(),
    chats: () => lhc.chats({}, other).next(),
    chatsCount: () => lhc.chatsCount({}, other),
    chat: () => lhc.chat(1, other),
    messages: () => lhc.messages(1, other),
    followMessages: () => lhc.followMessages(1, other).next(),
    startChat: () => lhc.startChat({}, other),
    addMessage: () => lhc.addMessage(1, "text", other),
    setChatStatus: () => lhc.setChatStatus(1, 2, other),
    closeChatAsVisitor: () => lhc.closeChatAsVisitor(1, "h", other),
    departments: () => lhc.departments(other),
    department: () => lhc.department(1, other),
    users: () => lhc.users(other),
    onlineUsers: () => lhc.onlineUsers(other),
    setUserOnline: () => lhc.setUserOnline(1, true, other),
  };
  const names = Object.getOwnPropertyNames(LhcRestClient.prototype).filter((name) => name !== "constructor");
  expect(Object.keys(calls).sort()).toEqual(names.sort());
  for (const call of Object.values(calls)) {
    await expect(call()).rejects.toMatchObject({ code: "bad-request" });
  }
  expect(server.requests).toHaveLength(0);
});

it("null counts as no options", async () => {
  server.answers = [json({ error: false, result: [], list: [], list_count: 0 })];
  expect(await lhc.users(null as never)).toEqual([]);
  expect(await lhc.chatsCount(null as never, null as never)).toBe(0);
  expect(await lhc.chats(null as never).next()).toMatchObject({ done: true });
});

it("does not send a call without the credentials that it needs", async () => {
  const anonymous = new LhcRestClient({ baseUrl: server.origin });
  await expect(anonymous.users()).rejects.toMatchObject({ code: "unauthorized" });
  expect(server.requests).toHaveLength(0);
});

describe("the request", () => {
  const asked = async (call: () => Promise<unknown>) => {
    await call().catch(() => {});
    const { method, target, body } = server.requests[0]!;
    const url = new URL(target, server.origin);
    return {
      method,
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      form: Object.fromEntries(new URLSearchParams(body)),
    };
  };

  it("of a visit has all of LHC's parameters", async () => {
    const visit = {
      ...{
        ip: "203.0.113.7",
        page: "Ünï & Co",
        location: "https://www.example.com/?a=1",
        userAgent: "Wire/1",
      },
      ...{
        vid: "1ccf131576da50dcae0e5854c6438e89",
        countPage: true,
        timeZone: -3,
        priority: 0,
        operator: 2,
        theme: "dark",
      },
      ...{
        survey: "3",
        department: [1, "2"],
        active: false,
        identifier: "shop",
      },
      widgetOpen: false,
    };
    expect(await asked(() => lhc.checkOperatorMessage(visit))).toEqual({
      method: "POST",
      path:
        "/restapi/chatcheckoperatormessage/(vid)/1ccf131576da50dcae0e5854c6438e89/(count_page)/1/(tz)/-3/(priority)/0" +
        "/(operator)/2/(theme)/dark/(survey)/3/(department)/1/2/(uactiv)/0/(identifier)/shop/(wopen)/0",
      query: {},
      form: { ip: "203.0.113.7", dt: "Ünï & Co", l: "https://www.example.com/?a=1", ua: "Wire/1" },
    });
  });

  it("for chats has LHC's names", async () => {
    const filter = {
      ...{
        status: [ChatStatus.active, ChatStatus.closed],
        department: [1, 2],
        user: 3,
        vid: "v",
        nick: "Vera",
      },
      ...{ email: "vera@example.com", phone: "1", hasOperator: false, afterId: 7, after: 100, before: 200 },
      includeMessages: true,
    };
    expect((await asked(() => lhc.chats(filter).next())).query).toEqual({
      ...{
        status_ids: "1,2",
        departament_ids: "1,2",
        user_ids: "3",
        vid: "v",
        nick: "Vera",
        email: "vera@example.com",
      },
      ...{
        phone: "1",
        has_operator: "false",
        id_gt: "7",
        time_gt: "100",
        time_lt: "200",
      },
      ...{ include_messages: "true", limit: "100", offset: "0" },
    });
  });

  it("supports ids of more than 32 bits", async () => {
    const id = 2 ** 33;
    const { query } = await asked(() => lhc.messages(id, { since: id }));
    expect(query).toEqual({ chat_id: String(id), last_message_id: String(id) });
    server.requests.length = 0;
    expect((await asked(() => lhc.chatsCount({ afterId: id }))).query).toEqual({ id_gt: String(id) });
  });

  it("trims the line break of a key but not of a password", async () => {
    const sent = async (secret: object): Promise<string> => {
      const client = new LhcRestClient({ baseUrl: server.origin, username: "bob", ...secret } as never);
      await client.users().catch(() => {});
      return atob(server.requests.at(-1)!.headers.authorization!.split(" ")[1]!);
    };
    expect(await sent({ apiKey: "key\r\n" })).toBe("bob:key");
    expect(await sent({ password: " pass word " })).toBe("bob: pass word ");
    expect(await sent({ apiKey: "k".repeat(10_000) })).toHaveLength(10_004);
  });

  it("for pending chats uses a filter that LHC does not treat as empty", async () => {
    expect((await asked(() => lhc.chatsCount({ status: 0 }))).query).toEqual({ status_ids: "0,0" });
  });

  it("of a chat has attributes in LHC's format, and always `data`", async () => {
    const { path, form } = await asked(() =>
      lhc.startChat({ question: "Q", department: 2, vid: "v", attributes: { order_no: "A-77", paid: true } }),
    );
    expect(path).toBe("/restapi/startchat/(department)/2/(vid)/v");
    expect(form).toEqual({
      ...{ Question: "Q", DepartamentID: "2" },
      data: '{"order_no":{"val":"A-77"},"paid":{"val":"true"}}',
    });
    server.requests.length = 0;
    expect((await asked(() => lhc.startChat({}))).form).toEqual({ data: "{}" });
  });

  it("for online sends 1, and for offline 0", async () => {
    expect((await asked(() => lhc.setUserOnline(2, true))).path).toBe("/restapi/setonlinestatus/2/1");
    server.requests.length = 0;
    expect((await asked(() => lhc.setUserOnline(2, false))).path).toBe("/restapi/setonlinestatus/2/0");
  });

  it("supports sub-folders, site accesses and index.php, and keeps a proxy's key", async () => {
    lhc = new LhcRestClient({
      baseUrl: `${server.origin}/lhc/index.php/lit?key=1`,
      username: "a",
      apiKey: "b",
    });
    expect(await asked(() => lhc.chat(1))).toMatchObject({
      path: "/lhc/index.php/lit/restapi/chat/1",
      query: { key: "1" },
    });
  });

  it("has no crawler's user agent", async () => {
    await lhc.isOnline().catch(() => {});
    expect(server.requests[0]!.headers["user-agent"]).toBe("lhc-status");
  });
});

it("does not reveal a proxy's key to the visitor's page", async () => {
  const args = { name_support: "Bob", message: "Hi", url_append: "/(vid)/v" };
  server.answers = [json({ error: false, result: { action: "read_message", vid: "v", args } })];
  lhc = new LhcRestClient({ baseUrl: `${server.origin}/lit/?key=1`, username: "a", apiKey: "b" });
  expect(await lhc.checkOperatorMessage()).toMatchObject({
    url: `${server.origin}/lit/chat/readoperatormessage/(vid)/v`,
  });
});

it("identifies the author of a message", () => {
  expect([0, 2, -1, -2].map((user_id) => messageAuthor({ user_id }))).toEqual([
    "visitor",
    "operator",
    "system",
    "bot",
  ]);
});
