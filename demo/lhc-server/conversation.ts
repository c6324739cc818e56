/**
 * An installation's visitors, chats and messages, limited to what the demo needs.
 * The names in brackets are LHC's columns. Times are Unix times in seconds. A missing field has LHC's default: 0 or empty.
 */

/** [lh_chat.status] 0 pending, 1 active, 2 closed, 3 chatbox, 4 between operators, 5 with a bot */
export type ChatStatus = 0 | 1 | 2 | 3 | 4 | 5;
export const PENDING = 0;
export const ACTIVE = 1;
export const CLOSED = 2;
export const BOT = 5;

/** One row of `lh_chat`. */
export interface Chat {
  id: number;
  /** [dep_id] */
  department: number;
  /** allows writing to the chat without a key */
  hash?: string;
  /** pending by default */
  status?: ChatStatus;
  /** [user_id] the operator who has accepted it */
  user?: number;
  /** `Visitor` by default */
  nick?: string;
  ip?: string;
  /** where the visitor came from */
  referrer?: string;
  /** [additional_data] JSON */
  additionalData?: string;
  /** [online_user_id] the id of its visitor */
  visitor?: number;
  /** when it was started */
  time?: number;
  /** [last_msg_id] */
  lastMessage?: number;
}

/** One row of `lh_msg`. */
export interface Message {
  id: number;
  /** [chat_id] */
  chat: number;
  /** [user_id] 0 the visitor, above 0 an operator */
  user: number;
  /** [msg] */
  text: string;
  /** [name_support] the operator's name, as visitors see it */
  nameSupport?: string;
  time: number;
}

/** One row of `lh_chat_online_user`: a visitor of a page. */
export interface Visitor {
  id: number;
  /** more than 20 characters, as LHC makes them */
  vid: string;
  ip?: string;
  /** [operator_message] an operator's invitation, shown repeatedly until it is seen */
  operatorMessage?: string;
  /** [operator_user_id] who wrote it */
  operatorUser?: number;
  /** [message_seen] */
  messageSeen?: boolean;
  /** [pages_count] */
  pages?: number;
  /** [last_visit] */
  lastVisit?: number;
}
