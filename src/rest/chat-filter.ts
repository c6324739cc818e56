import type { ChatStatus } from "./chat.ts";
import {
  type InputReader,
  type InputTable,
  readAfterId,
  readIds,
  readInput,
  readInteger,
  readList,
  readOptions,
  readText,
  readVid,
} from "./input.ts";

/** Which chats. Several conditions have to hold all; of a list, one has to. */
export interface ChatFilter {
  status?: ChatStatus | readonly ChatStatus[] | undefined;
  /** LHC's id. */
  department?: number | string | readonly (number | string)[] | undefined;
  /** LHC's id of the operator. */
  user?: number | string | readonly (number | string)[] | undefined;
  /** The visitor's. */
  vid?: string | undefined;
  nick?: string | undefined;
  email?: string | undefined;
  phone?: string | undefined;
  /** Whether an operator has it. */
  hasOperator?: boolean | undefined;
  /** Only chats with a greater id. */
  afterId?: number | undefined;
  /** Only chats that began later; Unix time in seconds. */
  after?: number | undefined;
  /** Only chats that began earlier; Unix time in seconds. */
  before?: number | undefined;
}

/** What `chats()` takes besides. */
export interface ChatsFilter extends ChatFilter {
  /** Bring the messages along. */
  includeMessages?: boolean | undefined;
}

/** LHC does not see `status_ids=0`, but does see `0,0`. */
const statuses: InputReader = (name, value) => {
  const numbers = readList(name, value, (_name, item) => readInteger(name, item, 0, 5));
  return String(numbers) === "0" ? "0,0" : numbers;
};

const table: InputTable<ChatsFilter> = {
  status_ids: ["status", statuses],
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
 * LHC leaves out of account what it cannot read, and answers with all chats: so nothing of that kind is sent.
 * Source: erLhcoreClassRestAPIHandler::getChatListFilter.
 *
 * @throws LhcRestError `bad-request`
 */
export const chatQuery = (filter: ChatsFilter): Record<string, string | string[]> =>
  readInput(readOptions(filter, [], table), table);
