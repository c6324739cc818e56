import { type Chat, chat, chatPage, type ChatStatus } from "./chat.ts";
import { type ChatFilter, chatQuery, type ChatsFilter } from "./chat-filter.ts";
import { type Department, department } from "./departments.ts";
import { flag, list, number, object, optional, type Reader } from "./fields.ts";
import { follow } from "./follow.ts";
import { readAfterId, readId, readInteger, readNumber, readOptions, readText, wrong } from "./input.ts";
import { type Message, message, messageList, type Messages } from "./messages.ts";
import { type NewChat, newChatRequest } from "./new-chat.ts";
import {
  operatorCheck,
  type OperatorCheck,
  type OperatorMessage,
  type ReopenedChat,
} from "./operator-check.ts";
import type { CallOptions, DepartmentFlags, FollowOptions, LhcRestOptions, SiteFlags } from "./options.ts";
import { newestFirst, PAGE_SIZE } from "./newest-first.ts";
import { type Server, serverOf } from "./server.ts";
import { type OnlineUser, onlineUser, type User, user } from "./users.ts";
import { isKeptVid, type Visit, visitRequest } from "./visit.ts";

const anything: Reader<true> = () => true;

/** A caller in JavaScript may give null: it means the same as nothing. */
const orEmpty = (visit: Visit | null): Visit => visit ?? {};

/** What most calls take. */
const callOptions = (options: CallOptions): CallOptions => readOptions(options, ["signal"]);

/**
 * LHC's REST API, for Node and desktop programs: it holds credentials, so it must never be part of a page.
 * All calls reject with `LhcRestError`, or with the reason of their signal.
 *
 * @example
 * const lhc = new LhcRestClient({ baseUrl: "https://chat.example.com/", username: "robot", apiKey });
 * for await (const { id, nick } of lhc.chats({ status: ChatStatus.pending })) console.log(id, nick);
 */
export class LhcRestClient {
  readonly #server: Server;

  /** @throws LhcRestError `bad-request`, if an option is wrong */
  constructor(options: LhcRestOptions) {
    this.#server = serverOf(options);
  }

  /** Whether anyone at all accepts a chat. Sends no credentials. */
  async isOnline(options: SiteFlags & CallOptions = {}): Promise<boolean> {
    const { ignoreUserStatus, signal } = readOptions(options, ["ignoreUserStatus", "signal"]);
    return this.#server.isOnline({ ignoreUserStatus }, { signal });
  }

  /** Whether an operator is active and not hidden. An unknown id looks like 'offline'. Sends no credentials. */
  async isUserOnline(id: number | string, options: CallOptions = {}): Promise<boolean> {
    return this.#server.isOnline({ user: readId("id", id) }, callOptions(options));
  }

  /** Whether a department accepts a chat. An unknown id looks like 'offline'. Sends no credentials. */
  async isDepartmentOnline(
    id: number | string,
    options: DepartmentFlags & CallOptions = {},
  ): Promise<boolean> {
    const { signal, ...flags } = readOptions(options, [
      "departmentMatch",
      "excludeBot",
      "includeUsers",
      "ignoreUserStatus",
      "excludeOnlineHours",
      "signal",
    ]);
    if (!["explicit", "inclusive"].includes(flags.departmentMatch ?? "explicit")) {
      throw wrong("departmentMatch", flags.departmentMatch, 'is neither "explicit" nor "inclusive".');
    }
    // Without a department LHC would be asked for the whole site.
    // eslint-disable-next-line @typescript-eslint/no-unnecessary-condition -- a caller in JavaScript may leave it out
    const department = flags.departmentMatch === "inclusive" ? String(id ?? "") : readId("id", id);
    return this.#server.isOnline({ ...flags, department }, { signal });
  }

  /**
   * Whether the department of a chat accepts a chat. Sends no credentials.
   *
   * @throws LhcRestError `not-found`
   */
  async isChatOnline(id: number | string, options: CallOptions = {}): Promise<boolean> {
    const path = `isonlinechat/${readId("id", id)}`;
    const { signal } = callOptions(options);
    return (await this.#server.ask(path, object({ isonline: flag }), { signal, authorized: false })).isonline;
  }

  /** Logs a visit, and says what LHC wants the visitor's program to do. */
  async checkOperatorMessage(visit: Visit = {}, options: CallOptions = {}): Promise<OperatorCheck> {
    const { vid, countPage } = orEmpty(visit);
    return this.#check(visit, isKeptVid(vid) && !countPage, callOptions(options));
  }

  async #check(visit: Visit, repeatable: boolean, { signal }: CallOptions): Promise<OperatorCheck> {
    const { path, form } = visitRequest(visit);
    const result = object({
      result: operatorCheck((append) => this.#server.chatUrl(`readoperatormessage${append}`)),
    });
    return (await this.#server.ask(path, result, { signal, form, repeatable })).result;
  }

  /**
   * Logs a visit under a `vid` of its own, if none is given, and goes on asking. Each message and each reopened chat
   * comes once. Ends when LHC no longer follows the visitor. Failures that may pass do not end it, unless no connection
   * comes about for the first question; the pauses grow meanwhile.
   *
   * @param options `interval` in seconds: default 10, at least 5; `onError` is given each failure that passed
   */
  async *trackVisitor(
    visit: Visit = {},
    options: FollowOptions = {},
  ): AsyncGenerator<OperatorMessage | ReopenedChat, void, undefined> {
    const { interval = 10, ...rest } = readOptions(options, ["interval", "signal", "onError"]);
    readNumber("interval", interval, 5, 86_400);
    const given = orEmpty(visit);
    // LHC would make a new one at each try whose answer is lost.
    let vid = isKeptVid(given.vid) ? given.vid : crypto.randomUUID().replaceAll("-", "");
    let countPage = given.countPage ?? true;
    const ask = (): Promise<OperatorCheck> => {
      const next = { ...visit, vid, countPage };
      countPage = false;
      return this.#check(next, false, rest);
    };
    let last = "";
    for await (const check of follow(ask, interval, rest)) {
      if (check.action === "disable_check") return;
      if (isKeptVid(check.vid)) vid = check.vid;
      const told = JSON.stringify(check);
      if (check.action !== "continue" && told !== last) yield check;
      last = told;
    }
  }

  /**
   * All chats that fit, the newest first, page after page. Chats may begin, change and end meanwhile: each that fits all
   * the time comes once.
   */
  async *chats(filter: ChatsFilter = {}, options: CallOptions = {}): AsyncGenerator<Chat, void, undefined> {
    const { signal } = callOptions(options);
    const query = { ...chatQuery(filter), limit: String(PAGE_SIZE) };
    yield* newestFirst((offset) =>
      this.#server.ask("chats", chatPage, { query: { ...query, offset: String(offset) }, signal }),
    );
  }

  /** How many chats fit. */
  async chatsCount(filter: ChatFilter = {}, options: CallOptions = {}): Promise<number> {
    const parameters = { query: chatQuery(filter), ...callOptions(options) };
    return (await this.#server.ask("chatscount", object({ list_count: number }), parameters)).list_count;
  }

  /** @throws LhcRestError `not-found` */
  async chat(id: number | string, options: CallOptions = {}): Promise<Chat> {
    return this.#server.result(`chat/${readId("id", id)}`, chat, callOptions(options));
  }

  /**
   * The messages of a chat, the oldest first.
   *
   * @param options `since`: only those with a greater id
   * @throws LhcRestError `not-found`
   */
  async messages(
    chatId: number | string,
    options: CallOptions & { since?: number | undefined } = {},
  ): Promise<Messages> {
    const { since = 0, signal } = readOptions(options, ["since", "signal"]);
    const last_message_id = readAfterId("since", since);
    return this.#server.result("fetchchatmessages", messageList, {
      query: { chat_id: readId("chatId", chatId), last_message_id },
      signal,
    });
  }

  /**
   * The messages of a chat, and those to come, until it is closed. Failures that may pass do not end it, unless no
   * connection comes about for the first question.
   *
   * @param options `interval` in seconds: default 5, at least 2; `since`: only those with a greater id; `onError` is
   *   given each failure that passed
   */
  async *followMessages(
    chatId: number | string,
    options: FollowOptions & { since?: number | undefined } = {},
  ): AsyncGenerator<Message, void, undefined> {
    const {
      interval = 5,
      since = 0,
      ...rest
    } = readOptions(options, ["interval", "since", "signal", "onError"]);
    readNumber("interval", interval, 2, 86_400);
    let last = since;
    const ask = (): Promise<Messages> => this.messages(chatId, { since: last, signal: rest.signal });
    for await (const { messages, closed } of follow(ask, interval, rest)) {
      for (const { id } of messages) last = Math.max(last, id);
      yield* messages;
      if (closed) return;
    }
  }

  /** Begins a chat for a visitor. Its `hash` lets the visitor write. Never repeated. */
  async startChat(newChat: NewChat, options: CallOptions = {}): Promise<Chat> {
    const { path, form } = newChatRequest(newChat);
    return (await this.#server.result(path, object({ chat }), { ...callOptions(options), form })).chat;
  }

  /**
   * Adds a message: the visitor's, if `hash` is given (no credentials are sent then), else the operator's whose
   * credentials these are. An operator's text that begins with `!` is one of LHC's commands. Never repeated.
   *
   * @returns null, if it was a command that leaves no message
   */
  async addMessage(
    chatId: number | string,
    text: string,
    options: CallOptions & { hash?: string | undefined } = {},
  ): Promise<Message | null> {
    const { hash, signal } = readOptions(options, ["hash", "signal"]);
    const form = { chat_id: readId("chatId", chatId), msg: readText("text", text) };
    const answer = object({ msg: optional(message) });
    if (hash === undefined) return (await this.#server.ask("addmsgadmin", answer, { form, signal })).msg;
    const withHash = { ...form, hash: readText("hash", hash) };
    return (await this.#server.ask("addmsguser", answer, { form: withHash, authorized: false, signal })).msg;
  }

  /**
   * LHC says that all is well also where it did nothing: only the chat's operator, or a role with `lhchat`,
   * `allowcloseremote`, closes a chat. Never repeated.
   */
  async setChatStatus(chatId: number | string, status: ChatStatus, options: CallOptions = {}): Promise<void> {
    const form = { chat_id: readId("chatId", chatId), status: readInteger("status", status, 0, 5) };
    await this.#server.ask("setchatstatus", anything, { ...callOptions(options), form });
  }

  /**
   * The visitor leaves the chat. LHC says that all is well with a wrong hash, too. Sends no credentials.
   *
   * @param options `explicit`: the visitor ended it and did not just go away
   */
  async closeChatAsVisitor(
    chatId: number | string,
    hash: string,
    options: CallOptions & { explicit?: boolean | undefined } = {},
  ): Promise<void> {
    const { explicit, signal } = readOptions(options, ["explicit", "signal"]);
    const query = {
      chat_id: readId("chatId", chatId),
      hash: readText("hash", hash),
      // LHC's code reads it whether it is there or not.
      vid: "",
      ...(explicit && { eclose: "1" }),
    };
    await this.#server.ask("closechatasvisitor", anything, { query, authorized: false, signal });
  }

  /** All departments. */
  async departments(options: CallOptions = {}): Promise<Department[]> {
    return this.#server.result("departments", list(department), callOptions(options));
  }

  /** @throws LhcRestError `not-found` */
  async department(id: number | string, options: CallOptions = {}): Promise<Department> {
    return this.#server.result(`department/${readId("id", id)}`, department, callOptions(options));
  }

  /** All operators. */
  async users(options: CallOptions = {}): Promise<User[]> {
    return this.#server.result("getusers", list(user), callOptions(options));
  }

  /** The operators who are online. */
  async onlineUsers(options: CallOptions = {}): Promise<OnlineUser[]> {
    return this.#server.ask("onlineusers", list(onlineUser), callOptions(options));
  }

  /**
   * Shows or hides an operator. LHC takes `1` for online and everything else, `true` included, for offline.
   *
   * @returns what the operator is now
   */
  async setUserOnline(id: number | string, online: boolean, options: CallOptions = {}): Promise<boolean> {
    if (typeof online !== "boolean") {
      throw wrong("online", online, "is neither true nor false.");
    }
    const path = `setonlinestatus/${readId("id", id)}/${online ? 1 : 0}`;
    return (await this.#server.result(path, object({ online: flag }), callOptions(options))).online;
  }

  /** What `console.log` shows in Node, also where a bundler has shortened the name of the class. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return `LhcRestClient { baseUrl: "${this.#server.address}" }`;
  }
}
