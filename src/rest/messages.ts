import { each, flag, list, number, object, text, textOrNull } from "./fields.ts";

/** A message of a chat with LHC's field names. */
export interface Message {
  id: number;
  chat_id: number;
  /** The author: 0 for the visitor, an operator's id, -1 for the system, -2 for a bot. See `messageAuthor`. */
  user_id: number;
  /** The text as typed, with LHC's BBCode. Not escaped: it may contain the visitor's HTML. */
  msg: string;
  /** Unix time in seconds. */
  time: number;
  /** The name of the operator or bot, otherwise empty. */
  name_support: string | null;
  /** JSON, for example of buttons. Usually empty. */
  meta_msg: string | null;
}

/** The result of `messages()`. */
export interface Messages {
  messages: Message[];
  /** Whether the chat is closed. */
  closed: boolean;
}

/** The author of a message. Only operators see system messages. */
export type MessageAuthor = "visitor" | "operator" | "system" | "bot";

export const message = object<Message>({
  ...each(number, "id", "chat_id", "user_id", "time"),
  msg: text,
  ...each(textOrNull, "name_support", "meta_msg"),
});

export const messageList = object<Messages>({ messages: list(message), closed: flag });

/** Source: the values that LHC's models and templates compare `user_id` with. */
export function messageAuthor({ user_id }: Pick<Message, "user_id">): MessageAuthor {
  if (user_id === 0) return "visitor";
  if (user_id > 0) return "operator";
  return user_id === -2 ? "bot" : "system";
}
