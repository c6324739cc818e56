/** Operators and their assignments as LHC writes them. */
import type { Assignment, User } from "../state.ts";
import type { Row } from "./chat-row.ts";

const isOfAll = ({ assignments }: User): boolean => assignments.some(({ department }) => department === 0);

export const userRow = (user: User): Row => ({
  id: user.id,
  username: user.username,
  email: user.email ?? "",
  name: user.name ?? "",
  filepath: "",
  filename: "",
  surname: user.surname ?? "",
  job_title: "",
  departments_ids: isOfAll(user) ? "0" : user.assignments.map(({ department }) => department).join(","),
  skype: "",
  xmpp_username: "",
  disabled: Number(user.disabled ?? false),
  hide_online: Number(user.hideOnline ?? false),
  all_departments: Number(isOfAll(user)),
  invisible_mode: 0,
  time_zone: "",
  rec_per_req: 0,
  session_id: "",
  chat_nickname: user.nickname ?? "",
  operation_admin: "",
  inactive_mode: 0,
  max_active_chats: 0,
  max_active_mails: 0,
  auto_accept: 0,
  exclude_autoasign: 0,
  exclude_autoasign_mails: 0,
  pswd_updated: 0,
  always_on: Number(user.alwaysOn ?? false),
  avatar: "",
  cache_version: 0,
  llogin: 0,
  force_logout: 0,
  offline_reason_id: 0,
  attr_int_1: 0,
  attr_int_2: 0,
  attr_int_3: 0,
});

/** Some endpoints forget to leave the hash out. It is of no password here. */
export const userRowWithPassword = (user: User): Row => ({
  ...userRow(user),
  password: `$2y$10$${"x".repeat(53)}`,
});

/** The assignments with the ids of their rows. */
type AssignedUser = Omit<User, "assignments"> & { assignments: (Assignment & { id: number })[] };

/** One row of `lh_userdep` for all of a user's: the highest of each column. `lastActivity` in seconds. */
export const onlineUserRow = (user: AssignedUser, lastActivity: number, isOnline: boolean): Row => ({
  id: Math.max(...user.assignments.map(({ id }) => id)),
  user_id: user.id,
  dep_id: Math.max(...user.assignments.map(({ department }) => department)),
  hide_online_ts: 0,
  hide_online: Number(user.assignmentsHidden ?? false),
  last_activity: lastActivity,
  lastd_activity: 0,
  last_accepted: 0,
  last_accepted_mail: 0,
  active_chats: 0,
  pending_chats: 0,
  inactive_chats: 0,
  active_mails: 0,
  pending_mails: 0,
  always_on: Number(user.alwaysOn ?? false),
  ro: Number(user.assignments.every(({ readOnly }) => readOnly)),
  type: 0,
  dep_group_id: 0,
  exclude_autoasign: 0,
  exclude_autoasign_mails: 0,
  exc_indv_autoasign: 0,
  max_chats: 0,
  max_mails: 0,
  assign_priority: 0,
  chat_min_priority: 0,
  chat_max_priority: 0,
  only_priority: 0,
  dep_id_filter: [],
  is_online: isOnline,
  invisible_mode: 0,
});
