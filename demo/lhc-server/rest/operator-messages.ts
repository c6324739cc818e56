/** addmsgadmin, and what follows from an operator's message. */
import type { Call } from "../call.ts";
import { ACTIVE, CLOSED, PENDING, type Chat } from "../conversation.ts";
import { jsonEncode, PhpException } from "../php.ts";
import type { User } from "../state.ts";
import { canRead, canWrite, requireAccess } from "./auth.ts";
import { changeStatus, statusOf } from "./change-status.ts";
import { messageRow } from "./chat-row.ts";
import { endpoint, MESSAGE } from "./endpoint.ts";
import { intOf, textOf } from "./input.ts";
import { addMessage, chatById, countPending, nameSupport, seconds, userById } from "./records.ts";

/** The operator's: who writes to a pending chat has taken it. */
export const addmsgadmin = endpoint(MESSAGE, (call, asking) => {
  const { installation, form, response } = call;
  requireAccess(asking, "lhchat", "use");
  for (const name of ["chat_id", "msg"]) {
    if (!form.has(name)) throw new PhpException(`Required input field '${name}' missing.`);
  }
  const text = (textOf(form, "msg") ?? "").trim();
  if (text === "") throw new PhpException("Please enter a message!");
  const chat = chatById(installation, intOf(form, "chat_id") ?? 0);
  if (!chat) throw new PhpException("Chat could not be found!");
  if (!canWrite(asking, chat) || !canRead(asking, chat)) throw new PhpException("You cannot read this chat!");

  const { operator, user } = senderOf(call, asking);
  const message = addMessage(call, {
    chat: chat.id,
    user,
    text,
    nameSupport: textOf(form, "operator_name") || nameSupport(operator),
    delivery: 1,
  });
  afterOperatorMessage(call, chat, { operator, user, id: message.id });
  const status = statusOf(form);
  if (status !== undefined) changeStatus(call, chat, operator, status);
  // `callback` and `format` are ignored where it went well.
  response.body += jsonEncode({ error: false, r: "", msg: messageRow(message) });
  return undefined;
});

/** `sender` is `operator` (the default), `system` or `bot`; an operator may write for another one. */
function senderOf({ installation, form }: Call, asking: User): { operator: User; user: number } {
  const id = intOf(form, "user_id", 1);
  if (id !== undefined) {
    const operator = userById(installation, id);
    if (!operator) throw new PhpException("Operator with provided user_id could not be found!");
    return { operator, user: id };
  }
  const sender = textOf(form, "sender");
  return { operator: asking, user: sender === "system" ? -1 : sender === "bot" ? -2 : asking.id };
}

function afterOperatorMessage(
  call: Call,
  chat: Chat,
  { operator, user, id }: { operator: User; user: number; id: number },
): void {
  const time = seconds(call.now);
  chat.lastOperatorMessageAt = time;
  chat.lastMessage = id;
  if (chat.status !== CLOSED) chat.hasUnreadOperatorMessages = true;
  if (user > 0 && (chat.status ?? PENDING) === PENDING) {
    const name = nameSupport(operator);
    const accepted = {
      puser_id: chat.user ?? 0,
      ol: ["op_pnd_msg"],
      user_id: operator.id,
      name_support: name,
    };
    chat.lastMessage = addMessage(call, {
      chat: chat.id,
      user: -1,
      text: `${name} has accepted the pending chat by sending a message!`,
      nameSupport: name,
      meta: jsonEncode({ content: { accept_action: accepted } }),
    }).id;
    Object.assign(chat, { status: ACTIVE, statusSub: 1, user });
    countPending(call.installation, chat, -1);
  }
  // A visitor who has gone is called back, but not one who has closed the chat.
  if (chat.visitorStatus === 1 && chat.statusSub !== 3) {
    chat.visitorStatus = 2;
    const visitor = call.installation.visitors?.find((one) => one.id === chat.visitor);
    if (visitor) visitor.reopenChat = true;
  }
  if (user > 0) chat.waitTime ||= time - (chat.pendingSince ?? chat.time ?? time);
}
