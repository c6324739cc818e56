/** Series of questions: what they tell, once, and what ends them. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { LhcRestClient } from "../../../src/rest.ts";
import { sleep } from "../../../src/rest/clock.ts";
import { json, startWireServer, type WireAnswer, type WireServer } from "./wire-server.ts";

vi.mock(import("../../../src/rest/clock.ts"), async (original) => ({
  ...(await original()),
  sleep: vi.fn(),
}));

const VID = "1ccf131576da50dcae0e5854c6438e89";

let server: WireServer;
let lhc: LhcRestClient;
let pauses: number[];
beforeAll(async () => {
  server = await startWireServer();
});
afterAll(() => server.close());
beforeEach(() => {
  server.requests.length = 0;
  lhc = new LhcRestClient({ baseUrl: server.origin, username: "admin", apiKey: "a-key", retries: 0 });
  pauses = [];
  vi.spyOn(Math, "random").mockReturnValue(1);
  // Pauses pass at once.
  vi.mocked(sleep).mockImplementation((seconds) => Promise.resolve(void pauses.push(seconds)));
});
afterEach(() => {
  vi.restoreAllMocks();
});

const said = (result: object): WireAnswer => json({ error: false, result });
const nothing = said({ action: "continue", vid: VID });
const end = said({ action: "disable_check" });
const message = (text: string): WireAnswer =>
  said({
    action: "read_message",
    vid: VID,
    args: { name_support: "Bob", message: text, url_append: `/(vid)/${VID}` },
  });
const reopened = said({ action: "reopen_chat", vid: VID, args: { chat_id: 7, hash: "h" } });

const all = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
};

it("a visitor counts one page, and keeps the vid that LHC gave", async () => {
  server.answers = [nothing, nothing, end];
  expect(await all(lhc.trackVisitor({ ip: "203.0.113.7", department: 1 }))).toEqual([]);
  const start = "/restapi/chatcheckoperatormessage";
  expect(server.requests.map(({ target }) => target)).toEqual([
    `${start}/(count_page)/1/(department)/1`,
    `${start}/(vid)/${VID}/(count_page)/0/(department)/1`,
    `${start}/(vid)/${VID}/(count_page)/0/(department)/1`,
  ]);
  for (const { body } of server.requests) expect(body).toBe("ip=203.0.113.7");
  expect(pauses).toEqual([10, 10]);
});

it("a message comes once, however often LHC says it, and again when it was seen and written anew", async () => {
  server.answers = [message("A"), message("A"), message("B"), reopened, reopened, nothing, message("B"), end];
  const told = await all(lhc.trackVisitor({ vid: VID }));
  expect(told.map((event) => (event.action === "read_message" ? event.message : event.chat_id))).toEqual([
    "A",
    "B",
    7,
    "B",
  ]);
  expect(told[0]).toEqual({
    ...{ action: "read_message", vid: VID, name_support: "Bob", message: "A", url_append: `/(vid)/${VID}` },
    url: `${server.origin}/chat/readoperatormessage/(vid)/${VID}`,
  });
});

it("failures that pass do not end it, and make the pauses longer", async () => {
  const busy: WireAnswer = { status: 503, headers: [["Retry-After", "300"]] };
  server.answers = ["cut", { status: 502 }, busy, nothing, "cut", message("A"), end];
  expect(await all(lhc.trackVisitor({ vid: VID }, { interval: 20 }))).toHaveLength(1);
  expect(pauses).toEqual([40, 80, 300, 20, 40, 20]);
});

it.each<[string, WireAnswer]>([
  ["unauthorized", json({ error: true, result: { errors: "Authorization failed!" } })],
  ["forbidden", json({ error: true, result: { errors: "Rest API IP restrictions applies! 127.0.0.1" } })],
  ["not-lhc", { status: 301, headers: [["Location", "/"]] }],
])("%s ends it", async (code, answer) => {
  server.answers = [nothing, answer];
  await expect(all(lhc.trackVisitor())).rejects.toMatchObject({ code });
  expect(server.requests).toHaveLength(2);
});

it("the signal ends it with its reason, in a pause as well", async () => {
  const clock = await vi.importActual<typeof import("../../../src/rest/clock.ts")>(
    "../../../src/rest/clock.ts",
  );
  const reason = new Error("enough");
  const controller = new AbortController();
  vi.mocked(sleep).mockImplementation((seconds, signal) => {
    const pause = clock.sleep(seconds, signal);
    controller.abort(reason);
    return pause;
  });
  server.answers = [nothing];
  await expect(all(lhc.trackVisitor({ vid: VID }, { signal: controller.signal }))).rejects.toBe(reason);
  expect(server.requests).toHaveLength(1);
});

it("nothing is asked for somebody who has stopped reading", async () => {
  server.answers = [message("A"), message("B")];
  for await (const { action } of lhc.trackVisitor({ vid: VID })) {
    expect(action).toBe("read_message");
    break;
  }
  expect(server.requests).toHaveLength(1);
  expect(pauses).toEqual([]);
});

const row = (id: number, user_id = 0) => ({
  id,
  chat_id: 1,
  user_id,
  msg: `m${id}`,
  time: 1,
  name_support: "",
  meta_msg: "",
});
const messages = (ids: number[], closed = false) => said({ messages: ids.map((id) => row(id)), closed });

it("messages come once, and the last ones before the chat is over", async () => {
  server.answers = [messages([3, 4]), messages([]), "cut", messages([5]), messages([6], true)];
  expect((await all(lhc.followMessages(1, { since: 2 }))).map(({ id }) => id)).toEqual([3, 4, 5, 6]);
  const since = server.requests.map(({ target }) =>
    new URL(target, server.origin).searchParams.get("last_message_id"),
  );
  expect(since).toEqual(["2", "4", "4", "4", "5"]);
  expect(pauses).toEqual([5, 5, 10, 5]);
});

it("a chat that is gone ends it", async () => {
  server.answers = [messages([1]), json({ error: true, result: "Could not find chat by chat_id!" })];
  await expect(all(lhc.followMessages(1))).rejects.toMatchObject({ code: "not-found" });
});

const chat = (id: number) => ({ id, status: 0, time: 1, dep_id: 1, user_id: 0, hash: "h" });
const chats = (ids: number[], list_count: number | string) =>
  json({ error: false, list: ids.map(chat), list_count });

it("chats come page after page, none twice though others began meanwhile", async () => {
  server.answers = [chats([9, 8, 7], 5), chats([7, 6], "6"), chats([5], 6)];
  expect((await all(lhc.chats())).map(({ id }) => id)).toEqual([9, 8, 7, 6, 5]);
  const offsets = server.requests.map(({ target }) =>
    new URL(target, server.origin).searchParams.get("offset"),
  );
  expect(offsets).toEqual(["0", "3", "5"]);
});

it("chats end where LHC says the same page for ever, as it does to a user without departments", async () => {
  server.answers = [chats([2, 1], 100)];
  expect(await all(lhc.chats())).toHaveLength(2);
  expect(server.requests).toHaveLength(2);
});
