/** Departments and operators. */
import type { View } from "../call.ts";
import { isActive } from "../online.ts";
import { PhpException, toInt } from "../php.ts";
import type { Department, User } from "../state.ts";
import { endpoint, PLAIN, requireAccess, STATUS_400, userById, type Row } from "./endpoint.ts";

const departmentRow = (department: Department): Row => ({
  id: department.id,
  name: department.name,
  email: "",
  alias: department.alias ?? "",
  disabled: Number(department.disabled ?? false),
  hidden: Number(department.hidden ?? false),
  dep_offline: Number(department.offline ?? false),
  ignore_op_status: Number(department.ignoreOperatorStatus ?? false),
});

const userRow = ({ id, username, email = "", name = "", surname = "", ...user }: User): Row => ({
  ...{ id, username, email, name, surname, chat_nickname: user.nickname ?? "" },
  disabled: Number(user.disabled ?? false),
  hide_online: Number(user.hideOnline ?? false),
});

const departments = endpoint(STATUS_400, ({ installation }, user) => {
  requireAccess(user, "lhdepartment", "list");
  return { error: false, result: installation.departments.map(departmentRow) };
});

const department = endpoint(STATUS_400, ({ installation, route }, user) => {
  requireAccess(user, "lhdepartment", "list");
  const found = installation.departments.find(({ id }) => id === toInt(route.parameters[0]));
  if (!found) throw new PhpException("Department could not be found!");
  return { error: false, result: departmentRow(found) };
});

const getusers = endpoint(PLAIN, ({ installation }, user) => {
  requireAccess(user, "lhuser", "userlist");
  return { error: false, result: installation.users.toSorted((a, b) => b.id - a.id).map(userRow) };
});

/** A bare list. */
const onlineusers = endpoint(STATUS_400, ({ installation: { users, settings }, now }, asking) => {
  requireAccess(asking, "lhuser", "userlistonlineall");
  return users
    .filter(
      (user) => !user.disabled && !user.assignmentsHidden && isActive(user, settings.onlineTimeout, now),
    )
    .map((user) => ({
      user_id: user.id,
      dep_id: Math.max(...user.assignments.map((row) => row.department)),
      hide_online: 0,
      last_activity: Math.floor(now / 1000) - (user.secondsSinceActivity ?? 0),
      is_online: true,
    }));
});

/** Only `1` is online. */
const setonlinestatus = endpoint(PLAIN, ({ installation, route: { parameters } }, asking) => {
  requireAccess(asking, "lhuser", "edituser");
  const found = userById(installation, toInt(parameters[0]));
  if (!found) throw new PhpException("User could not be found!");
  const online = parameters[1] === "1";
  found.hideOnline = found.assignmentsHidden = !online;
  return { error: false, result: { msg: "Status changed", online } };
});

export const backOfficeViews: Record<string, View> = {
  departments,
  department,
  getusers,
  onlineusers,
  setonlinestatus,
};
