/**
 * The authenticated endpoints that the demo needs: visitors, messages and chats. test/lhc-wire contains LHC's recorded
 * answers; rows have only the columns that are used here.
 */
import type { Call, View } from "../call.ts";
import type { Chat } from "../conversation.ts";
import { connect } from "../online.ts";
import type { Result, Value } from "../output.ts";
import { bytesToUtf8, PhpException, type Query } from "../php.ts";
import { output, setHeaders } from "../reply.ts";
import type { Installation, User } from "../state.ts";

export interface Row {
  [column: string]: Value;
}

/** The server listens only on loopback. */
export const CLIENT_IP = "127.0.0.1";

const FAILED = "Authorization failed!";

/** HTTP Basic: a user name with a key or with the user's password. */
export function validateRequest(call: Call): User {
  setHeaders(call);
  const { request, installation } = call;
  const [, token = ""] = (request.headers["authorization"] ?? "").split(" ");
  if (request.headers["authorization"] === undefined)
    throw new PhpException("Authorization header is missing!");
  const credentials = bytesToUtf8(Buffer.from(token, "base64").toString("latin1"));
  const colon = credentials.indexOf(":");
  if (colon < 0) throw new PhpException(FAILED);
  connect(installation);
  const [name, secret] = [credentials.slice(0, colon), credentials.slice(colon + 1)];
  const user = installation.users.find(({ username }) => username === name);
  if (!user) throw new PhpException(FAILED);
  const key = installation.restKeys?.find((one) => one.key === secret && one.active !== false);
  if (!key) requirePassword(user, secret);
  else if (key.user !== user.id) throw new PhpException(FAILED);
  else if (key.ips && !key.ips.includes(CLIENT_IP))
    throw new PhpException(`Rest API IP restrictions applies! ${CLIENT_IP}`);
  return user;
}

function requirePassword(user: User, secret: string): void {
  if (user.password === undefined || user.password !== secret) throw new PhpException(FAILED);
  if (isAllowed(user, "lhrestapi", "use_direct_logins")) return;
  throw new PhpException(
    'You do not have permission to use REST API directly. "lhrestapi", "use_direct_logins" is missing!',
  );
}

const isAllowed = ({ permissions = [] }: User, module: string, name: string): boolean =>
  ["*", `${module}.*`, `${module}.${name}`].some((one) => permissions.includes(one));

export function requireAccess(user: User, module: string, name: string): void {
  if (isAllowed(user, module, name)) return;
  throw new PhpException(`You do not have permission. \`${module}\`, \`${name}\` is required.`);
}

/** How an endpoint reports a failure. Few set a status, and none uses 401. */
interface Failure {
  status: 200 | 400;
  result: (message: string) => Result;
}

export const PLAIN: Failure = { status: 200, result: (result) => ({ error: true, result }) };
export const STATUS_400: Failure = { status: 400, result: (result) => ({ error: true, result }) };
export const WITH_ERRORS: Failure = {
  status: 400,
  result: (result) => ({ error: true, errors: [], result }),
};
export const NESTED: Failure = { status: 200, result: (errors) => ({ error: true, result: { errors } }) };
export const MESSAGE: Failure = { status: 400, result: (r) => ({ error: true, r }) };

/** Catches the same as PHP's `catch (Exception)`, but not errors and exits. */
export const failing =
  ({ status, result }: Failure, run: (call: Call) => Result): View =>
  (call) => {
    try {
      output(call, run(call));
    } catch (error) {
      if (!(error instanceof PhpException)) throw error;
      call.response.status = status;
      output(call, result(error.message));
    }
  };

/** An endpoint that needs credentials. */
export const endpoint = (failure: Failure, run: (call: Call, user: User) => Result): View =>
  failing(failure, (call) => run(call, validateRequest(call)));

/** A parameter's text, decoded as UTF-8. Undefined for an array, too. */
export function textOf(query: Query, name: string): string | undefined {
  const value = query.get(name);
  return typeof value === "string" ? bytesToUtf8(value) : undefined;
}

/** PHP's `time()`. */
export const seconds = ({ now }: Call): number => Math.floor(now / 1000);

export const nextId = (rows: readonly { id: number }[]): number =>
  rows.reduce((highest, { id }) => Math.max(highest, id), 0) + 1;

export const userById = ({ users }: Installation, id: number | undefined): User | undefined =>
  users.find((user) => user.id === id);

/** [name_support] the name that visitors see. */
export const nameSupport = ({ nickname = "", name = "", surname = "" }: User): string =>
  (nickname || `${name} ${surname}`).trim();

/** LHC ignores errors here, so without a database there is no chat. */
export function chatById(installation: Installation, id: number): Chat | undefined {
  try {
    connect(installation);
  } catch (error) {
    if (error instanceof PhpException) return undefined;
    throw error;
  }
  return installation.chats?.find((chat) => chat.id === id);
}
