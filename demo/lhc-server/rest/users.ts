/** Endpoints about operators. */
import type { Call, View } from "../call.ts";
import { isActive } from "../online.ts";
import type { Result } from "../output.ts";
import { jsonEncode, PhpException, toInt } from "../php.ts";
import { notModelled } from "../reply.ts";
import type { Installation, User } from "../state.ts";
import { hasAccessTo, requireAccess } from "./auth.ts";
import { endpoint, PLAIN, STATUS_400 } from "./endpoint.ts";
import { intOf, textOf } from "./input.ts";
import { seconds, userById } from "./records.ts";
import { onlineUserRow, userRow, userRowWithPassword } from "./user-row.ts";

function requireUser(installation: Installation, id: number): User {
  const user = userById(installation, id);
  if (!user) throw new PhpException("User could not be found!");
  return user;
}

const getusers = endpoint(PLAIN, ({ installation }, user) => {
  requireAccess(user, "lhuser", "userlist", " to list a users");
  return { error: false, result: installation.users.toSorted((a, b) => b.id - a.id).map(userRow) };
});

/** By id, user name or e-mail address; a password given along is checked. */
const getuser = endpoint(PLAIN, ({ installation: { users }, route, form }, user) => {
  const given = (name: string): string => (textOf(route.query, name) ?? textOf(form, name) ?? "").trim();
  const [id, username, email, password] = ["user_id", "username", "email", "password"].map(given);
  const found = users.find((one) => {
    if (toInt(id) > 0) return one.id === toInt(id);
    if (email) return one.email === email;
    return Boolean(username) && (one.username === username || one.email === username);
  });
  if (!found) throw new PhpException("User could not be found!");
  requireListOrSelf(user, found, " or you have to be an owner of user you want to fetch");
  const result = userRow(found);
  return {
    error: false,
    result: password ? { ...result, pass_verified: verified(found, password) } : result,
  };
});

const verified = (user: User, password: string): number => Number(user.password === password);

function requireListOrSelf(user: User, other: User, after = ""): void {
  if (hasAccessTo(user, "lhuser", "userlist") || user === other) return;
  throw new PhpException(
    `You do not have permission to list a users. \`lhuser\`, \`userlist\` is required${after}.`,
  );
}

/** With the hash of the password. */
const getOne = endpoint(STATUS_400, ({ installation, route }, user) => {
  const found = requireUser(installation, toInt(route.parameters[0]));
  requireListOrSelf(user, found);
  return { error: false, result: userRowWithPassword(found) };
});

/** The other methods change users. */
const user: View = (call) => (["GET", "HEAD"].includes(call.request.method) ? getOne : notModelled)(call);

/** A bare list. Where operators are equal, the real order is up to the database; here it is that of their ids. */
const onlineusers = endpoint(STATUS_400, (call, asking): Result => {
  requireAccess(asking, "lhuser", "userlistonlineall");
  const { installation, route } = call;
  const is = (name: string, value: string): boolean => textOf(route.query, name) === value;
  const department = intOf(route.query, "dep_id");
  let lastId = 0;
  return installation.users
    .map((one) => {
      const rows = one.assignments.map((row) => ({ ...row, id: ++lastId }));
      const asked = rows.filter((row) => department === undefined || row.department === department);
      return { ...one, assignments: asked };
    })
    .map((one) => ({ one, isOnline: isTaking(one, call) }))
    .filter(({ one, isOnline }) => {
      if (one.assignments.length === 0 || (one.disabled && !is("include_disabled", "true"))) return false;
      return isOnline || is("include_offline", "true");
    })
    .toSorted((a, b) => Number(a.one.assignmentsHidden ?? false) - Number(b.one.assignmentsHidden ?? false))
    .map(({ one, isOnline }) => ({
      ...onlineUserRow(one, lastActivity(one, call), isOnline),
      ...(is("include_user", "true") && { user: userRow(requireUser(installation, one.id)) }),
    }));
});

const isTaking = (user: User, { installation, now }: Call): boolean =>
  !user.assignmentsHidden &&
  user.assignments.some(({ readOnly }) => !readOnly) &&
  isActive(user, installation.settings.onlineTimeout, now);

function lastActivity({ secondsSinceActivity, lastActivity: at = 0 }: User, { now }: Call): number {
  if (secondsSinceActivity === undefined) return at;
  return secondsSinceActivity === null ? 0 : seconds(now) - secondsSinceActivity;
}

/** Only `1` is online. `callback` and `format` are ignored. */
const setonlinestatus = endpoint(PLAIN, ({ installation, route, response }, asking) => {
  const [id, online = ""] = route.parameters;
  const found = requireUser(installation, toInt(id));
  if (found === asking) requireAccess(asking, "lhuser", "changeonlinestatus");
  if (!hasAccessTo(asking, "lhuser", "edituser")) {
    throw new PhpException(
      "You do not have permission. `lhuser`, `edituser` is required and to belong to all other user groups.",
    );
  }
  found.hideOnline = found.assignmentsHidden = Number(online || NaN) !== 1;
  response.body += jsonEncode({
    error: false,
    result: { msg: "Status changed", online: !found.hideOnline },
  });
});

const updatelastactivity = endpoint(STATUS_400, ({ installation, route, now }, asking) => {
  const found = userById(installation, toInt(route.parameters[0]));
  if (!hasAccessTo(asking, "lhrestapi", "updatelastactivity") && found !== asking) {
    throw new PhpException(
      "You do not have permission. `lhrestapi`, `updatelastactivity` is required or be the owner of an user.",
    );
  }
  if (!found) throw new PhpException("User could not be found!");
  delete found.secondsSinceActivity;
  found.lastActivity = seconds(now);
  return { error: false, result: { update: true, ts: found.lastActivity } };
});

export const userViews: Record<string, View> = {
  getusers,
  getuser,
  user,
  onlineusers,
  setonlinestatus,
  updatelastactivity,
};
