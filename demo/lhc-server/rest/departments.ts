/** Endpoints about departments. */
import type { View } from "../call.ts";
import { PhpException, toInt } from "../php.ts";
import { notModelled } from "../reply.ts";
import { departmentsOf, hasAccessTo, requireAccess } from "./auth.ts";
import { departmentRow, departmentRowWithTextHours } from "./department-row.ts";
import { endpoint, STATUS_400 } from "./endpoint.ts";
import { intOf } from "./input.ts";
import { userById } from "./records.ts";

/** LHC's own spelling, and its own shape. */
const departaments = endpoint(STATUS_400, ({ installation }, user) => {
  requireAccess(user, "lhdepartment", "list");
  const list = installation.departments.map(departmentRow);
  return { list, list_count: list.length, error: false };
});

const departments = endpoint(STATUS_400, ({ installation }, user) => {
  requireAccess(user, "lhdepartment", "list");
  return { error: false, result: installation.departments.map(departmentRow) };
});

const getOne = endpoint(STATUS_400, ({ installation, route }, user) => {
  requireAccess(user, "lhdepartment", "list");
  const found = installation.departments.find(({ id }) => id === toInt(route.parameters[0]));
  if (!found) throw new PhpException("Department could not be found!");
  return { error: false, result: departmentRow(found) };
});

/** Those of one operator, the asking one by default, by name. */
const user_departments = endpoint(STATUS_400, ({ installation, route, form }, user) => {
  const id = intOf(route.query, "user_id") ?? intOf(form, "user_id") ?? user.id;
  const owner = userById(installation, id);
  if (!owner) throw new PhpException("User could not be found!");
  if (!hasAccessTo(user, "lhuser", "userlist") && owner !== user) {
    throw new PhpException(
      "You do not have permission to list a users. `lhuser`, `userlist` is required or you have to be an owner of user you want to fetch.",
    );
  }
  const ids = departmentsOf(owner);
  const own = installation.departments.filter((one) => ids === true || ids.includes(one.id));
  const sorted = own.toSorted((a, b) => a.name.localeCompare(b.name, "en"));
  return { error: false, result: sorted.map(departmentRowWithTextHours) };
});

/** The other methods change departments. */
const department: View = (call) =>
  (["GET", "HEAD"].includes(call.request.method) ? getOne : notModelled)(call);

export const departmentViews: Record<string, View> = {
  departaments,
  departments,
  department,
  user_departments,
};
