/** Which chats are asked for (erLhcoreClassRestAPIHandler::getChatListFilter). LHC shows its filter in the answer. */
import type { Call } from "../call.ts";
import type { Chat } from "../conversation.ts";
import type { Query } from "../php.ts";
import type { User } from "../state.ts";
import { departmentsOf } from "./auth.ts";
import { chatRow, type Row } from "./chat-row.ts";
import { idsOf, intOf, numberOf, textOf } from "./input.ts";
import { seconds } from "./records.ts";

/** By column. */
type Conditions = Record<string, number | string>;

export interface ChatFilter {
  limit: number;
  offset: number;
  smart_select: true;
  filter?: Conditions;
  filterin?: Record<string, number[]>;
  filtergt?: Conditions;
  filterlt?: Conditions;
  filterlte?: Conditions;
  customfilter?: string[];
}

export function chatFilter({ installation, route: { query }, now }: Call, user: User): ChatFilter {
  const vid = textOf(query, "vid");
  const hasOperator = textOf(query, "has_operator");
  const departments = departmentsOf(user);
  const delay = numberOf(query, "delay");
  const conditions = given({
    filter: {
      dep_id: intOf(query, "departament_id", 1),
      user_id: hasOperator === "false" ? 0 : intOf(query, "user_id", 1),
      online_user_id: vid
        ? (installation.visitors?.find((visitor) => visitor.vid === vid)?.id ?? -1)
        : intOf(query, "online_user_id", 1),
      phone: textOf(query, "phone"),
      email: textOf(query, "email"),
      nick: textOf(query, "nick"),
      status: intOf(query, "status", 1),
    },
    filterin: {
      dep_id: idsOf(query, "departament_ids"),
      user_id: idsOf(query, "user_ids"),
      status: idsOf(query, "status_ids"),
    },
    filtergt: {
      id: numberOf(query, "id_gt"),
      time: numberOf(query, "time_gt"),
      last_user_msg_time: numberOf(query, "last_user_msg_time_gt"),
      user_id: hasOperator === "true" ? 0 : undefined,
    },
    filterlt: { time: numberOf(query, "time_lt") },
    filterlte: { time: delay === undefined ? undefined : seconds(now) - delay },
  });
  return {
    ...conditions,
    ...page(query),
    ...(departments !== true && { customfilter: [`(lh_chat.dep_id IN (${departments.join(",")}))`] }),
  };
}

/** Zeros are no valid limit and offset to LHC, and become the default. */
const page = (query: Query): Pick<ChatFilter, "limit" | "offset" | "smart_select"> => ({
  limit: intOf(query, "limit", 1) ?? 20,
  offset: intOf(query, "offset", 1) ?? 0,
  smart_select: true,
});

/** Without what is not asked for. */
function given(parts: Record<string, Record<string, unknown>>): Partial<ChatFilter> {
  const kept = Object.entries(parts).map(([name, conditions]) => {
    const asked = Object.entries(conditions).filter(([, value]) => value !== undefined);
    return [name, asked] as const;
  });
  const entries = kept.filter(([, asked]) => asked.length > 0);
  return Object.fromEntries<object>(entries.map(([name, asked]) => [name, Object.fromEntries(asked)]));
}

/** The newest first, whatever the limit. */
export function filteredChats(
  { installation: { chats = [] } }: Call,
  filter: ChatFilter,
  user: User,
): Chat[] {
  const departments = departmentsOf(user);
  const every = <T>(
    conditions: Record<string, T> = {},
    holds: (value: Row[string] | undefined, wanted: T) => boolean,
  ) => {
    const entries = Object.entries(conditions);
    return (row: Row): boolean => entries.every(([column, wanted]) => holds(row[column], wanted));
  };
  const conditions = [
    every(filter.filter, (value, wanted) => value === wanted),
    every(filter.filterin, (value, wanted) => wanted.includes(Number(value))),
    every(filter.filtergt, (value, wanted) => Number(value) > Number(wanted)),
    every(filter.filterlt, (value, wanted) => Number(value) < Number(wanted)),
    every(filter.filterlte, (value, wanted) => Number(value) <= Number(wanted)),
  ];
  return chats
    .filter(({ department }) => departments === true || departments.includes(department))
    .filter((chat) => conditions.every((holds) => holds(chatRow(chat))))
    .toSorted((a, b) => b.id - a.id);
}
