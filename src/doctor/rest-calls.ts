/** Asks LHC's REST API which calls are possible. Only calls that read are sent. */
import { LhcRestClient } from "../rest/client.ts";
import { LhcRestError } from "../rest/rest-error.ts";
import { LOOPBACK } from "../protocol/base-url.ts";
import { basesFrom } from "./rules/address.ts";
import { valuesOf, type CallResult, type Exchange, type Refusals } from "./rules/facts.ts";
import { headersFor } from "./rules/plan.ts";
import type { Send } from "./send.ts";

/** Longer than any user name that LHC can store, so it cannot lock an account. */
const UNKNOWN_USER = `no-such-user-${"x".repeat(120)}`;

/** @returns LHC's message, or undefined if the answer has none */
function messageIn({ body = "" }: Exchange): string | undefined {
  try {
    const { error, result } = JSON.parse(body) as Record<string, unknown>;
    return error === true && typeof result === "string" ? result.slice(0, 200) : undefined;
  } catch {
    return undefined;
  }
}

/** Asks for chats without credentials, and with those of a user that cannot exist. */
export async function askRefusals(baseUrl: string, origin: string, send: Send): Promise<Refusals> {
  const url = new URL(baseUrl);
  url.pathname += "restapi/chats";
  url.searchParams.set("limit", "1");
  const headers = headersFor(origin);
  const basic = `Basic ${btoa(`${UNKNOWN_USER}:none`)}`;
  const without = await send({ name: "refusal", url: url.href, headers });
  const withUnknownUser = await send({
    name: "refusal",
    url: url.href,
    headers: [...headers, ["Authorization", basic]],
  });
  return {
    without: messageIn(without),
    withUnknownUser: messageIn(withUnknownUser),
    server: valuesOf(without, "server")?.[0],
  };
}

export interface Login {
  readonly username: string;
  readonly apiKey?: string | undefined;
  readonly password?: string | undefined;
}

/** The calls of docs/rest.md that read without an id. */
const CALLS: readonly (readonly [
  call: string,
  needs: string,
  run: (client: LhcRestClient, signal: AbortSignal) => Promise<unknown>,
])[] = [
  ["chatsCount", "lhchat use", (client, signal) => client.chatsCount({}, { signal })],
  ["chats", "lhchat use", (client, signal) => client.chats({}, { signal }).next()],
  ["departments", "lhdepartment list", (client, signal) => client.departments({ signal })],
  ["users", "lhuser userlist", (client, signal) => client.users({ signal })],
  ["onlineUsers", "lhuser userlistonlineall", (client, signal) => client.onlineUsers({ signal })],
];

/** Why the credentials must not be sent to this server. Undefined if they may. */
export function unsafeFor(baseUrl: string, given: string): string | undefined {
  const { protocol, hostname, host } = new URL(baseUrl);
  if (protocol !== "https:" && !LOOPBACK.test(hostname))
    return "The credentials were not sent, because everyone on the way can read them with http:. Use https:.";
  // A redirect may have suggested another server.
  return basesFrom(given).bases.some((base) => new URL(base).host === host)
    ? undefined
    : `The credentials were not sent, because the address that you gave is not on ${host}. Give the address of that server.`;
}

/** Stops at the first refusal of the credentials themselves: LHC locks an account after several wrong attempts. */
export async function askCalls(baseUrl: string, login: Login, timeout: number): Promise<CallResult[]> {
  const results: CallResult[] = [];
  const signal = AbortSignal.timeout(timeout * 1000);
  let client: LhcRestClient;
  const { username, apiKey, password } = login;
  try {
    client = new LhcRestClient({
      baseUrl,
      timeout,
      retries: 0,
      username,
      ...(apiKey === undefined ? { password: password ?? "" } : { apiKey }),
    });
  } catch (error) {
    return [{ call: "login", needs: "", refusal: refusalOf(error), isFinal: true }];
  }
  for (const [call, needs, run] of CALLS) {
    try {
      await run(client, signal);
      results.push({ call, needs });
    } catch (error) {
      const isFinal = !isMissingPermission(error);
      results.push({ call, needs, refusal: refusalOf(error), isFinal });
      if (isFinal) break;
    }
  }
  return results;
}

/** A permission for one call, as opposed to the permission to log in at all. */
const isMissingPermission = (error: unknown): boolean =>
  error instanceof LhcRestError &&
  error.code === "forbidden" &&
  !/use_direct_logins|\bIP\b/.test(error.lhcMessage ?? "");

function refusalOf(error: unknown): string {
  if (!(error instanceof LhcRestError)) return "no complete answer in time";
  return error.lhcMessage ?? error.message.replace(/ More: .*/s, "");
}
