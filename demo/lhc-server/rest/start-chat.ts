/** startchat */
import type { Call, View } from "../call.ts";
import type { Chat } from "../conversation.ts";
import type { Result } from "../output.ts";
import { jsonEncode, PhpError, toInt, type Query } from "../php.ts";
import { unorderedParameter } from "../route.ts";
import type { Department } from "../state.ts";
import { CLIENT_IP } from "./auth.ts";
import { newChatRow } from "./chat-row.ts";
import { endpoint } from "./endpoint.ts";
import { intOf, lengthOf, parameterOf, textOf } from "./input.ts";
import { addMessage, chatsOf, countPending, nameSupport, nextId, seconds, userById } from "./records.ts";
import { trackVisitor } from "./track-visitor.ts";

/** The trace is of the installation's own paths. */
const WITH_TRACE = {
  status: 200,
  result: (errors: string): Result => ({ error: true, result: { errors, trace: "#0 {main}" } }),
} as const;

/** [max_message_length] characters, as LHC comes */
export const MAX_MESSAGE_LENGTH = 500;

const startchat = endpoint(WITH_TRACE, (call) => {
  const { installation, form } = call;
  const question = questionOf(call);
  const department = departmentOf(call);
  const errors = { ...errorOfQuestion(question), ...errorOfDepartment(department) };
  if (Object.keys(errors).length > 0) return { error: true, result: { errors } };

  const chat = newChat(call, (department as Department).id);
  const additionalData = additionalDataOf(form);
  if (additionalData !== undefined) chat.additionalData = additionalData;
  chatsOf(installation).push(chat);
  const row = newChatRow(chat);
  if (installation.settings.trackVisitors ?? true) linkVisitor(call, chat);
  if (question) {
    chat.lastMessage = addMessage(call, { chat: chat.id, user: 0, text: question }).id;
    chat.isUnanswered = true;
  }
  countPending(installation, chat, 1);
  return {
    error: false,
    result: {
      chat: {
        ...row,
        online_user_id: chat.visitor ?? 0,
        last_msg_id: chat.lastMessage ?? 0,
        unanswered_chat: Number(chat.isUnanswered ?? false),
      },
    },
  };
});

/**
 * The start form of an installation as it comes has one field, the message. A department in the path has a form of its
 * own, by default one without any: then the message is neither asked for nor kept.
 */
function questionOf({ route, form }: Call): string | undefined {
  const departments = unorderedParameter(route.parameters, "department");
  if (departments?.length === 1 && toInt(departments[0]) > 0) return undefined;
  return (textOf(form, "Question") ?? "").trim();
}

function errorOfQuestion(question: string | undefined): { question?: string } {
  if (question === "") return { question: "Please enter your message" };
  if (question === undefined || lengthOf(question) <= MAX_MESSAGE_LENGTH) return {};
  return { question: `Maximum ${MAX_MESSAGE_LENGTH} characters for a message` };
}

/** Only the form names it; else it is the first one that is open to everybody. */
function departmentOf({ installation, form }: Call): Department | "none chosen" | undefined {
  const id = intOf(form, "DepartamentID", -1);
  if (id === -1) return "none chosen";
  const enabled = installation.departments.filter(({ disabled }) => !disabled);
  const byDefault = enabled
    .filter(({ alias = "" }) => alias === "")
    .toSorted(
      (a, b) => Number(a.hidden ?? false) - Number(b.hidden ?? false) || a.name.localeCompare(b.name, "en"),
    );
  return enabled.find((one) => one.id === id) ?? byDefault[0];
}

function errorOfDepartment(department: Department | "none chosen" | undefined): Record<string, string> {
  if (department === undefined) return { 0: "Could not determine a default department!" };
  if (department === "none chosen") return { department: "Please choose department!" };
  const { queueMax = 0, queueLength = 0, bot } = department;
  if (queueMax === 0 || queueLength < queueMax || (bot && !bot.followsOnlineHours)) return {};
  return {
    department:
      "At the moment department is overloaded, please choose a different department or try again later!",
  };
}

function newChat({ installation, form, request, now, random }: Call, department: number): Chat {
  const operator = userById(installation, intOf(form, "operator", 1));
  return {
    id: nextId(chatsOf(installation)),
    department,
    hash: newHash(random),
    time: seconds(now),
    ip: textOf(form, "ip") ?? CLIENT_IP,
    referrer: textOf(form, "URLRefer") ?? "",
    sessionReferrer: textOf(form, "r") ?? "",
    userAgent: request.headers["user-agent"] ?? "",
    ...(operator && !operator.disabled && { user: operator.id }),
  };
}

/** 40 letters and digits. */
const newHash = (random: Call["random"]): string =>
  random(40).reduce((hash, byte) => hash + HASH_LETTERS.charAt(byte % HASH_LETTERS.length), "");
const HASH_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** `{"order_no": {"val": "A-77"}}`. A bare text in place of the inner object is an error of PHP's. */
function additionalDataOf(form: Query): string | undefined {
  const given = parsed(textOf(form, "data") ?? "");
  if (typeof given !== "object" || given === null) return undefined;
  const list = Object.entries(given).map(([key, attribute]: [string, unknown]) => {
    if (typeof attribute === "string") throw new PhpError("Cannot access offset of type string on string");
    const value = (attribute as { val?: unknown } | null)?.val ?? null;
    return { secure: false, h: false, key, value };
  });
  return list.length > 0 ? jsonEncode(list) : undefined;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

/** What an operator has written to the visitor is seen by now, and begins the chat if the chat follows from it. */
function linkVisitor(call: Call, chat: Chat): void {
  const visitor = trackVisitor(call, { vid: parameterOf(call.route, "vid"), isCheck: true });
  if (!visitor) return;
  const { operatorMessage = "", operatorUser = 0, messageSeen } = visitor;
  if (textOf(call.form, "proactive") === "1" && operatorMessage !== "" && !messageSeen) {
    const operator = userById(call.installation, operatorUser);
    chat.lastMessage = addMessage(call, {
      chat: chat.id,
      user: operatorUser || -2,
      text: operatorMessage.trim(),
      nameSupport: operator ? nameSupport(operator) : "Live Support",
    }).id;
  }
  Object.assign(visitor, { chat: chat.id, department: chat.department, messageSeen: true });
  chat.visitor = visitor.id;
}

export const startChatViews: Record<string, View> = { startchat };
