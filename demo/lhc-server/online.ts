/** Who is online (erLhcoreClassChat::isOnline and isOnlineUser). `now` is Unix time in ms. */
import { keepsOnlineHours, localTime } from "./online-hours.ts";
import { PhpException, PhpFatal } from "./php.ts";
import type { Assignment, Department, Installation, User } from "./state.ts";

/** Flags of the REST API, by LHC's names. */
export interface Flags {
  ignore_user_status?: boolean;
  include_users?: boolean;
  exclude_online_hours?: boolean;
  exclude_bot?: boolean;
}

/** LHC has no database yet and redirects to its installer. */
export class NotInstalled extends Error {}

/** Connects to the database. Throws if the installation is broken. */
export function connect(installation: Installation): void {
  switch (installation.fault) {
    case "database-down":
      throw new PhpException("SQLSTATE[HY000] [2002] Connection refused");
    case "not-installed":
      throw new NotInstalled();
    case "php-fatal":
      throw new PhpFatal();
  }
}

interface Row extends Assignment {
  user: User;
}

/** The table lh_userdep. */
function assignments(installation: Installation): Row[] {
  if (installation.fault === "database-error") {
    throw new PhpException(
      "SQLSTATE[42S02]: Base table or view not found: 1146 Table 'lhc.lh_userdep' doesn't exist",
    );
  }
  return installation.users.flatMap((user) => user.assignments.map((row) => ({ ...row, user })));
}

/** LHC counts whole seconds, and an activity exactly `onlineTimeout` ago is too old. */
export function isActive(user: User, onlineTimeout: number, now: number): boolean {
  if (user.alwaysOn) return true;
  const seconds =
    user.secondsSinceActivity ??
    (user.lastActivity === undefined ? Infinity : Math.floor(now / 1000) - Math.floor(user.lastActivity));
  return seconds < onlineTimeout;
}

/** Ignores departments, read-only assignments and disabled accounts, like LHC. */
export function isUserOnline(installation: Installation, id: number, now: number): boolean {
  connect(installation);
  return assignments(installation).some(
    ({ user }) =>
      user.id === id && !user.hideOnline && isActive(user, installation.settings.onlineTimeout, now),
  );
}

const hasRoom = ({ queueMax = 0, queueLength = 0 }: Department): boolean =>
  queueMax === 0 || queueMax > queueLength;
const isOpen = (department: Department): boolean =>
  !department.disabled && !department.offline && hasRoom(department);
const hasUnlimitedBot = ({ bot }: Department): boolean => bot != null && !bot.followsOnlineHours;

/** The assignments whose operator can accept a chat now. */
function availableAssignments(installation: Installation, now: number): Row[] {
  return assignments(installation).filter(
    ({ user, readOnly }) =>
      !readOnly && !user.assignmentsHidden && isActive(user, installation.settings.onlineTimeout, now),
  );
}

const timeOf = (installation: Installation, now: number) =>
  localTime(now, installation.settings.timeZone ?? "UTC");

/** `isonline`: the whole site. Hidden departments never count. */
export function isSiteOnline(installation: Installation, ignoreUserStatus: boolean, now: number): boolean {
  connect(installation);
  const visible = installation.departments.filter((department) => !department.hidden && isOpen(department));
  const staffed = visible.filter((department) => !department.ignoreOperatorStatus);
  // An assignment to a department that does not exist (0, or a removed one) counts like one to all.
  const counts = ({ department }: Row): boolean =>
    staffed.some(({ id }) => id === department) ||
    !installation.departments.some(({ id }) => id === department);
  return (
    (!ignoreUserStatus && staffed.length > 0 && availableAssignments(installation, now).some(counts)) ||
    keepsOnlineHours(visible, timeOf(installation, now)) ||
    visible.some(hasUnlimitedBot)
  );
}

/** `isonlinedepartment`: operators of all departments don't count, and a bot accepts chats even if the queue is full. */
export function isDepartmentOnline(
  installation: Installation,
  id: number,
  flags: Flags,
  now: number,
): boolean {
  connect(installation);
  const found = installation.departments.filter((department) => department.id === id);
  const open = found.filter(isOpen);
  const staffed = open.filter((department) => flags.include_users || !department.ignoreOperatorStatus);
  return (
    (!flags.ignore_user_status &&
      availableAssignments(installation, now).some(
        ({ department }) => department === id && staffed.length > 0,
      )) ||
    (!flags.exclude_online_hours && keepsOnlineHours(open, timeOf(installation, now))) ||
    (!flags.exclude_bot &&
      found.some((department) => !department.disabled && !department.offline && hasUnlimitedBot(department)))
  );
}

/**
 * The question of LHC's own widget. Operators of all departments count, and an operator of one department counts for all
 * in the list. An empty list means all departments, and then even the bot of a switched-off one counts.
 */
export function isAnyDepartmentOnline(
  installation: Installation,
  ids: readonly number[],
  ignoreUserStatus: boolean,
  now: number,
): boolean {
  connect(installation);
  const isAsked = ({ id }: Department): boolean => ids.length === 0 || ids.includes(id);
  const asked = installation.departments.filter(isAsked);
  const open = asked.filter(isOpen);
  const staffed = open.filter((department) => !department.ignoreOperatorStatus);
  return (
    (!ignoreUserStatus &&
      availableAssignments(installation, now).some(
        ({ department }) => (department === 0 || ids.includes(department)) && staffed.length > 0,
      )) ||
    keepsOnlineHours(open, timeOf(installation, now)) ||
    asked.some((department) => (ids.length === 0 || !department.offline) && hasUnlimitedBot(department))
  );
}
