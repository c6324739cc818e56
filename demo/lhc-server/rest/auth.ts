/** Who asks, and what they may do (erLhcoreClassRestAPIHandler). */
import type { Call } from "../call.ts";
import type { Chat } from "../conversation.ts";
import { connect } from "../online.ts";
import { bytesToUtf8, PhpException } from "../php.ts";
import { setHeaders } from "../reply.ts";
import type { RestKey, User } from "../state.ts";
import { seconds, userById } from "./records.ts";

/** The server listens on this machine's loopback alone. */
export const CLIENT_IP = "127.0.0.1";

/** validateRequest: HTTP Basic, a user name with a key or with the user's password. */
export function validateRequest(call: Call): User {
  setHeaders(call);
  const { request, route, installation, now } = call;
  const authorization = request.headers["authorization"];
  if (authorization === undefined) throw new PhpException("Authorization header is missing!");
  const [scheme = "", token = ""] = authorization.split(" ");
  if (scheme.toLowerCase() === "bearer") throw new PhpException("Bearer authorization failed!");
  const credentials = bytesToUtf8(Buffer.from(token, "base64").toString("latin1"));
  const colon = credentials.indexOf(":");
  if (colon < 0) throw new PhpException("Authorization failed!");
  connect(installation);
  const name = credentials.slice(0, colon);
  const secret = credentials.slice(colon + 1);
  const key = installation.restKeys?.find((one) => one.active !== false && one.key === secret);
  const user = key ? ownerOf(key, name, call) : userWithPassword(name, secret, call);
  if (route.query.has("update_activity")) {
    delete user.secondsSinceActivity;
    user.lastActivity = seconds(now);
  }
  return user;
}

function ownerOf({ user: id, ips = [] }: RestKey, name: string, { installation }: Call): User {
  const user = userById(installation, id);
  if (user?.username !== name) throw new PhpException("Authorization failed!");
  if (ips.length > 0 && !ips.includes(CLIENT_IP)) {
    throw new PhpException(`Rest API IP restrictions applies! ${CLIENT_IP}`);
  }
  return user;
}

/** An e-mail address stands for the user name here, as it does not with a key. */
function userWithPassword(name: string, password: string, { installation: { users } }: Call): User {
  const user = users.find(({ username }) => username === name) ?? users.find(({ email }) => email === name);
  if (user?.password === undefined || user.password !== password) {
    throw new PhpException("Authorization failed!");
  }
  if (!hasAccessTo(user, "lhrestapi", "use_direct_logins")) {
    throw new PhpException(
      'You do not have permission to use REST API directly. "lhrestapi", "use_direct_logins" is missing!',
    );
  }
  return user;
}

export const hasAccessTo = ({ permissions = [] }: User, module: string, name: string): boolean =>
  ["*", `${module}.*`, `${module}.${name}`].some((one) => permissions.includes(one));

export function requireAccess(user: User, module: string, name: string, before = ""): void {
  if (hasAccessTo(user, module, name)) return;
  throw new PhpException(`You do not have permission${before}. \`${module}\`, \`${name}\` is required.`);
}

const hasAllDepartments = ({ assignments }: User): boolean =>
  assignments.some(({ department }) => department === 0);

/** The ids of the departments whose chats the user sees, or true for all of them. */
export const departmentsOf = (user: User): true | number[] =>
  hasAllDepartments(user) || user.assignments.map(({ department }) => department);

/** hasAccessToRead: another operator's chat needs a permission of its own. */
export function canRead(user: User, chat: Chat): boolean {
  const departments = departmentsOf(user);
  if (departments === true || chat.user === user.id) return true;
  if (!departments.includes(chat.department)) return false;
  return hasAccessTo(user, "lhchat", "allowopenremotechat") || chat.status === 4 || !chat.user;
}

/** hasAccessToWrite: all departments but those the user only looks on. */
export const canWrite = ({ assignments }: User, { department }: Chat): boolean => {
  const rows = assignments.filter((row) => row.department === department);
  return rows.length === 0 || rows.some(({ readOnly }) => !readOnly);
};
