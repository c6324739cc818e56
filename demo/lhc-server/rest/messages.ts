/** Endpoints that write a visitor's messages, and read all. */
import type { Call, View } from "../call.ts";
import { ACTIVE, BOT, CLOSED, PENDING, type Chat } from "../conversation.ts";
import { connect } from "../online.ts";
import type { Result } from "../output.ts";
import { jsonEncode, PhpError, PhpException, toInt } from "../php.ts";
import { setHeaders } from "../reply.ts";
import { canRead, requireAccess, validateRequest } from "./auth.ts";
import { messageRow } from "./chat-row.ts";
import { endpoint, PLAIN } from "./endpoint.ts";
import { isTrue, lengthOf, textOf } from "./input.ts";
import { addmsgadmin } from "./operator-messages.ts";
import { addMessage, chatById, messagesOf, seconds } from "./records.ts";
import { MAX_MESSAGE_LENGTH } from "./start-chat.ts";

/** Several messages in one. */
const SEPARATOR = "[[msgitm]]";
const isBlank = (text: string): boolean => text.trim() === "";
const TAKES_MESSAGES = [PENDING, ACTIVE, BOT];

/** The visitor's: with the chat's hash, or with a key. `callback` and `format` are ignored. */
const addmsguser: View = (call) => {
  setHeaders(call);
  const given = textOf(call.form, "msg");
  if (given === undefined) throw new PhpError("Required input field 'msg' missing.");
  const texts = given.trim().split(SEPARATOR);
  const answer = (status: number, result: Result): void => {
    call.response.status = status;
    call.response.body += jsonEncode(result);
  };
  if (texts.every(isBlank) || lengthOf(given) > MAX_MESSAGE_LENGTH) {
    answer(400, { error: true, r: `Please enter a message, max characters - ${MAX_MESSAGE_LENGTH}` });
    return;
  }
  try {
    const row = addVisitorMessages(call, texts);
    answer(200, { error: false, r: "", msg: row });
  } catch (error) {
    if (!(error instanceof PhpException)) throw error;
    answer(400, { error: true, r: error.message });
  }
};

/** The last row, with all the texts. */
function addVisitorMessages(call: Call, texts: readonly string[]) {
  const { installation, form, now } = call;
  connect(installation);
  const chatId = textOf(form, "chat_id") ?? "";
  const chat = chatById(installation, toInt(chatId));
  if (chat?.hash === undefined || chat.hash !== textOf(form, "hash")) validateRequest(call);
  // To PHP, no chat at all is a pending one: a key writes into nothing.
  const { status = PENDING, statusSub = 0 } = chat ?? {};
  if (!TAKES_MESSAGES.includes(status) || statusSub === 5 || statusSub === 2) {
    throw new PhpException("You cannot send messages to this chat. Please refresh your browser.");
  }
  const messages = texts
    .filter((text) => !isBlank(text))
    .map((text) => addMessage(call, { chat: toInt(chatId), user: 0, text: text.trim() }));
  const last = messages.at(-1)!;
  if (chat) {
    chat.lastVisitorMessageAt = chat.lastSync = seconds(now);
    chat.lastMessage = Math.max(chat.lastMessage ?? 0, last.id);
    chat.hasUnreadMessages = true;
    chat.isUnanswered = status === PENDING;
  }
  return { ...messageRow(last), msg: texts.join("\n").trim(), chat_id: chatId };
}

const fetchchatmessages = endpoint(PLAIN, ({ installation, route }, user) => {
  requireAccess(user, "lhchat", "use");
  const chat = chatById(installation, toInt(textOf(route.query, "chat_id")));
  if (!chat) throw new PhpException("Could not find chat by chat_id!");
  if (!canRead(user, chat)) throw new PhpException("You do not have permission to read this chat!");

  const since = toInt(textOf(route.query, "last_message_id"));
  const all = messagesOf(installation).filter((message) => message.chat === chat.id && message.id > since);
  const ignoresSystem = ["true", "1"].includes(textOf(route.query, "ignore_system_messages") ?? "");
  const messages = ignoresSystem ? all.filter((message) => message.user !== -1) : all;
  const lmid = (ignoresSystem && all.at(-1)?.id) || since;
  const isClosed = chat.status === CLOSED || chat.statusSub === 5;
  return {
    error: false,
    result: {
      messages: messages.map(messageRow),
      ot: "",
      closed: isClosed,
      check_status: (isTrue(route.query, "workflow") && followWorkflow(chat)) || chat.statusSub === 2,
      lmid,
    },
  };
});

/** What the visitor's window does with what it reads; says whether it should ask for the status. */
function followWorkflow(chat: Chat): boolean {
  const isOwnerNew = chat.statusSub === 1;
  if (isOwnerNew) chat.statusSub = 0;
  chat.visitorStatus = 0;
  chat.hasUnreadOperatorMessages = false;
  return isOwnerNew;
}

export const messageViews: Record<string, View> = { addmsguser, addmsgadmin, fetchchatmessages };
