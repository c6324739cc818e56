/**
 * What an installation of Live Helper Chat holds, as far as its answers depend on it.
 * The names in brackets are LHC's columns and settings.
 */
import type { Chat, Message, Visitor } from "./conversation.ts";

/** One row of `lh_userdep`. Department 0 means 'all departments'. */
export interface Assignment {
  department: number;
  /** [ro] the operator only looks on */
  readOnly?: boolean;
}

export interface User {
  id: number;
  username: string;
  name?: string;
  surname?: string;
  email?: string;
  /** [chat_nickname] what visitors see in place of the name */
  nickname?: string;
  /** in clear; without one nobody logs in by it */
  password?: string;
  /** what the user's roles allow, `lhchat.use`, `lhuser.*` or `*`; nothing by default */
  permissions?: string[];
  disabled?: boolean;
  /** [lh_users.hide_online] the account's own switch; asked by isonlineuser alone */
  hideOnline?: boolean;
  /** [lh_userdep.hide_online] of all assignments; asked by all but isonlineuser */
  assignmentsHidden?: boolean;
  /** [always_on] of all assignments */
  alwaysOn?: boolean;
  /** seconds; stays that young as time goes by, as if the back office kept writing. null: never active */
  secondsSinceActivity?: number | null;
  /** [last_activity] Unix time in seconds, grows old by itself; counts where secondsSinceActivity is not set */
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
  /** [lh_departament_custom_work_hours] where one applies today, no weekly hours are looked at */
  special?: SpecialHours[];
}

/** A period of days (`2026-12-24`, both included) or one day of each week (1 is Monday). */
export type SpecialHours = { hours: Hours } & ({ from: string; to: string } | { weekday: number });

interface Bot {
  /** [bot_foh] then the bot by itself keeps nothing online */
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
  /** [user_id] the id of the user whose name goes with it */
  user: number;
  /** [active] true by default */
  active?: boolean;
  /** [ip_restrictions] from where it may be used; from anywhere by default */
  ips?: string[];
}

interface Settings {
  /** [sync_sound_settings.online_timeout] seconds */
  onlineTimeout: number;
  /** [ignore_user_status] asked by the widget alone; the REST API has a parameter of that name */
  ignoreUserStatus: boolean;
  /** [time_zone] of the online hours; UTC by default */
  timeZone?: string;
  /** [ignorable_ip] visitors who are not looked at */
  ignorableIps?: string[];
}

/** What can be broken inside an installation. */
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
  /** ids of those active a moment ago: these and no others */
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

/** The installation with the patch laid over it; neither is changed. An id that does not exist yet is added. */
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
