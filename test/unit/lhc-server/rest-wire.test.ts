/** Does the authenticated API answer as the real one did? Every recorded exchange, over a bare socket. */
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  startLhcServer,
  type Chat,
  type LhcServer,
  type Message,
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

const NOT_MODELLED: Record<string, string> = {
  "api-lang": "translations are not part of this server",
  "api-extensions": "neither are extensions",
};

/** Seconds: when the recorded chat began. */
const TIME = 1795333959;
const VID = "1ccf131576da50dcae0e5854c6438e89";
const visitor: Visitor = { id: 10, vid: VID, ip: "203.0.113.7" };
const invited: Visitor = {
  ...visitor,
  operatorMessage: 'Hello <b>there</b> "you"\né, can I help?',
  operatorUser: 2,
};
const chat: Chat = {
  id: 1,
  department: 1,
  hash: "T3XBvQyEDze3PQoPeSlYi1nln6kVtaNhjQPUocoI",
  ip: "203.0.113.7",
  referrer: "https://www.example.com/ref",
  sessionReferrer: "https://www.example.com/page",
  additionalData: '[{"secure":false,"h":false,"key":"order_no","value":"A-77"}]',
  userAgent: "wire/1",
  visitor: 10,
  time: TIME,
};
const messages: Message[] = [
  { id: 1, chat: 1, user: 0, text: "Second message <i>x</i> 漢", time: TIME },
  { id: 2, chat: 1, user: 0, text: "with key", time: TIME },
  { id: 3, chat: 1, user: 2, text: "Hello Vera, I am Bob", nameSupport: "Bob", time: TIME },
];
const known: StatePatch = { visitors: [visitor] };
const begun: StatePatch = { activeUsers: [1, 2, 3], visitors: [visitor], chats: [chat] };
const answered: StatePatch = {
  ...begun,
  chats: [
    {
      ...chat,
      status: 1,
      user: 2,
      lastMessage: 2,
      lastVisitorMessageAt: TIME,
      hasUnreadMessages: true,
      isUnanswered: true,
    },
  ],
  messages,
  departments: { 1: { queueLength: 1 } },
};

/** The first that fits the name or the sentence. */
const STATES: [RegExp, StatePatch][] = [
  [/^operator_message set, no operator$/, { visitors: [{ ...invited, operatorUser: 0 }] }],
  [/^operator_message set, message_seen=1$/, { visitors: [{ ...invited, messageSeen: true }] }],
  [/^operator_message set/, { visitors: [invited] }],
  [/^ignorable_ip contains the POSTed ip$/, { ...known, settings: { ignorableIps: ["203.0.113.7"] } }],
  [/^ignorable_ip contains another ip$/, { ...known, settings: { ignorableIps: ["203.0.113.7"] } }],
  [/^track_online_visitors=0/, { ...known, settings: { trackVisitors: false } }],
  [/^all offline$/, { ...answered, activeUsers: [] }],
  [/^chat closed$/, { ...begun, chats: [{ ...chat, status: 2 }] }],
  [/^addmsguser-badhash-auth$/, { ...begun, messages: messages.slice(0, 1) }],
  [/^addmsguser|^checkchatstatus/, begun],
  [/^startchat/, { activeUsers: [1, 2, 3], visitors: [visitor] }],
  [/^admin key$/, answered],
  [/^no vid$/, {}],
  [/vid|^no Authorization$|^auth |^User-Agent Googlebot$/, known],
];

function stateOf({ name, state }: Transcript): StatePatch {
  const found = STATES.find(([pattern]) => pattern.test(state) || pattern.test(name));
  if (!found) throw new Error(`no state for '${name}': ${state}`);
  return found[1];
}

/** What differs from run to run (new vids too), and the few columns of which this server knows nothing. */
const VOLATILE: Record<string, (value: unknown) => unknown> = {
  hash: (hash) => (/^[A-Za-z0-9]{40}$/.test(String(hash)) ? "a hash" : hash),
  trace: () => "paths of an installation",
  // times of what happened before the recording, or in its course
  ts: Boolean,
  last_activity: Boolean,
  hide_online_ts: () => "a time or 0",
  pswd_updated: () => "a time",
  // statistics
  max_load_op: Number.isInteger,
  max_load_op_h: Number.isInteger,
};

/** A bare list (onlineusers) has no order of its own. */
function normalized(body: string, { target }: { target: string }): unknown {
  const isKnown = target.includes(`/(vid)/${VID}`);
  const [, before = "", json = "", after = ""] = /^(\w+\()?([[{].*[\]}])?(\)?)$/s.exec(body) ?? [];
  const newVid = (vid: unknown) => (/^[0-9a-f]{32}$/.test(String(vid)) ? "a new vid" : vid);
  if (json === "") return body.replace(/<hash>.*?<\/hash>/g, "");
  const value = JSON.parse(json, (key, one: unknown) => {
    if (key === "vid" && !isKnown) return newVid(one);
    return Object.hasOwn(VOLATILE, key) ? VOLATILE[key]!(one) : one;
  }) as unknown;
  const byUser = (list: { user_id: number }[]) => list.toSorted((a, b) => a.user_id - b.user_id);
  return [before, Array.isArray(value) ? byUser(value as { user_id: number }[]) : value, after];
}

const withoutDate = (headers: readonly (readonly [string, string])[]): string[] =>
  headers.map(([name, value]) =>
    name === "Last-Modified"
      ? `${name}: ${value.replace(/^\w{3}, \d{2} \w{3} \d{4} \d{2}:\d{2}:\d{2} GMT$/, "a date")}`
      : `${name}: ${value}`,
  );

const bytes = (text: string): string => Buffer.from(text, "utf8").toString("latin1");

describe("the recorded answers of the authenticated API", () => {
  let server: LhcServer;
  beforeAll(async () => {
    server = await startLhcServer({ now: () => TIME * 1000 });
  });
  afterAll(() => server.close());

  it("are all there, but for what is not modelled", () => {
    expect(transcripts).toHaveLength(101);
    const names = transcripts.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(Object.keys(NOT_MODELLED)));
  });

  for (const transcript of transcripts) {
    const { name, request, response } = transcript;
    if (Object.hasOwn(NOT_MODELLED, name)) continue;
    it(`${name}: ${request.method} ${request.target}`, async () => {
      server.lay(stateOf(transcript));
      const { method, target, body } = request;
      // The recording left it out. LHC answers nobody who sends none.
      const headers = { "User-Agent": "wire/1", ...request.headers };
      const answer = await ask(server.origin, { method, target: bytes(target), headers, body: bytes(body) });
      expect(answer.error).toBeUndefined();
      expect(answer.status).toBe(response.status);
      expect(withoutDate(answer.headers)).toEqual(withoutDate(response.headers));
      expect(normalized(answer.body, request)).toEqual(normalized(bytes(response.body), request));
    });
  }
});
