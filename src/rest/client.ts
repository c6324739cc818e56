import { type Chat, chat, chatPage, type ChatStatus } from "./chat.ts";
import { type ChatFilter, chatQuery, type ChatsFilter } from "./chat-filter.ts";
import { type Department, department } from "./departments.ts";
import { flag, list, number, object, optional, type Reader } from "./fields.ts";
import { follow } from "./follow.ts";
import { readId, readInteger, readNumber, readText, wrong } from "./input.ts";
import { type Message, message, messageList, type Messages } from "./messages.ts";
import { type NewChat, newChatRequest } from "./new-chat.ts";
import {
  operatorCheck,
  type OperatorCheck,
  type OperatorMessage,
  type ReopenedChat,
} from "./operator-check.ts";
import type { CallOptions, DepartmentFlags, FollowOptions, LhcRestOptions, SiteFlags } from "./options.ts";
import { type Server, serverOf } from "./server.ts";
import { type OnlineUser, onlineUser, type User, user } from "./users.ts";
import { type Visit, visitRequest } from "./visit.ts";

const anything: Reader<true> = () => true;

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
  isOnline({ ignoreUserStatus, signal }: SiteFlags & CallOptions = {}): Promise<boolean> {
    return this.#server.isOnline({ ignoreUserStatus }, { signal });
  }

  /** Whether an operator is active and not hidden. An unknown id looks like 'offline'. Sends no credentials. */
  async isUserOnline(id: number | string, options: CallOptions = {}): Promise<boolean> {
    return this.#server.isOnline({ user: readId("id", id) }, options);
  }

  /** Whether a department accepts a chat. An unknown id looks like 'offline'. Sends no credentials. */
  async isDepartmentOnline(
    id: number | string,
    { signal, ...flags }: DepartmentFlags & CallOptions = {},
  ): Promise<boolean> {
    // Without a department LHC would be asked for the whole site.
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
    return (await this.#server.ask(path, object({ isonline: flag }), { ...options, authorized: false }))
      .isonline;
  }

  /** Logs a visit, and says what LHC wants the visitor's program to do. */
  async checkOperatorMessage(visit: Visit = {}, options: CallOptions = {}): Promise<OperatorCheck> {
    const { path, form } = visitRequest(visit);
    const repeatable = visit.vid !== undefined && visit.countPage !== true;
    const result = object({
      result: operatorCheck((append) => this.#server.chatUrl(`readoperatormessage${append}`)),
    });
    return (await this.#server.ask(path, result, { ...options, form, repeatable })).result;
  }

  /**
   * Logs a visit, keeps the `vid` and goes on asking. Each message and each reopened chat comes once. Ends when LHC
   * no longer follows the visitor. Failures that may pass do not end it; the pauses grow meanwhile.
   *
   * @param options `interval` in seconds: default 10, at least 5
   */
  async *trackVisitor(
    visit: Visit = {},
    { interval = 10, signal }: FollowOptions = {},
  ): AsyncGenerator<OperatorMessage | ReopenedChat, void, undefined> {
    readNumber("interval", interval, 5, 86_400);
    let next: Visit = { countPage: true, ...visit };
    let last = "";
    for await (const check of follow(() => this.checkOperatorMessage(next, { signal }), interval, signal)) {
      if (check.action === "disable_check") return;
      next = { ...visit, vid: check.vid, countPage: false };
      const told = JSON.stringify(check);
      if (check.action !== "continue" && told !== last) yield check;
      last = told;
    }
  }

  /** All chats that fit, the newest first, page after page. */
  async *chats(
    filter: ChatsFilter = {},
    { signal }: CallOptions = {},
  ): AsyncGenerator<Chat, void, undefined> {
    const query = chatQuery(filter);
    const seen = new Set<number>();
    for (let offset = 0, count = 1; offset < count;) {
      const page = await this.#server.ask("chats", chatPage, {
        query: { ...query, limit: "100", offset: String(offset) },
        signal,
      });
      // A chat that began meanwhile moves the others to the next page.
      const fresh = page.list.filter(({ id }) => !seen.has(id));
      if (!fresh.length) return;
      for (const { id } of fresh) seen.add(id);
      yield* fresh;
      offset += page.list.length;
      count = page.list_count;
    }
  }

  /** How many chats fit. */
  async chatsCount(filter: ChatFilter = {}, { signal }: CallOptions = {}): Promise<number> {
    return (
      await this.#server.ask("chatscount", object({ list_count: number }), {
        query: chatQuery(filter),
        signal,
      })
    ).list_count;
  }

  /** @throws LhcRestError `not-found` */
  async chat(id: number | string, options: CallOptions = {}): Promise<Chat> {
    return this.#server.result(`chat/${readId("id", id)}`, chat, options);
  }

  /**
   * The messages of a chat, the oldest first.
   *
   * @param options `since`: only those with a greater id
   * @throws LhcRestError `not-found`
   */
  async messages(
    chatId: number | string,
    { since = 0, signal }: CallOptions & { since?: number | undefined } = {},
  ): Promise<Messages> {
    const last_message_id = readInteger("since", since);
    return this.#server.result("fetchchatmessages", messageList, {
      query: { chat_id: readId("chatId", chatId), last_message_id },
      signal,
    });
  }

  /**
   * The messages of a chat, and those to come, until it is closed. Failures that may pass do not end it.
   *
   * @param options `interval` in seconds: default 5, at least 2; `since`: only those with a greater id
   */
  async *followMessages(
    chatId: number | string,
    { interval = 5, since = 0, signal }: FollowOptions & { since?: number | undefined } = {},
  ): AsyncGenerator<Message, void, undefined> {
    readNumber("interval", interval, 2, 86_400);
    let last = since;
    for await (const { messages, closed } of follow(
      () => this.messages(chatId, { since: last, signal }),
      interval,
      signal,
    )) {
      last = Math.max(last, ...messages.map(({ id }) => id));
      yield* messages;
      if (closed) return;
    }
  }

  /** Begins a chat for a visitor. Its `hash` lets the visitor write. Never repeated. */
  async startChat(newChat: NewChat, options: CallOptions = {}): Promise<Chat> {
    const { path, form } = newChatRequest(newChat);
    return (await this.#server.result(path, object({ chat }), { ...options, form })).chat;
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
    { hash, signal }: CallOptions & { hash?: string | undefined } = {},
  ): Promise<Message | null> {
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
    await this.#server.ask("setchatstatus", anything, { ...options, form });
  }

  /**
   * The visitor leaves the chat. LHC says that all is well with a wrong hash, too. Sends no credentials.
   *
   * @param options `explicit`: the visitor ended it and did not just go away
   */
  async closeChatAsVisitor(
    chatId: number | string,
    hash: string,
    { explicit, signal }: CallOptions & { explicit?: boolean | undefined } = {},
  ): Promise<void> {
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
  departments(options: CallOptions = {}): Promise<Department[]> {
    return this.#server.result("departments", list(department), options);
  }

  /** @throws LhcRestError `not-found` */
  async department(id: number | string, options: CallOptions = {}): Promise<Department> {
    return this.#server.result(`department/${readId("id", id)}`, department, options);
  }

  /** All operators. */
  users(options: CallOptions = {}): Promise<User[]> {
    return this.#server.result("getusers", list(user), options);
  }

  /** The operators who are online. */
  onlineUsers(options: CallOptions = {}): Promise<OnlineUser[]> {
    return this.#server.ask("onlineusers", list(onlineUser), options);
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
    return (await this.#server.result(path, object({ online: flag }), options)).online;
  }
}
