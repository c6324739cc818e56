import { each, list, number, numberOrNull, object, optional, text, textOrNull } from "./fields.ts";
import { type Message, message } from "./messages.ts";

/** LHC's numbers for the status of a chat. Source: erLhcoreClassModelChat. */
export const ChatStatus = { pending: 0, active: 1, closed: 2, chatbox: 3, operators: 4, bot: 5 } as const;
export type ChatStatus = (typeof ChatStatus)[keyof typeof ChatStatus];

/** A chat, by LHC's own names. Times are Unix times in seconds, 0 for never. Null: not known to this LHC. */
export interface Chat {
  id: number;
  /** One of `ChatStatus`, unless an extension has more. */
  status: number;
  /** When it began. */
  time: number;
  /** The department's id. */
  dep_id: number;
  /** The operator's id, 0 for nobody yet. */
  user_id: number;
  /** The visitor's key to this chat. Whoever has it can write in it. */
  hash: string;
  nick: string | null;
  email: string | null;
  phone: string | null;
  ip: string | null;
  /** The page on which the chat was started. */
  referrer: string | null;
  /** JSON: `[{"key": …, "value": …}]`. */
  additional_data: string | null;
  /** Of the visitor, as in LHC's list of online visitors; not the `vid`. */
  online_user_id: number | null;
  has_unread_messages: number | null;
  last_msg_id: number | null;
  last_user_msg_time: number | null;
  /** With `includeMessages` alone, and not for a chat without any. */
  messages: Message[] | null;
}

export const chat = object<Chat>({
  ...each(number, "id", "status", "time", "dep_id", "user_id"),
  hash: text,
  ...each(textOrNull, "nick", "email", "phone", "ip", "referrer", "additional_data"),
  ...each(numberOrNull, "online_user_id", "has_unread_messages", "last_msg_id", "last_user_msg_time"),
  messages: optional(list(message)),
});

/** One of `chats()`. */
export const chatPage = object({ list: list(chat), list_count: number });
