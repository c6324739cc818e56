/** Endpoints about what a chat has come to. */
import type { View } from "../call.ts";
import { ACTIVE, CLOSED, PENDING, type Chat } from "../conversation.ts";
import { isAnyDepartmentOnline } from "../online.ts";
import { PhpException, toInt } from "../php.ts";
import { output } from "../reply.ts";
import type { Installation } from "../state.ts";
import { canRead, canWrite, requireAccess, validateRequest } from "./auth.ts";
import { changeStatus, statusOf } from "./change-status.ts";
import { endpoint, failing, NESTED, PLAIN, STATUS_400 } from "./endpoint.ts";
import { isTrue, textOf } from "./input.ts";
import { addMessage, chatById, nameSupport, seconds, userById } from "./records.ts";
import { trackVisitor } from "./track-visitor.ts";
import { userRowWithPassword } from "./user-row.ts";

const NOBODY = "At this moment there are no logged in support staff members, but you can leave your messages";
const WAITING =
  "Pending a support staff member to join, you can write your questions, and as soon as a support staff member confirms this chat, they will get your messages";

/** What the visitor's window shows. A wrong hash looks like a chat without an operator. */
const checkchatstatus: View = failing(NESTED, (call) => {
  validateRequest(call);
  failing(PLAIN, () => {
    const { installation, route, now } = call;
    const hash = textOf(route.query, "hash");
    const id = textOf(route.query, "chat_id");
    if (hash === undefined) throw new PhpException("Please provide hash");
    if (id === undefined) throw new PhpException("Please provide chat_id");
    const found = chatById(installation, toInt(id));
    const chat = found?.hash === hash ? found : undefined;
    const operator = chat?.status === ACTIVE ? userById(installation, chat.user) : undefined;
    const name = operator ? nameSupport(operator) : "";
    const isClosed = chat && chat.status === CLOSED;
    const isActivated = chat && (isClosed || (chat.status === ACTIVE && chat.statusSub !== 2));
    const isOnline =
      chat &&
      isAnyDepartmentOnline(installation, [chat.department], installation.settings.ignoreUserStatus, now);
    const joined = operator ? `${name} has joined this chat` : "";
    output(call, {
      error: false,
      result: {
        status: isActivated ? joined : isOnline ? queueText(installation, chat) : NOBODY,
        ru: "",
        ott: chat?.status === ACTIVE ? `${name || "Operator"} is typing now...` : "",
        user: operator ? userRowWithPassword(operator) : false,
        activated: isActivated ?? null,
        closed: isClosed ?? null,
        name_support: name,
      },
    });
  })(call);
});

function queueText({ chats = [] }: Installation, chat: Chat): string {
  const isAhead = (one: Chat): boolean =>
    one.id < chat.id && one.department === chat.department && (one.status ?? PENDING) === PENDING;
  const place = (chat.status ?? PENDING) === PENDING ? chats.filter(isAhead).length + 1 : 1;
  return place > 1 ? `You are number ${place} in the queue. Please wait...` : WAITING;
}

const setchatstatus = endpoint(STATUS_400, (call, user) => {
  const { installation, form } = call;
  const id = textOf(form, "chat_id");
  if (id === undefined) throw new PhpException("chat_id has to be provided!");
  const chat = loadChat(installation, id);
  requireAccess(user, "lhchat", "use");
  if (!canRead(user, chat) || !canWrite(user, chat)) {
    throw new PhpException(
      "You do not have permission to modify this chat. Make sure you have assigned department",
    );
  }
  const status = statusOf(form);
  if (status === undefined) throw new PhpException("Unknown status!");
  changeStatus(call, chat, user, status);
  return { error: false, result: "Status changed!" };
});

function loadChat(installation: Installation, id: string): Chat {
  const chat = chatById(installation, toInt(id));
  if (!chat) throw new PhpException(`No object of class 'erLhcoreClassModelChat' with id '${id}'.`);
  return chat;
}

/** The visitor's window was closed, with `eclose` by the visitor. It needs no key and sends no CORS headers. */
const closechatasvisitor: View = failing(PLAIN, (call) => {
  const { installation, route, now } = call;
  if (installation.settings.trackVisitors ?? true) {
    const visitor = trackVisitor(call, { vid: textOf(route.query, "vid") ?? "", isCheck: false });
    if (visitor?.operatorMessage) visitor.messageSeen = true;
  }
  const hash = textOf(route.query, "hash") ?? "";
  if (hash === "") return;
  const chat = loadChat(installation, textOf(route.query, "chat_id") ?? "");
  if (chat.hash === hash && chat.visitorStatus !== 1) {
    Object.assign(chat, { visitorStatus: 1, isSupportInformed: true, visitorLeftAt: seconds(now) });
    if (isTrue(route.query, "eclose")) {
      chat.statusSub = 3;
      const text = "Visitor has closed the chat explicitly!";
      chat.lastMessage = addMessage(call, { chat: chat.id, user: -1, text }).id;
      chat.lastVisitorMessageAt = seconds(now);
    }
    const visitor = installation.visitors?.find(({ id }) => id === chat.visitor);
    if (visitor) visitor.reopenChat = false;
  }
  output(call, { error: false, result: true });
});

export const chatStatusViews: Record<string, View> = { checkchatstatus, setchatstatus, closechatasvisitor };
