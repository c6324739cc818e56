import { each, flag, number, numberOrNull, object, text, textOrNull } from "./fields.ts";

/** An operator, by LHC's own names. Switches are 0 or 1. Null: not known to this LHC. */
export interface User {
  id: number;
  username: string;
  name: string | null;
  surname: string | null;
  email: string | null;
  chat_nickname: string | null;
  /** Ids with commas between them, `0` for all. */
  departments_ids: string | null;
  all_departments: number | null;
  disabled: number | null;
  /** Whether the operator is set to offline. */
  hide_online: number | null;
}

/** An operator's presence, by LHC's own names. LHC takes the greatest value over the operator's departments. */
export interface OnlineUser {
  user_id: number;
  /** Whether LHC counts the operator as online. */
  is_online: boolean;
  /** Unix time in seconds. */
  last_activity: number;
  dep_id: number | null;
  hide_online: number | null;
  /** 1, if the operator only looks on. */
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
