/** What follows from a new status of a chat (erLhcoreClassChatHelper::changeStatus). */
import type { Call } from "../call.ts";
import { ACTIVE, BOT, CLOSED, PENDING, type Chat, type ChatStatus } from "../conversation.ts";
import type { Query } from "../php.ts";
import type { User } from "../state.ts";
import { hasAccessTo } from "./auth.ts";
import { intOf } from "./input.ts";
import { addMessage, countPending, nameSupport, seconds } from "./records.ts";

/** undefined for what is no status. */
export function statusOf(form: Query): ChatStatus | undefined {
  const status = intOf(form, "status", PENDING);
  return status !== undefined && status <= BOT ? (status as ChatStatus) : undefined;
}

/** Closing another operator's chat without the permission for it is silently left undone. */
export function changeStatus(call: Call, chat: Chat, operator: User, status: ChatStatus): void {
  const before = chat.status ?? PENDING;
  const time = seconds(call.now);
  const announce = (what: string): void => {
    const name = nameSupport(operator);
    const message = addMessage(call, {
      chat: chat.id,
      user: -1,
      text: `${name} ${what}`,
      nameSupport: name,
    });
    chat.lastMessage = message.id;
    chat.lastVisitorMessageAt = time;
  };
  if (status === ACTIVE) {
    accept(chat, before, time);
    chat.user ||= operator.id;
  } else if (status === PENDING) {
    Object.assign(chat, { user: 0, isSupportInformed: false, hasUnreadMessages: true, pendingSince: time });
    announce("has changed chat status to pending!");
  } else if (status === CLOSED) {
    const isAllowed = chat.user === operator.id || hasAccessTo(operator, "lhchat", "allowcloseremote");
    if (!isAllowed || before === CLOSED) return;
    chat.closedAt = time;
    announce("has closed the chat!");
  } else if (status === BOT) {
    chat.user = 0;
    announce("has changed chat status to bot!");
  }
  chat.status = status;
  if (before === PENDING && status !== PENDING) countPending(call.installation, chat, -1);
  if (before !== PENDING && status === PENDING) countPending(call.installation, chat, 1);
}

function accept(chat: Chat, before: ChatStatus, time: number): void {
  if (before === BOT) {
    chat.pendingSince = time;
    chat.waitTime = 1;
  } else if (before === PENDING) {
    chat.waitTime ||= time - (chat.pendingSince ?? chat.time ?? time);
  } else if (before !== ACTIVE) {
    chat.lastVisitorMessageAt = time - 1;
    chat.lastOperatorMessageAt = time;
  }
}
