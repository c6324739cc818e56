import type { ChatStatus } from "./chat.ts";
import {
  type ParameterReader,
  type ParameterTable,
  readAfterId,
  readIds,
  readInteger,
  readList,
  readOptions,
  readText,
  readVid,
  toLhcParameters,
} from "./input.ts";

/** A chat must match all conditions. It matches a list if it matches one of its values. */
export interface ChatFilter {
  status?: ChatStatus | readonly ChatStatus[] | undefined;
  /** Department ids. */
  department?: number | string | readonly (number | string)[] | undefined;
  /** Operator ids. */
  user?: number | string | readonly (number | string)[] | undefined;
  /** The visitor's id. */
  vid?: string | undefined;
  nick?: string | undefined;
  email?: string | undefined;
  phone?: string | undefined;
  /** Whether an operator has accepted the chat. */
  hasOperator?: boolean | undefined;
  /** Only chats with a greater id. */
  afterId?: number | undefined;
  /** Only chats started after this Unix time, in seconds. */
  after?: number | undefined;
  /** Only chats started before this Unix time, in seconds. */
  before?: number | undefined;
}

/** The filter of `chats()`. */
export interface ChatsFilter extends ChatFilter {
  /** Include the messages of each chat. */
  includeMessages?: boolean | undefined;
}

/** LHC ignores `status_ids=0`, but not `0,0`. */
const readStatuses: ParameterReader = (name, value) => {
  const numbers = readList(name, value, (_name, item) => readInteger(name, item, 0, 5));
  return String(numbers) === "0" ? "0,0" : numbers;
};

const parameters: ParameterTable<ChatsFilter> = {
  status_ids: ["status", readStatuses],
  departament_ids: ["department", readIds],
  user_ids: ["user", readIds],
  vid: ["vid", readVid],
  nick: ["nick", readText],
  email: ["email", readText],
  phone: ["phone", readText],
  has_operator: "hasOperator",
  id_gt: ["afterId", readAfterId],
  time_gt: ["after", readInteger],
  time_lt: ["before", readInteger],
  include_messages: "includeMessages",
};

/**
 * Invalid values are rejected, because LHC would ignore them and return all chats.
 * Source: erLhcoreClassRestAPIHandler::getChatListFilter.
 *
 * @throws LhcRestError `bad-request`
 */
export const chatQuery = (filter: ChatsFilter): Record<string, string | string[]> =>
  toLhcParameters(readOptions(filter, [], parameters), parameters);
