import { each, flag, list, number, object, text, textOrNull } from "./fields.ts";

/** A message of a chat, by LHC's own names. */
export interface Message {
  id: number;
  chat_id: number;
  /** Who wrote it, as `messageAuthor` reads it: 0 the visitor, an operator's id, -1 the system, -2 a bot. */
  user_id: number;
  /** As it was written, with LHC's BBCode. Not escaped: it may hold HTML of the visitor's. */
  msg: string;
  /** Unix time in seconds. */
  time: number;
  /** The name of the operator or bot, else empty. */
  name_support: string | null;
  /** JSON of buttons and the like, mostly empty. */
  meta_msg: string | null;
}

/** What `messages()` gives. */
export interface Messages {
  messages: Message[];
  /** Whether the chat is closed. */
  closed: boolean;
}

/** Who wrote a message. The system's are for operators alone: visitors do not see them. */
export type MessageAuthor = "visitor" | "operator" | "system" | "bot";

export const message = object<Message>({
  ...each(number, "id", "chat_id", "user_id", "time"),
  msg: text,
  ...each(textOrNull, "name_support", "meta_msg"),
});

export const messageList = object<Messages>({ messages: list(message), closed: flag });

/** Source: the numbers that LHC's models and templates compare `user_id` with. */
export function messageAuthor({ user_id }: Pick<Message, "user_id">): MessageAuthor {
  if (user_id === 0) return "visitor";
  if (user_id > 0) return "operator";
  return user_id === -2 ? "bot" : "system";
}
