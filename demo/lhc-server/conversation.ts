/**
 * What an installation remembers of visitors, chats and messages.
 * The names in brackets are LHC's columns. Times are Unix times in seconds. A missing field is LHC's default: 0 or empty.
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
  /** whoever knows it writes to the chat without a key */
  hash?: string;
  /** pending by default */
  status?: ChatStatus;
  /** [status_sub] 1 an operator has taken it, 2 the visitor was sent to the contact form, 3 has closed it, 5 sees a survey */
  statusSub?: number;
  /** [user_id] the operator who has taken it */
  user?: number;
  /** `Visitor` by default */
  nick?: string;
  email?: string;
  phone?: string;
  ip?: string;
  /** where the visitor came from */
  referrer?: string;
  /** [session_referrer] the page on which the chat began */
  sessionReferrer?: string;
  /** [additional_data] JSON */
  additionalData?: string;
  /** [uagent] */
  userAgent?: string;
  /** [online_user_id] the id of its visitor */
  visitor?: number;
  /** when it was started */
  time?: number;
  /** [pnd_time] since when it waits for an operator; `time` by default */
  pendingSince?: number;
  /** [wait_time] seconds until an operator took it */
  waitTime?: number;
  /** [lsync] when LHC last looked after it; `time` by default */
  lastSync?: number;
  /** [cls_time] */
  closedAt?: number;
  /** [last_msg_id] */
  lastMessage?: number;
  /** [last_user_msg_time] */
  lastVisitorMessageAt?: number;
  /** [last_op_msg_time] */
  lastOperatorMessageAt?: number;
  /** [has_unread_messages] */
  hasUnreadMessages?: boolean;
  /** [has_unread_op_messages] */
  hasUnreadOperatorMessages?: boolean;
  /** [unanswered_chat] */
  isUnanswered?: boolean;
  /** [user_status] 0 the visitor is there, 1 has left, 2 is asked to come back */
  visitorStatus?: 0 | 1 | 2;
  /** [user_closed_ts] */
  visitorLeftAt?: number;
  /** [support_informed] */
  isSupportInformed?: boolean;
}

/** One row of `lh_msg`. */
export interface Message {
  id: number;
  /** [chat_id] */
  chat: number;
  /** [user_id] 0 the visitor, above 0 an operator, -1 LHC itself (hidden from visitors), -2 a bot */
  user: number;
  /** [msg] */
  text: string;
  /** [name_support] the operator's name, as visitors see it */
  nameSupport?: string;
  /** [meta_msg] JSON */
  meta?: string;
  /** [del_st] 0 pending, 1 sent */
  delivery?: 0 | 1;
  time: number;
}

/** One row of `lh_chat_online_user`: a visitor of a page. */
export interface Visitor {
  id: number;
  /** more than 20 characters, as LHC makes them */
  vid: string;
  ip?: string;
  /** [dep_id] */
  department?: number;
  /** [operator_message] an operator's invitation: shown again and again until it is seen */
  operatorMessage?: string;
  /** [operator_user_id] who wrote it */
  operatorUser?: number;
  /** [message_seen] */
  messageSeen?: boolean;
  /** [chat_id] the newest chat */
  chat?: number;
  /** [reopen_chat] the chat opens by itself, if its `visitorStatus` is 2 */
  reopenChat?: boolean;
  /** [pages_count] */
  pages?: number;
  /** [first_visit] */
  firstVisit?: number;
  /** [last_visit] */
  lastVisit?: number;
  /** [user_country_code] two small letters */
  country?: string;
}
