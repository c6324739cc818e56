/** Rows of the database, found and added. */
import type { Call } from "../call.ts";
import type { Chat, Message, Visitor } from "../conversation.ts";
import { connect } from "../online.ts";
import { PhpException } from "../php.ts";
import type { Installation, User } from "../state.ts";

/** PHP's `time()`. */
export const seconds = (now: number): number => Math.floor(now / 1000);

export const chatsOf = (installation: Installation): Chat[] => (installation.chats ??= []);
export const messagesOf = (installation: Installation): Message[] => (installation.messages ??= []);
export const visitorsOf = (installation: Installation): Visitor[] => (installation.visitors ??= []);

export const nextId = (rows: readonly { id: number }[]): number =>
  rows.reduce((highest, { id }) => Math.max(highest, id), 0) + 1;

/** Errors are swallowed: without a database there is no chat. */
export function chatById(installation: Installation, id: number): Chat | undefined {
  try {
    connect(installation);
  } catch (error) {
    if (error instanceof PhpException) return undefined;
    throw error;
  }
  return installation.chats?.find((chat) => chat.id === id);
}

export const userById = ({ users }: Installation, id: number | undefined): User | undefined =>
  users.find((user) => user.id === id);

/** [name_support] what visitors read. */
export const nameSupport = ({ nickname = "", name = "", surname = "" }: User): string =>
  (nickname || `${name} ${surname}`).trim();

/** Later than all others, whatever chat they belong to. */
export function addMessage({ installation, now }: Call, row: Omit<Message, "id" | "time">): Message {
  const messages = messagesOf(installation);
  const message = { id: nextId(messages), time: seconds(now), ...row };
  messages.push(message);
  return message;
}

/** [pending_chats_counter] */
export function countPending({ departments }: Installation, { department: id }: Chat, change: 1 | -1): void {
  const department = departments.find((one) => one.id === id);
  if (department) department.queueLength = Math.max(0, (department.queueLength ?? 0) + change);
}
