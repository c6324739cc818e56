import { each, flag, number, numberOrNull, object, text, textOrNull } from "./fields.ts";

/** An operator with LHC's field names. Flags are 0 or 1. Null if this LHC version lacks the field. */
export interface User {
  id: number;
  username: string;
  name: string | null;
  surname: string | null;
  email: string | null;
  chat_nickname: string | null;
  /** Comma-separated ids, `0` for all. */
  departments_ids: string | null;
  all_departments: number | null;
  disabled: number | null;
  /** Whether the operator is set to offline. */
  hide_online: number | null;
}

/** An operator's presence with LHC's field names. Each value is the maximum over the operator's departments. */
export interface OnlineUser {
  user_id: number;
  /** Whether LHC counts the operator as online. */
  is_online: boolean;
  /** Unix time in seconds. */
  last_activity: number;
  dep_id: number | null;
  hide_online: number | null;
  /** 1 if the operator has read-only access. */
  ro: number | null;
  active_chats: number | null;
}

export const user = object<User>({
  id: number,
  username: text,
  ...each(textOrNull, "name", "surname", "email", "chat_nickname", "departments_ids"),
  ...each(numberOrNull, "all_departments", "disabled", "hide_online"),
});

export const onlineUser = object<OnlineUser>({
  ...each(number, "user_id", "last_activity"),
  is_online: flag,
  ...each(numberOrNull, "dep_id", "hide_online", "ro", "active_chats"),
});
