/** A chat and its messages as LHC writes them: all columns, most of which stay as they were created here. */
import type { Chat, Message } from "../conversation.ts";
import type { Value } from "../output.ts";

export interface Row {
  [column: string]: Value;
}

/** In the order of the model's properties. */
export function chatRow(chat: Chat): Row {
  const { time = 0 } = chat;
  return {
    id: chat.id,
    nick: chat.nick ?? "Visitor",
    status: chat.status ?? 0,
    status_sub: chat.statusSub ?? 0,
    status_sub_sub: 0,
    time,
    user_id: chat.user ?? 0,
    sender_user_id: 0,
    hash: chat.hash ?? "",
    ip: chat.ip ?? "",
    referrer: chat.referrer ?? "",
    dep_id: chat.department,
    email: chat.email ?? "",
    user_status: chat.visitorStatus ?? 0,
    support_informed: Number(chat.isSupportInformed ?? false),
    country_code: "",
    country_name: "",
    phone: chat.phone ?? "",
    user_typing: 0,
    user_typing_txt: "",
    operator_typing: 0,
    has_unread_messages: Number(chat.hasUnreadMessages ?? false),
    last_user_msg_time: chat.lastVisitorMessageAt ?? 0,
    last_msg_id: chat.lastMessage ?? 0,
    mail_send: 0,
    lat: "0",
    lon: "0",
    city: "",
    additional_data: chat.additionalData ?? "",
    session_referrer: chat.sessionReferrer ?? "",
    wait_time: chat.waitTime ?? 0,
    chat_duration: 0,
    priority: 0,
    online_user_id: chat.visitor ?? 0,
    lsync: chat.lastSync ?? time,
    transfer_if_na: 0,
    transfer_timeout_ts: 0,
    transfer_timeout_ac: 0,
    transfer_uid: 0,
    pnd_time: chat.pendingSince ?? time,
    cls_time: chat.closedAt ?? 0,
    auto_responder_id: 0,
    user_tz_identifier: "",
    na_cb_executed: 0,
    nc_cb_executed: 0,
    fbst: 0,
    operator_typing_id: 0,
    chat_initiator: 0,
    chat_variables: "",
    remarks: "",
    operation: "",
    operation_admin: "",
    screenshot_id: 0,
    unread_messages_informed: 0,
    reinform_timeout: 0,
    last_op_msg_time: chat.lastOperatorMessageAt ?? 0,
    has_unread_op_messages: Number(chat.hasUnreadOperatorMessages ?? false),
    unread_op_messages_informed: 0,
    user_closed_ts: chat.visitorLeftAt ?? 0,
    unanswered_chat: Number(chat.isUnanswered ?? false),
    product_id: 0,
    usaccept: 0,
    status_sub_arg: "",
    tslasign: 0,
    chat_locale: "",
    chat_locale_to: "",
    uagent: chat.userAgent ?? "",
    anonymized: 0,
    invitation_id: 0,
    device_type: 0,
    gbot_id: 0,
    theme_id: 0,
    cls_us: 0,
    iwh_id: 0,
    frt: 0,
    aart: 0,
    mart: 0,
    updateIgnoreColumns: [],
  };
}

/** A chat that was just created knows fewer columns, and some by another type. */
export function newChatRow(chat: Chat): Row {
  const { updateIgnoreColumns: _, ...row } = chatRow(chat);
  return { ...row, support_informed: "", lat: 0, lon: 0 };
}

export const messageRow = (message: Message): Row => ({
  id: message.id,
  msg: message.text,
  meta_msg: message.meta ?? "",
  time: message.time,
  chat_id: message.chat,
  user_id: message.user,
  name_support: message.nameSupport ?? "",
  del_st: message.delivery ?? 0,
});
