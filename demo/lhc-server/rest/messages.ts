/** Writes and reads messages of visitors and operators. */
import type { Call, View } from "../call.ts";
import { ACTIVE, BOT, CLOSED, PENDING, type Chat, type Message } from "../conversation.ts";
import { PhpException, PhpError, toInt } from "../php.ts";
import { setHeaders } from "../reply.ts";
import {
  chatById,
  endpoint,
  failing,
  MESSAGE,
  nameSupport,
  nextId,
  PLAIN,
  requireAccess,
  seconds,
  textOf,
  validateRequest,
  type Row,
} from "./endpoint.ts";

/** [max_message_length] characters, LHC's default */
const MAX_LENGTH = 500;
export const tooLong = (text: string): string | undefined =>
  Array.from(text).length > MAX_LENGTH ? `Maximum ${MAX_LENGTH} characters for a message` : undefined;

/** Adds a message. Ids increase across all chats. */
export function addMessage(call: Call, chat: Chat, user: number, text: string, nameOfSupport = ""): Message {
  const messages = (call.installation.messages ??= []);
  const message = {
    id: nextId(messages),
    chat: chat.id,
    user,
    text,
    nameSupport: nameOfSupport,
    time: seconds(call),
  };
  messages.push(message);
  chat.lastMessage = message.id;
  return message;
}

export const messageRow = (message: Message): Row => ({
  id: message.id,
  msg: message.text,
  meta_msg: "",
  time: message.time,
  chat_id: message.chat,
  user_id: message.user,
  name_support: message.nameSupport ?? "",
});

/** A visitor's message, with the chat's hash or a key. */
const addmsguser = failing(MESSAGE, (call) => {
  setHeaders(call);
  const { installation, form } = call;
  const text = textOf(form, "msg")?.trim();
  if (text === undefined) throw new PhpError("Required input field 'msg' missing.");
  if (text === "" || tooLong(text))
    throw new PhpException(`Please enter a message, max characters - ${MAX_LENGTH}`);
  const chat_id = textOf(form, "chat_id") ?? "";
  const chat = chatById(installation, toInt(chat_id));
  if (chat?.hash === undefined || chat.hash !== textOf(form, "hash")) validateRequest(call);
  if (!chat || ![PENDING, ACTIVE, BOT].includes(chat.status ?? PENDING))
    throw new PhpException("You cannot send messages to this chat. Please refresh your browser.");
  return { error: false, r: "", msg: { ...messageRow(addMessage(call, chat, 0, text)), chat_id } };
});

/** An operator's message. It accepts a pending chat. */
const addmsgadmin = endpoint(MESSAGE, (call, operator) => {
  requireAccess(operator, "lhchat", "use");
  const text = (textOf(call.form, "msg") ?? "").trim();
  if (text === "") throw new PhpException("Please enter a message!");
  const chat = chatById(call.installation, toInt(textOf(call.form, "chat_id")));
  if (!chat) throw new PhpException("Chat could not be found!");
  if ((chat.status ?? PENDING) === PENDING) Object.assign(chat, { status: ACTIVE, user: operator.id });
  const message = addMessage(call, chat, operator.id, text, nameSupport(operator));
  return { error: false, r: "", msg: messageRow(message) };
});

const fetchchatmessages = endpoint(PLAIN, ({ installation, route: { query } }, user) => {
  requireAccess(user, "lhchat", "use");
  const chat = chatById(installation, toInt(textOf(query, "chat_id")));
  if (!chat) throw new PhpException("Could not find chat by chat_id!");
  const since = toInt(textOf(query, "last_message_id"));
  const messages = (installation.messages ?? []).filter((one) => one.chat === chat.id && one.id > since);
  return { error: false, result: { messages: messages.map(messageRow), closed: chat.status === CLOSED } };
});

export const messageViews: Record<string, View> = { addmsguser, addmsgadmin, fetchchatmessages };
