/**
 * The state of a Live Helper Chat installation, as far as its answers depend on it.
 * The names in brackets are LHC's columns and settings.
 */
import type { Chat, Message, Visitor } from "./conversation.ts";

/** One row of `lh_userdep`. Department 0 means 'all departments'. */
export interface Assignment {
  department: number;
  /** [ro] read-only for the operator */
  readOnly?: boolean;
}

export interface User {
  id: number;
  username: string;
  name?: string;
  surname?: string;
  email?: string;
  /** [chat_nickname] shown to visitors instead of the name */
  nickname?: string;
  /** plain text; without one, password login is impossible */
  password?: string;
  /** permissions by roles: `lhchat.use`, `lhuser.*` or `*`; none by default */
  permissions?: string[];
  disabled?: boolean;
  /** [lh_users.hide_online] the account's setting; used only by isonlineuser */
  hideOnline?: boolean;
  /** [lh_userdep.hide_online] of all assignments; used by all except isonlineuser */
  assignmentsHidden?: boolean;
  /** [always_on] of all assignments */
  alwaysOn?: boolean;
  /** seconds; constant over time, as if the back office stayed open. null if never active */
  secondsSinceActivity?: number | null;
  /** [last_activity] Unix time in seconds; used if secondsSinceActivity is not set */
  lastActivity?: number;
  assignments: Assignment[];
}

/** `['0900', '1730']`, local time; a missing end is LHC's -1: never open. */
export type Hours = readonly [start: string, end?: string | null];

export interface OnlineHours {
  everyDay?: Hours;
  monday?: Hours | null;
  tuesday?: Hours | null;
  wednesday?: Hours | null;
  thursday?: Hours | null;
  friday?: Hours | null;
  saturday?: Hours | null;
  sunday?: Hours | null;
  /** [lh_departament_custom_work_hours] if one applies today, weekly hours are ignored */
  special?: SpecialHours[];
}

/** A period of days (`2026-12-24`, both included) or one day of each week (1 is Monday). */
export type SpecialHours = { hours: Hours } & ({ from: string; to: string } | { weekday: number });

interface Bot {
  /** [bot_foh] if set, the bot alone does not keep the department online */
  followsOnlineHours?: boolean;
}

export interface Department {
  id: number;
  name: string;
  alias?: string;
  disabled?: boolean;
  hidden?: boolean;
  /** [dep_offline] */
  offline?: boolean;
  /** [ignore_op_status] */
  ignoreOperatorStatus?: boolean;
  /** [pending_max, pending_group_max] 0: no limit */
  queueMax?: number;
  /** [pending_chats_counter] */
  queueLength?: number;
  onlineHours?: OnlineHours | null;
  bot?: Bot | null;
}

/** One row of `lh_abstract_rest_api_key`. */
interface RestKey {
  /** [api_key] */
  key: string;
  /** [user_id] the id of its user */
  user: number;
  /** [active] true by default */
  active?: boolean;
  /** [ip_restrictions] allowed addresses; any by default */
  ips?: string[];
}

interface Settings {
  /** [sync_sound_settings.online_timeout] seconds */
  onlineTimeout: number;
  /** [ignore_user_status] used only by the widget; the REST API has a parameter of that name */
  ignoreUserStatus: boolean;
  /** [time_zone] of the online hours; UTC by default */
  timeZone?: string;
  /** [ignorable_ip] addresses of ignored visitors */
  ignorableIps?: string[];
}

/** Internal faults of an installation. */
type Breakage = "database-down" | "database-error" | "php-fatal" | "php-parse-error" | "not-installed";

export interface Installation {
  settings: Settings;
  users: User[];
  departments: Department[];
  chats?: Chat[];
  messages?: Message[];
  visitors?: Visitor[];
  restKeys?: RestKey[];
  fault?: Breakage | null;
}

/** Changes to an installation; users and departments by id. */
export interface StatePatch {
  /** the ids of all active users */
  activeUsers?: readonly number[];
  users?: Record<string, Partial<Omit<User, "id">>>;
  departments?: Record<string, Partial<Omit<Department, "id">>>;
  chats?: readonly Chat[];
  messages?: readonly Message[];
  visitors?: readonly Visitor[];
  restKeys?: readonly RestKey[];
  settings?: Partial<Settings>;
  fault?: Breakage | null;
}

/** Returns a copy of the installation with the patch applied. Unknown ids are added. */
export function layState(installation: Installation, patch: StatePatch): Installation {
  const state = structuredClone(installation);
  Object.assign(state.settings, patch.settings);
  for (const name of ["chats", "messages", "visitors", "restKeys"] as const) {
    if (patch[name]) Object.assign(state, { [name]: structuredClone(patch[name]) });
  }
  if (patch.fault !== undefined) state.fault = patch.fault;
  if (patch.activeUsers) {
    for (const user of state.users) {
      delete user.lastActivity;
      user.secondsSinceActivity = patch.activeUsers.includes(user.id) ? 0 : null;
    }
  }
  layById(state.users, patch.users, (id) => ({ id, username: "", assignments: [] }));
  layById(state.departments, patch.departments, (id) => ({ id, name: "" }));
  return state;
}

function layById<T extends { id: number }>(
  list: T[],
  changes: Record<string, Partial<Omit<T, "id">>> | undefined,
  create: (id: number) => T,
): void {
  for (const [key, fields] of Object.entries(changes ?? {})) {
    const id = Number(key);
    let item = list.find((candidate) => candidate.id === id);
    if (!item) list.push((item = create(id)));
    Object.assign(item, structuredClone(fields));
  }
}
