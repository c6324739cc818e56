/** Replays the recorded answers of a real LHC: each leads to the documented result or error. */
import { readFileSync } from "node:fs";
import { inspect } from "node:util";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ChatStatus, LhcRestClient, LhcRestError } from "../../../src/rest.ts";
import { startWireServer, type WireServer } from "./wire-server.ts";

interface Transcript {
  name: string;
  request: { method: string; target: string; headers: Record<string, string> };
  response: { status: number; headers: [string, string][]; body: string };
}

const transcripts = JSON.parse(
  readFileSync(new URL("../../lhc-wire/rest-transcripts.json", import.meta.url), "utf8"),
) as Transcript[];

const KEY = "0123456789abcdef0123456789abcdef";
const VID = "1ccf131576da50dcae0e5854c6438e89";
const HASH = "T3XBvQyEDze3PQoPeSlYi1nln6kVtaNhjQPUocoI";

type Ask = (lhc: LhcRestClient) => Promise<unknown>;
type Outcome = object | boolean | number | { code: string; message?: string };

const all = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
};

const check: Ask = (lhc) => lhc.checkOperatorMessage({ ip: "203.0.113.7" });
const checkKnown: Ask = (lhc) => lhc.checkOperatorMessage({ ip: "203.0.113.7", vid: VID });
const going = { action: "continue", vid: expect.stringMatching(/^[0-9a-f]{32}$/) };
const known = { action: "continue", vid: VID };
const read = (append: string, name: string | null = "Bob Brown") => ({
  action: "read_message",
  vid: VID,
  name_support: name,
  message: 'Hello <b>there</b> "you"\né, can I help?',
  url_append: append,
  url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/chat\/readoperatormessage\/./),
});
const failed = "Authorization failed!";
const missing = "Authorization header is missing!";
const refused = (message: string) => ({ code: "unauthorized", message });
const chats: Ask = (lhc) => all(lhc.chats());
const oneChat = [
  expect.objectContaining({ id: 1, status: 1, hash: HASH, nick: "Visitor", user_id: 2, dep_id: 1 }),
];
const messages = [
  {
    id: 1,
    chat_id: 1,
    user_id: 0,
    msg: "Second message <i>x</i> 漢",
    name_support: "",
    meta_msg: "",
    time: 1795333959,
  },
  { id: 2, chat_id: 1, user_id: 0, msg: "with key", name_support: "", meta_msg: "", time: 1795333959 },
  {
    id: 3,
    chat_id: 1,
    user_id: 2,
    msg: "Hello Vera, I am Bob",
    name_support: "Bob",
    meta_msg: "",
    time: 1795333959,
  },
];
const write =
  (hash?: string, text = "x"): Ask =>
  (lhc) =>
    lhc.addMessage(1, text, { hash });

const EXPECTED: Record<string, [Ask, Outcome]> = {
  "cco-first": [check, going],
  "cco-second": [checkKnown, known],
  "cco-second-get": [checkKnown, known],
  "cco-second-full": [checkKnown, known],
  "cco-vid-query": [check, going],
  "cco-vid-post": [check, going],
  "cco-unknown-vid": [(lhc) => lhc.checkOperatorMessage({ vid: "zzzzzzzzzzzzzzzzzzzz" }), going],
  "cco-odd-vid": [(lhc) => lhc.checkOperatorMessage({ vid: '<b>x"y' }), going],
  "cco-read-message": [checkKnown, read(`/(department)/1/(vid)/${VID}`)],
  "cco-read-message-callback": [checkKnown, read(`/(vid)/${VID}`)],
  "cco-read-message-xml": [checkKnown, read(`/(vid)/${VID}`)],
  "cco-read-message-theme": [
    checkKnown,
    read(`/(department)/1/2/(operator)/2/(priority)/5/(ua)/a/b/(survey)/3/(vid)/${VID}`),
  ],
  "cco-read-message-nouser": [checkKnown, read(`/(vid)/${VID}`, null)],
  "cco-message-seen": [checkKnown, known],
  "cco-disable-check": [checkKnown, { action: "disable_check" }],
  "cco-disable-check-otherip": [checkKnown, known],
  "cco-no-tracking": [checkKnown, known],
  "cco-no-tracking-novid": [check, { action: "disable_check" }],
  "cco-crawler": [check, { code: "bad-answer" }],
  "auth-cco-missing": [check, refused(missing)],
  "auth-cco-wrong-key": [check, refused(failed)],
  "auth-cco-wrong-user": [check, refused(failed)],
  "auth-cco-unknown-user": [check, refused(failed)],
  "auth-cco-email-user": [check, refused(failed)],
  "auth-cco-disabled-key": [check, refused(failed)],
  "auth-cco-ip-restricted": [
    check,
    { code: "forbidden", message: "Rest API IP restrictions applies! 127.0.0.1" },
  ],
  "auth-cco-password": [check, going],
  "auth-cco-password-operator": [
    check,
    {
      code: "forbidden",
      message:
        'You do not have permission to use REST API directly. "lhrestapi", "use_direct_logins" is missing!',
    },
  ],
  "auth-cco-malformed": [check, refused(failed)],
  "auth-cco-malformed2": [check, refused(failed)],
  "auth-missing.departments": [(lhc) => lhc.departments(), refused(missing)],
  "auth-missing.chat-1": [(lhc) => lhc.chat(1), refused(missing)],
  "auth-missing.getusers": [(lhc) => lhc.users(), refused(missing)],
  "auth-missing.onlineusers": [(lhc) => lhc.onlineUsers(), refused(missing)],
  "auth-missing.chatscount": [(lhc) => lhc.chatsCount(), refused(missing)],
  "startchat-noauth": [(lhc) => lhc.startChat({}), refused(missing)],
  "startchat-get": [
    (lhc) => lhc.startChat({}),
    { code: "bad-request", message: "Please enter your message" },
  ],
  startchat: [
    (lhc) => lhc.startChat({ question: "Is anyone there?" }),
    expect.objectContaining({
      id: 1,
      status: ChatStatus.pending,
      hash: HASH,
      online_user_id: 10,
      messages: null,
    }),
  ],
  "startchat-empty": [
    (lhc) => lhc.startChat({}),
    { code: "bad-request", message: "Please enter your message" },
  ],
  "startchat-bad-data": [(lhc) => lhc.startChat({}), { code: "maintenance" }],
  addmsguser: [write(HASH), { ...messages[0] }],
  "addmsguser-badhash": [write("bad"), refused(missing)],
  "addmsguser-unknown": [write(HASH), refused(missing)],
  "addmsguser-badhash-auth": [write("bad"), { ...messages[1] }],
  "addmsguser-closed": [
    write(HASH),
    { code: "bad-request", message: "You cannot send messages to this chat. Please refresh your browser." },
  ],
  "addmsguser-empty": [
    write(HASH, "[[msgitm]]"),
    { code: "bad-request", message: "Please enter a message, max characters - 500" },
  ],
  "api-chats": [chats, oneChat],
  "api-chats-limit": [chats, oneChat],
  "api-chats-status0": [chats, oneChat],
  "api-chats-index": [chats, oneChat],
  "api-chats-departament": [(lhc) => all(lhc.chats({ department: 2 })), []],
  "api-chats-include-messages": [
    (lhc) => all(lhc.chats({ includeMessages: true })),
    [expect.objectContaining({ id: 1, messages })],
  ],
  "api-chat": [(lhc) => lhc.chat(1), oneChat[0] as object],
  "api-chat-hash": [(lhc) => lhc.chat(1), oneChat[0] as object],
  "api-chat-unknown": [(lhc) => lhc.chat(999), { code: "not-found", message: "Chat could not be found!" }],
  "api-chat-abc": [(lhc) => lhc.chat(1), { code: "not-found" }],
  "api-chat-missing": [(lhc) => lhc.chat(1), { code: "not-found" }],
  "api-departments": [
    (lhc) => lhc.departments(),
    expect.arrayContaining([
      expect.objectContaining({ id: 1, name: "Support", hidden: 0 }),
      expect.objectContaining({ id: 11, name: "Ünï Dép", alias: "uni" }),
    ]),
  ],
  "api-department-1": [(lhc) => lhc.department(1), expect.objectContaining({ id: 1, name: "Support" })],
  "api-department-99": [
    (lhc) => lhc.department(99),
    { code: "not-found", message: "Department could not be found!" },
  ],
  "api-fetchchatmessages": [(lhc) => lhc.messages(1), { messages, closed: false }],
  "api-fetchchatmessages-since": [
    (lhc) => lhc.messages(1, { since: 1 }),
    { messages: messages.slice(1), closed: false },
  ],
  "api-fetchchatmessages-unknown": [
    (lhc) => lhc.messages(999),
    { code: "not-found", message: "Could not find chat by chat_id!" },
  ],
  "api-getusers": [
    (lhc) => lhc.users(),
    expect.arrayContaining([
      expect.objectContaining({ id: 1, username: "admin", all_departments: 1 }),
      expect.objectContaining({
        id: 2,
        username: "bob",
        name: "Bob",
        surname: "Brown",
        departments_ids: "1,3,4,8,9,10",
      }),
    ]),
  ],
  "api-onlineusers": [
    (lhc) => lhc.onlineUsers(),
    expect.arrayContaining([expect.objectContaining({ user_id: 1, dep_id: 0, is_online: true })]),
  ],
  "api-onlineusers-alloffline": [(lhc) => lhc.onlineUsers(), []],
  "api-chatscount": [(lhc) => lhc.chatsCount(), 1],
  "api-chatscount-status0": [(lhc) => lhc.chatsCount({ status: ChatStatus.pending }), 1],
  "api-setonlinestatus": [(lhc) => lhc.setUserOnline(2, false), false],
  "api-setonlinestatus-false": [(lhc) => lhc.setUserOnline(2, false), false],
  "api-setonlinestatus-back": [(lhc) => lhc.setUserOnline(2, true), true],
};

/** Why no call gets the other recordings. */
const NOT_USED: Record<string, string> = {
  ...Object.fromEntries(
    ["cco-callback", "cco-disable-check-callback", "api-chats-callback", "auth-missing.callback"].map(
      (name) => [name, "no call sends a callback"],
    ),
  ),
  "api-chats-xml": "no call sends format=xml",
  "auth-cco-bearer": "credentials are always Basic",
  "auth-cco-lowercase-scheme": "the scheme is always spelt Basic",
  "auth-missing.departaments": "departments() asks the endpoint `departments`",
  "api-departaments": "departments() asks the endpoint `departments`",
  "auth-missing.user-1": "no call asks `user`, because it returns the password's hash",
  "api-user-99": "no call asks `user`, because it returns the password's hash",
  "api-getuser-1": "no call asks `getuser`",
  "api-user_departments": "no call asks `user_departments`",
  "auth-missing.fetchchat-chat_id=1": "chat() asks the endpoint `chat`",
  "api-fetchchat-badhash": "chat() asks the endpoint `chat`",
  "api-fetchchat-unknown": "chat() asks the endpoint `chat`",
  "auth-missing.head": "no call is a HEAD",
  "addmsguser-get": "a message is always a POST",
  ...Object.fromEntries(
    transcripts
      .filter(({ name }) => name.startsWith("checkchatstatus"))
      .map(({ name }) => [name, "no call asks `checkchatstatus`, because chat() and messages() return more"]),
  ),
  "api-chat-badhash": "chat() sends no hash",
  "api-onlineusers-offline": "onlineUsers() asks for those who are online",
  "api-extensions": "no call asks `extensions`",
  "api-lang": "no call asks `lang`",
  "api-updatelastactivity": "no call asks `updatelastactivity`",
};

let server: WireServer;
let lhc: LhcRestClient;
beforeAll(async () => {
  server = await startWireServer();
});
beforeEach(() => {
  server.requests.length = 0;
  lhc = new LhcRestClient({ baseUrl: server.origin, username: "admin", apiKey: KEY });
});
afterAll(() => server.close());

const isFailure = (outcome: Outcome): outcome is { code: string; message?: string } =>
  typeof outcome === "object" && "code" in outcome;

it("covers each recorded exchange once", () => {
  const names = transcripts.map(({ name }) => name);
  expect(names).toHaveLength(101);
  expect([...Object.keys(EXPECTED), ...Object.keys(NOT_USED)].sort()).toEqual(names.sort());
});

describe.each(transcripts.filter(({ name }) => name in EXPECTED))("$name", ({ name, response, request }) => {
  it("ends as documented", async () => {
    server.answers = [response];
    const [ask, outcome] = EXPECTED[name]!;
    if (!isFailure(outcome)) {
      const result = await ask(lhc);
      expect(result).toEqual(outcome);
      expect(JSON.stringify(result)).not.toMatch(/"(password|session_id|pswd_updated|operation_admin)"/);
      return;
    }
    const error = await ask(lhc).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(LhcRestError);
    expect(error).toMatchObject({ code: outcome.code, httpStatus: response.status });
    if (outcome.message) expect(error).toMatchObject({ lhcMessage: outcome.message });
    expect(inspect(error)).not.toMatch(
      /compiledtemplates|\/srv\/lhc|Sorry for the inconvenience|<html|<title/,
    );
  });

  it("comes from the endpoint that the call asks", async () => {
    server.answers = [response];
    await EXPECTED[name]![0](lhc).catch(() => {});
    const endpoint = (target: string): string | undefined => /restapi\/\w+/.exec(target)?.[0];
    expect(endpoint(server.requests[0]!.target)).toBe(endpoint(request.target));
  });
});
