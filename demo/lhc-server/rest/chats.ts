/** Starts, lists, reads and closes chats. A user who may use chats can read all of them. */
import type { Call, View } from "../call.ts";
import { ACTIVE, CLOSED, PENDING, type Chat, type ChatStatus } from "../conversation.ts";
import { jsonEncode, PhpError, PhpException, toInt, type Query } from "../php.ts";
import { unorderedParameter } from "../route.ts";
import {
  chatById,
  CLIENT_IP,
  endpoint,
  failing,
  NESTED,
  nextId,
  PLAIN,
  requireAccess,
  seconds,
  STATUS_400,
  textOf,
  userById,
  WITH_ERRORS,
  nameSupport,
  type Row,
} from "./endpoint.ts";
import { addMessage, messageRow, tooLong } from "./messages.ts";
import { visitorOf } from "./visitors.ts";

const chatRow = (chat: Chat): Row => ({
  id: chat.id,
  nick: chat.nick ?? "Visitor",
  status: chat.status ?? PENDING,
  time: chat.time ?? 0,
  user_id: chat.user ?? 0,
  hash: chat.hash ?? "",
  ip: chat.ip ?? "",
  referrer: chat.referrer ?? "",
  dep_id: chat.department,
  email: "",
  phone: "",
  additional_data: chat.additionalData ?? "",
  online_user_id: chat.visitor ?? 0,
  last_msg_id: chat.lastMessage ?? 0,
});

const startchat = endpoint(NESTED, (call) => {
  const { installation, route, form, random } = call;
  // A department in the path has its own form. LHC's default form has no message, so it is neither required nor stored.
  const isAsked = toInt(unorderedParameter(route.parameters, "department")?.[0]) <= 0;
  const text = isAsked ? (textOf(form, "Question") ?? "").trim() : "";
  const problem = isAsked && text === "" ? "Please enter your message" : tooLong(text);
  if (problem) return { error: true, result: { errors: { question: problem } } };
  const asked = toInt(textOf(form, "DepartamentID"));
  const { departments } = installation;
  const department = departments.find(({ id, disabled }) => id === asked && !disabled) ?? departments[0]!;
  const visitor = visitorOf(call);
  const chats = (installation.chats ??= []);
  const chat: Chat = {
    id: nextId(chats),
    department: department.id,
    hash: random(20).toString("hex"),
    time: seconds(call),
    ip: textOf(form, "ip") ?? CLIENT_IP,
    referrer: textOf(form, "URLRefer") ?? "",
    additionalData: additionalDataOf(form),
    visitor: visitor.id,
  };
  chats.push(chat);
  const { operatorMessage, operatorUser = 0 } = visitor;
  if (textOf(form, "proactive") === "1" && operatorMessage && !visitor.messageSeen) {
    const operator = userById(installation, operatorUser);
    addMessage(call, chat, operatorUser, operatorMessage, operator ? nameSupport(operator) : "Live Support");
  }
  visitor.messageSeen = true;
  if (text !== "") addMessage(call, chat, 0, text);
  return { error: false, result: { chat: chatRow(chat) } };
});

/** `{"order_no": {"val": "A-77"}}`. A string instead of the inner object causes a PHP error. */
function additionalDataOf(form: Query): string {
  const given = JSON.parse(textOf(form, "data") || "{}") as Record<string, string | { val?: string }>;
  const list = Object.entries(given).map(([key, attribute]) => {
    if (typeof attribute === "string") throw new PhpError("Cannot access offset of type string on string");
    return { secure: false, h: false, key, value: attribute.val ?? null };
  });
  return list.length > 0 ? jsonEncode(list) : "";
}

const isIn = (list: string, value: number): boolean => list.split(",").map(Number).includes(value);

/** By LHC's names. */
const CONDITIONS: Record<string, (chat: Chat, wanted: string) => boolean> = {
  status_ids: ({ status = PENDING }, wanted) => isIn(wanted, status),
  departament_ids: ({ department }, wanted) => isIn(wanted, department),
  user_ids: ({ user = 0 }, wanted) => isIn(wanted, user),
  has_operator: ({ user = 0 }, wanted) => (wanted === "true") === user > 0,
  id_gt: ({ id }, wanted) => id > Number(wanted),
};

/** The newest first. */
function chatsFor({ installation: { chats = [] }, route: { query } }: Call): Chat[] {
  return chats
    .filter((chat) =>
      Object.entries(CONDITIONS).every(([name, holds]) => {
        const wanted = textOf(query, name);
        // PHP's `empty()` is true for "0", so it does not filter.
        return !wanted || wanted === "0" || holds(chat, wanted);
      }),
    )
    .toSorted((a, b) => b.id - a.id);
}

const chats = endpoint(PLAIN, (call, user) => {
  requireAccess(user, "lhchat", "use");
  const { installation, route } = call;
  const found = chatsFor(call);
  const offset = toInt(textOf(route.query, "offset"));
  const list = found.slice(offset, offset + (toInt(textOf(route.query, "limit")) || 20)).map((chat) => {
    const own = (installation.messages ?? []).filter((message) => message.chat === chat.id);
    const isAsked = textOf(route.query, "include_messages") === "true" && own.length > 0;
    return { ...chatRow(chat), ...(isAsked && { messages: own.map(messageRow) }) };
  });
  return { list, list_count: found.length, error: false };
});

const chatscount = endpoint(PLAIN, (call, user) => {
  requireAccess(user, "lhchat", "use");
  return { list_count: chatsFor(call).length, error: false };
});

const chat = endpoint(WITH_ERRORS, ({ installation, route }, user) => {
  requireAccess(user, "lhchat", "use");
  const found = chatById(installation, toInt(route.parameters[0]));
  if (!found) throw new PhpException("Chat could not be found!");
  return { error: false, result: chatRow(found) };
});

const setchatstatus = endpoint(STATUS_400, ({ installation, form }, user) => {
  requireAccess(user, "lhchat", "use");
  const found = chatById(installation, toInt(textOf(form, "chat_id")));
  if (!found) throw new PhpException("Chat could not be found!");
  found.status = toInt(textOf(form, "status")) as ChatStatus;
  if (found.status === ACTIVE) found.user ||= user.id;
  return { error: false, result: "Status changed!" };
});

/** The visitor has closed the window; `eclose` ends the chat. Needs no key, and reports success even for a wrong hash. */
const closechatasvisitor = failing(PLAIN, ({ installation, route: { query } }) => {
  const found = chatById(installation, toInt(textOf(query, "chat_id")));
  if (found?.hash === textOf(query, "hash") && found && textOf(query, "eclose")) found.status = CLOSED;
  return { error: false, result: true };
});

export const chatViews: Record<string, View> = {
  startchat,
  chats,
  chatscount,
  chat,
  setchatstatus,
  closechatasvisitor,
};
