import { each, list, number, numberOrNull, object, optional, text, textOrNull } from "./fields.ts";
import { type Message, message } from "./messages.ts";

/** Source: erLhcoreClassModelChat. */
export const ChatStatus = { pending: 0, active: 1, closed: 2, chatbox: 3, operators: 4, bot: 5 } as const;
export type ChatStatus = (typeof ChatStatus)[keyof typeof ChatStatus];

/** A chat with LHC's field names. Times are Unix seconds, 0 for never. Null if this LHC version lacks the field. */
export interface Chat {
  id: number;
  /** One of `ChatStatus`, or a value added by an extension. */
  status: number;
  /** The start of the chat. */
  time: number;
  /** The department's id. */
  dep_id: number;
  /** The operator's id, 0 before an operator accepts the chat. */
  user_id: number;
  /** The visitor's key to this chat. Keep it secret: it allows writing to the chat. */
  hash: string;
  nick: string | null;
  email: string | null;
  phone: string | null;
  ip: string | null;
  /** The page on which the chat was started. */
  referrer: string | null;
  /** JSON: `[{"key": …, "value": …}]`. */
  additional_data: string | null;
  /** The visitor's id in LHC's list of online visitors, not the `vid`. */
  online_user_id: number | null;
  has_unread_messages: number | null;
  last_msg_id: number | null;
  last_user_msg_time: number | null;
  /** Null without `includeMessages`, and for a chat without messages. */
  messages: Message[] | null;
}

export const chat = object<Chat>({
  ...each(number, "id", "status", "time", "dep_id", "user_id"),
  hash: text,
  ...each(textOrNull, "nick", "email", "phone", "ip", "referrer", "additional_data"),
  ...each(numberOrNull, "online_user_id", "has_unread_messages", "last_msg_id", "last_user_msg_time"),
  messages: optional(list(message)),
});

export const chatPage = object({ list: list(chat), list_count: number });
