/** The authenticated API by plain HTTP, as any program would ask it. */
import type { LhcServer } from "../../../demo/lhc-server/index.ts";
import { ask } from "./raw-http.ts";

export const ADMIN = "admin:0123456789abcdef0123456789abcdef";
export const BOB = "bob:limited-key-for-bob";

interface Options {
  /** `user:key`; null: none is sent */
  as?: string | null;
  /** fields of a POST */
  form?: Record<string, string | number>;
  method?: string;
  headers?: Record<string, string>;
}

/** All that some answer has; which one has what, the tests say. */
interface Json {
  [name: string]: unknown;
  result: {
    [name: string]: unknown;
    vid: string;
    action: string;
    chat: ChatJson;
    messages: { msg: string }[];
    pending_chats_counter: number;
  };
  list: ChatJson[];
  filter: Record<string, unknown>;
}
export interface ChatJson {
  [column: string]: unknown;
  id: number;
  hash: string;
}

export interface RestAnswer {
  status: number;
  text: string;
  /** of a body that is JSON; else an empty object */
  json: Json;
}

export async function rest(
  server: LhcServer,
  path: string,
  { as = ADMIN, form, method = form ? "POST" : "GET", headers = {} }: Options = {},
): Promise<RestAnswer> {
  const body = form
    ? new URLSearchParams(Object.entries(form).map(([k, v]) => [k, String(v)])).toString()
    : "";
  const { status, body: bytes } = await ask(server.origin, {
    method,
    target: `/restapi/${path}`,
    headers: {
      "User-Agent": "test/1",
      ...(as !== null && { Authorization: `Basic ${Buffer.from(as).toString("base64")}` }),
      ...(form && { "Content-Type": "application/x-www-form-urlencoded" }),
      ...headers,
    },
    body,
  });
  const text = Buffer.from(bytes, "latin1").toString("utf8");
  return { status, text, json: parsed(text) as Json };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
