/** Endpoints that read chats. */
import type { Call, View } from "../call.ts";
import type { Chat } from "../conversation.ts";
import type { Result, Value } from "../output.ts";
import { PhpException, toInt } from "../php.ts";
import { notModelled } from "../reply.ts";
import type { User } from "../state.ts";
import { canRead, requireAccess } from "./auth.ts";
import { chatFilter, filteredChats } from "./chat-filter.ts";
import { chatRow, messageRow } from "./chat-row.ts";
import { endpoint, PLAIN } from "./endpoint.ts";
import { textOf } from "./input.ts";
import { chatById, nameSupport, userById } from "./records.ts";
import { userRowWithPassword } from "./user-row.ts";

const chats = endpoint(PLAIN, (call, user) => {
  requireAccess(user, "lhchat", "use");
  const filter = chatFilter(call, user);
  const found = filteredChats(call, filter, user);
  const list = found.slice(filter.offset, filter.offset + filter.limit).map((chat) => ({
    ...chatRow(chat),
    ...(textOf(call.route.query, "include_messages") === "true" && messagesPart(call, chat)),
  }));
  return { filter: filter as unknown as Value, list, list_count: found.length, error: false };
});

/** A chat without messages has no list of them. */
function messagesPart({ installation: { messages = [] } }: Call, chat: Chat): { messages?: Value[] } {
  const own = messages.filter((message) => message.chat === chat.id).map(messageRow);
  return own.length > 0 ? { messages: own } : {};
}

const chatscount = endpoint(PLAIN, (call, user) => {
  requireAccess(user, "lhchat", "use");
  return { list_count: filteredChats(call, chatFilter(call, user), user).length, error: false };
});

const WITH_ERRORS = {
  status: 400,
  result: (result: string): Result => ({ error: true, errors: [], result }),
} as const;

const getOne = endpoint(WITH_ERRORS, (call, user) => {
  requireAccess(user, "lhchat", "use");
  const chat = chatById(call.installation, toInt(call.route.parameters[0]));
  if (!chat) throw new PhpException("Chat could not be found!");
  requireHash(call, chat);
  if (!canRead(user, chat)) {
    throw new PhpException(
      "You do not have permission. Please check that current user has permission to read to selected department.",
    );
  }
  return { error: false, result: chatRow(chat) };
});

/** The other methods change chats. */
const chat: View = (call) => (["GET", "HEAD"].includes(call.request.method) ? getOne : notModelled)(call);

/** Checked where it is given. */
function requireHash({ route }: Call, { hash = "" }: Chat): void {
  if (route.query.has("hash") && textOf(route.query, "hash") !== hash) throw new PhpException("Invalid hash");
}

const fetchchat = endpoint(PLAIN, (call, user) => {
  const { installation, route } = call;
  const found = chatById(installation, toInt(textOf(route.query, "chat_id")));
  if (!found) throw new PhpException("Could not find chat by chat_id in archive!");
  if (!canRead(user, found)) throw new PhpException("You do not have permission to read this chat!");
  requireHash(call, found);
  return {
    error: false,
    chat: { ...chatRow(found), archive: null, ...ownerPart(userById(installation, found.user)) },
  };
});

/** With the hash of the password. */
const ownerPart = (owner: User | undefined): { [name: string]: Value } => ({
  user: owner ? userRowWithPassword(owner) : false,
  plain_user_name: owner ? nameSupport(owner) : false,
});

export const chatViews: Record<string, View> = { chats, chatscount, chat, fetchchat };
