/** Type errors, checked by `tsc`. The calls never run. */
import { describe, expect, expectTypeOf, it } from "vitest";
import {
  type Chat,
  ChatStatus,
  type Department,
  LhcRestClient,
  LhcRestError,
  type LhcRestErrorCode,
  type Message,
  messageAuthor,
  type Messages,
  type OnlineUser,
  type OperatorCheck,
  type OperatorMessage,
  type ReopenedChat,
  type User,
} from "../../../src/rest.ts";

const lhc = new LhcRestClient({ baseUrl: "https://chat.example.com/", username: "robot", apiKey: "key" });

describe("types", () => {
  it("of results have names", () => {
    type Lhc = LhcRestClient;
    expectTypeOf<Lhc["isOnline"]>().returns.resolves.toBeBoolean();
    expectTypeOf<Lhc["chat"]>().returns.resolves.toEqualTypeOf<Chat>();
    expectTypeOf<Lhc["chats"]>().returns.toEqualTypeOf<AsyncGenerator<Chat, void, undefined>>();
    expectTypeOf<Lhc["chatsCount"]>().returns.resolves.toBeNumber();
    expectTypeOf<Lhc["messages"]>().returns.resolves.toEqualTypeOf<Messages>();
    expectTypeOf<Lhc["followMessages"]>().returns.toEqualTypeOf<AsyncGenerator<Message, void, undefined>>();
    expectTypeOf<Lhc["addMessage"]>().returns.resolves.toEqualTypeOf<Message | null>();
    expectTypeOf<Lhc["departments"]>().returns.resolves.toEqualTypeOf<Department[]>();
    expectTypeOf<Lhc["users"]>().returns.resolves.toEqualTypeOf<User[]>();
    expectTypeOf<Lhc["onlineUsers"]>().returns.resolves.toEqualTypeOf<OnlineUser[]>();
    expectTypeOf<Lhc["checkOperatorMessage"]>().returns.resolves.toEqualTypeOf<OperatorCheck>();
    expectTypeOf<Lhc["trackVisitor"]>().returns.toEqualTypeOf<
      AsyncGenerator<OperatorMessage | ReopenedChat, void, undefined>
    >();
    expectTypeOf(messageAuthor).returns.toEqualTypeOf<"visitor" | "operator" | "system" | "bot">();
    expectTypeOf<LhcRestError["code"]>().toEqualTypeOf<LhcRestErrorCode>();
    expectTypeOf<Chat["nick"]>().toEqualTypeOf<string | null>();
    expectTypeOf<Chat["dep_id"]>().toBeNumber();
    expect(ChatStatus).toEqual({ pending: 0, active: 1, closed: 2, chatbox: 3, operators: 4, bot: 5 });
  });

  it("reject arguments that LHC would not understand", () => {
    const never = (): unknown[] => [
      // @ts-expect-error: a misspelt filter
      lhc.chats({ departament: 1 }),
      // @ts-expect-error: no such status
      lhc.chatsCount({ status: 6 }),
      // @ts-expect-error: messages are not counted
      lhc.chatsCount({ includeMessages: true }),
      // @ts-expect-error: a misspelt field of a visit
      lhc.checkOperatorMessage({ useragent: "Wire/1" }),
      // @ts-expect-error: hours, not a name
      lhc.checkOperatorMessage({ timeZone: "Europe/Vilnius" }),
      // @ts-expect-error: a flag that LHC ignores for the whole site
      lhc.isOnline({ excludeBot: true }),
      // @ts-expect-error: a status is a number of LHC's
      lhc.setChatStatus(1, "closed"),
      // @ts-expect-error: LHC takes `true` for offline, this call does not take text
      lhc.setUserOnline(1, "true"),
      // @ts-expect-error: the visitor's key is missing
      lhc.closeChatAsVisitor(1),
      // @ts-expect-error: a key and a password
      new LhcRestClient({ baseUrl: "", username: "robot", apiKey: "key", password: "password" }),
      // @ts-expect-error: a key without a user name
      new LhcRestClient({ baseUrl: "", apiKey: "key" }),
      // @ts-expect-error: nowhere to ask
      new LhcRestClient({ username: "robot", apiKey: "key" }),
    ];
    expectTypeOf(never).toBeFunction();
  });

  it("of results have exactly LHC's field names", () => {
    const never = async (): Promise<void> => {
      const chat = await lhc.chat(1);
      const check = await lhc.checkOperatorMessage();
      expectTypeOf(chat).not.toHaveProperty("depId");
      expectTypeOf(chat.nick).toEqualTypeOf<string | null>();
      expectTypeOf(check).not.toHaveProperty("message");
      if (check.action === "read_message") expectTypeOf(check.url).toBeString();
      if (check.action === "reopen_chat") expectTypeOf(check.chat_id).toBeNumber();
    };
    expectTypeOf(never).toBeFunction();
  });
});
