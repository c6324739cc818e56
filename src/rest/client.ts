import { type Chat, chat, chatPage, type ChatStatus } from "./chat.ts";
import { type ChatFilter, chatQuery, type ChatsFilter } from "./chat-filter.ts";
import { type Department, department } from "./departments.ts";
import { flag, list, number, object, optional, type Reader } from "./fields.ts";
import { departmentTarget } from "./department-target.ts";
import { followMessages, type FollowMessagesOptions } from "./follow-messages.ts";
import { invalid, readAfterId, readId, readInteger, readOptions, readText } from "./input.ts";
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
import { trackVisitor } from "./track-visitor.ts";
import { isStableVid, type Visit, visitRequest } from "./visit.ts";

const ignoreAnswer: Reader<true> = () => true;

/** JavaScript callers may pass null. */
const orEmpty = (visit: Visit | null): Visit => visit ?? {};

/** For calls that only take `signal`. */
const callOptions = (options: CallOptions): CallOptions => readOptions(options, ["signal"]);

/**
 * A client of LHC's REST API for Node and desktop programs. It holds credentials, so never ship it in a page.
 * Calls reject with `LhcRestError`, or with the reason of their signal.
 *
 * @example
 * const lhc = new LhcRestClient({ baseUrl: "https://chat.example.com/", username: "robot", apiKey });
 * for await (const { id, nick } of lhc.chats({ status: ChatStatus.pending })) console.log(id, nick);
 */
export class LhcRestClient {
  readonly #server: Server;

  /** @throws LhcRestError `bad-request`, if an option is invalid */
  constructor(options: LhcRestOptions) {
    this.#server = serverOf(options);
  }

  /** Whether the site accepts chats. Sends no credentials. */
  async isOnline(options: SiteFlags & CallOptions = {}): Promise<boolean> {
    const { ignoreUserStatus, signal } = readOptions(options, ["ignoreUserStatus", "signal"]);
    return this.#server.isOnline({ ignoreUserStatus }, { signal });
  }

  /** Whether an operator is active and not hidden. An unknown id counts as offline. Sends no credentials. */
  async isUserOnline(id: number | string, options: CallOptions = {}): Promise<boolean> {
    return this.#server.isOnline({ user: readId("id", id) }, callOptions(options));
  }

  /** Whether a department accepts chats. An unknown id counts as offline. Sends no credentials. */
  async isDepartmentOnline(
    id: number | string,
    options: DepartmentFlags & CallOptions = {},
  ): Promise<boolean> {
    return this.#server.isOnline(...departmentTarget(id, options));
  }

  /**
   * Whether the department of this chat accepts chats. Sends no credentials.
   *
   * @throws LhcRestError `not-found`
   */
  async isChatOnline(id: number | string, options: CallOptions = {}): Promise<boolean> {
    const path = `isonlinechat/${readId("id", id)}`;
    const { signal } = callOptions(options);
    return (await this.#server.ask(path, object({ isonline: flag }), { signal, authorized: false })).isonline;
  }

  /** Logs a visit and returns what the visitor's program should do next. */
  async checkOperatorMessage(visit: Visit = {}, options: CallOptions = {}): Promise<OperatorCheck> {
    const { vid, countPage } = orEmpty(visit);
    return this.#check(visit, isStableVid(vid) && !countPage, callOptions(options));
  }

  async #check(visit: Visit, retryable: boolean, { signal }: CallOptions): Promise<OperatorCheck> {
    const { path, form } = visitRequest(visit);
    const result = object({
      result: operatorCheck((append) => this.#server.chatUrl(`readoperatormessage${append}`)),
    });
    return (await this.#server.ask(path, result, { signal, form, retryable })).result;
  }

  /**
   * Logs a visit and polls for messages. Creates a `vid` if you pass none. Yields each message and each reopened chat
   * once. Ends when LHC stops tracking the visitor. Continues after temporary failures, with growing pauses, but throws
   * if the first request cannot connect.
   *
   * @param options `interval` in seconds: default 10, at least 5; `onError` is called with each temporary failure
   */
  async *trackVisitor(
    visit: Visit = {},
    options: FollowOptions = {},
  ): AsyncGenerator<OperatorMessage | ReopenedChat, void, undefined> {
    yield* trackVisitor((next, rest) => this.#check(next, false, rest), orEmpty(visit), options);
  }

  /**
   * All matching chats, newest first. Loads pages as needed. Yields each chat that matches throughout once, even if other
   * chats begin, change or end meanwhile.
   */
  async *chats(filter: ChatsFilter = {}, options: CallOptions = {}): AsyncGenerator<Chat, void, undefined> {
    const { signal } = callOptions(options);
    const query = { ...chatQuery(filter), limit: String(PAGE_SIZE) };
    yield* newestFirst((offset) =>
      this.#server.ask("chats", chatPage, { query: { ...query, offset: String(offset) }, signal }),
    );
  }

  /** The number of matching chats. */
  async chatsCount(filter: ChatFilter = {}, options: CallOptions = {}): Promise<number> {
    const parameters = { query: chatQuery(filter), ...callOptions(options) };
    return (await this.#server.ask("chatscount", object({ list_count: number }), parameters)).list_count;
  }

  /** @throws LhcRestError `not-found` */
  async chat(id: number | string, options: CallOptions = {}): Promise<Chat> {
    return this.#server.result(`chat/${readId("id", id)}`, chat, callOptions(options));
  }

  /**
   * The messages of a chat, oldest first.
   *
   * @param options `since`: only messages with a greater id
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
   * Yields the messages of a chat, and polls for new ones until the chat is closed. Continues after temporary failures,
   * but throws if the first request cannot connect.
   *
   * @param options `interval` in seconds: default 5, at least 2; `since`: only messages with a greater id; `onError` is
   *   called with each temporary failure
   */
  async *followMessages(
    chatId: number | string,
    options: FollowMessagesOptions = {},
  ): AsyncGenerator<Message, void, undefined> {
    yield* followMessages((next) => this.messages(chatId, next), options);
  }

  /** Starts a chat for a visitor, who needs its `hash` to write. Never retried. */
  async startChat(newChat: NewChat, options: CallOptions = {}): Promise<Chat> {
    const { path, form } = newChatRequest(newChat);
    return (await this.#server.result(path, object({ chat }), { ...callOptions(options), form })).chat;
  }

  /**
   * Adds a message. With `hash`, the author is the visitor and no credentials are sent. Otherwise the author is the
   * operator of the credentials, and a text that begins with `!` is a command for LHC. Never retried.
   *
   * @returns null for a command that adds no message
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
   * Closing a chat requires its operator or the permission `lhchat`, `allowcloseremote`. Otherwise LHC does nothing but
   * reports success. Never retried.
   */
  async setChatStatus(chatId: number | string, status: ChatStatus, options: CallOptions = {}): Promise<void> {
    const form = { chat_id: readId("chatId", chatId), status: readInteger("status", status, 0, 5) };
    await this.#server.ask("setchatstatus", ignoreAnswer, { ...callOptions(options), form });
  }

  /**
   * Closes a chat for the visitor. LHC reports success even if the hash is wrong. Sends no credentials.
   *
   * @param options `explicit`: the visitor ended the chat and did not just leave the page
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
      // LHC reads this parameter unconditionally.
      vid: "",
      ...(explicit && { eclose: "1" }),
    };
    await this.#server.ask("closechatasvisitor", ignoreAnswer, { query, authorized: false, signal });
  }

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

  async onlineUsers(options: CallOptions = {}): Promise<OnlineUser[]> {
    return this.#server.ask("onlineusers", list(onlineUser), callOptions(options));
  }

  /**
   * Sets an operator online or offline.
   *
   * @returns whether the operator is online now
   */
  async setUserOnline(id: number | string, online: boolean, options: CallOptions = {}): Promise<boolean> {
    if (typeof online !== "boolean") {
      throw invalid("online", online, "must be true or false.");
    }
    // LHC reads only `1` as online, not `true`.
    const path = `setonlinestatus/${readId("id", id)}/${online ? 1 : 0}`;
    return (await this.#server.result(path, object({ online: flag }), callOptions(options))).online;
  }

  /** Keeps the class name in Node's `console.log`, even in minified bundles. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return `LhcRestClient { baseUrl: "${this.#server.address}" }`;
  }
}
