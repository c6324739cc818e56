/** The implemented part of the demo's authenticated API answers like the recorded one. */
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  startLhcServer,
  type Chat,
  type LhcServer,
  type StatePatch,
  type Visitor,
} from "../../../demo/lhc-server/index.ts";
import { ask } from "./raw-http.ts";

interface Transcript {
  name: string;
  state: string;
  request: { method: string; target: string; headers: Record<string, string>; body: string };
  response: { status: number; headers: [string, string][]; body: string };
}

const transcripts = JSON.parse(
  readFileSync(new URL("../../lhc-wire/rest-transcripts.json", import.meta.url), "utf8"),
) as Transcript[];

/** test/unit/rest/recorded-answers.test.ts tests the client with these. */
const NOT_MODELLED =
  /^api-(lang|extensions|departaments|fetchchat-|getuser-|user_|user-|updatelast)|checkchatstatus|departaments|fetchchat-|user-1|callback|xml|no-tracking|cco-(crawler|read-message-theme|vid-|odd-vid|unknown-vid)|auth-cco-bearer|api-chat-(badhash|hash)|onlineusers-offline|startchat-(noauth|get|bad-data)|badhash-auth/;

/** The Unix time at which the recorded chat began. */
const TIME = 1795333959;
const visitor: Visitor = { id: 10, vid: "1ccf131576da50dcae0e5854c6438e89", ip: "203.0.113.7" };
const invited = { ...visitor, operatorMessage: 'Hello <b>there</b> "you"\né, can I help?', operatorUser: 2 };
const chat: Chat = {
  id: 1,
  department: 1,
  hash: "T3XBvQyEDze3PQoPeSlYi1nln6kVtaNhjQPUocoI",
  ip: "203.0.113.7",
  referrer: "https://www.example.com/ref",
  additionalData: '[{"secure":false,"h":false,"key":"order_no","value":"A-77"}]',
  visitor: 10,
  time: TIME,
};
const begun: StatePatch = { activeUsers: [1, 2, 3], visitors: [visitor], chats: [chat] };
const answered: StatePatch = {
  ...begun,
  chats: [{ ...chat, status: 1, user: 2, lastMessage: 2 }],
  messages: [
    { id: 1, chat: 1, user: 0, text: "Second message <i>x</i> 漢", time: TIME },
    { id: 2, chat: 1, user: 0, text: "with key", time: TIME },
    { id: 3, chat: 1, user: 2, text: "Hello Vera, I am Bob", nameSupport: "Bob", time: TIME },
  ],
};

/** Finds the first match by name or message. */
const STATES: [RegExp, StatePatch][] = [
  [/^operator_message set, no operator$/, { visitors: [{ ...invited, operatorUser: 0 }] }],
  [/^operator_message set, message_seen=1$/, { visitors: [{ ...invited, messageSeen: true }] }],
  [/^operator_message set/, { visitors: [invited] }],
  [/^ignorable_ip/, { visitors: [visitor], settings: { ignorableIps: ["203.0.113.7"] } }],
  [/^all offline$/, { ...answered, activeUsers: [] }],
  [/^chat closed$/, { ...begun, chats: [{ ...chat, status: 2 }] }],
  [/^addmsguser/, begun],
  [/^startchat/, { activeUsers: [1, 2, 3], visitors: [visitor] }],
  [/^admin key$/, answered],
  [/^no vid$/, {}],
  [/vid|^no Authorization$|^auth /, { visitors: [visitor] }],
];

function stateOf({ name, state }: Transcript): StatePatch {
  const found = STATES.find(([pattern]) => pattern.test(state) || pattern.test(name));
  if (!found) throw new Error(`no state for '${name}': ${state}`);
  return found[1];
}

/** Replaces values that differ between runs. */
const VOLATILE: Record<string, (value: unknown) => unknown> = {
  hash: (hash) => (/^[A-Za-z0-9]{40}$/.test(String(hash)) ? "a hash" : hash),
  vid: (vid) => (/^[0-9a-f]{32}$/.test(String(vid)) ? "a vid" : vid),
  last_activity: Boolean,
};

/** Empty answers and PHP's own pages are not JSON. A bare list (onlineusers) is unordered. */
function read(body: string): unknown {
  if (!/^[[{]/.test(body)) return body.replace(/<hash>.*?<\/hash>/g, "");
  const value = JSON.parse(body, (key, one: unknown) =>
    Object.hasOwn(VOLATILE, key) ? VOLATILE[key]!(one) : one,
  ) as unknown;
  if (!Array.isArray(value)) return value;
  return (value as { user_id: number }[]).toSorted((a, b) => a.user_id - b.user_id);
}

const bytes = (text: string): string => Buffer.from(text, "utf8").toString("latin1");

describe("the recorded answers of the authenticated API", () => {
  let server: LhcServer;
  beforeAll(async () => {
    server = await startLhcServer({ now: () => TIME * 1000 });
  });
  afterAll(() => server.close());

  for (const transcript of transcripts.filter(({ name }) => !NOT_MODELLED.test(name))) {
    const { name, request, response } = transcript;
    it(`${name}: ${request.method} ${request.target}`, async () => {
      server.lay(stateOf(transcript));
      const { method, target, headers, body } = request;
      const answer = await ask(server.origin, { method, target: bytes(target), headers, body: bytes(body) });
      expect(answer.error).toBeUndefined();
      expect(answer.status).toBe(response.status);
      const recorded = read(answer.body);
      // Rows have fewer columns here.
      if (typeof recorded === "object") expect(read(bytes(response.body))).toMatchObject(recorded!);
      else expect(recorded).toEqual(read(bytes(response.body)));
    });
  }
});
