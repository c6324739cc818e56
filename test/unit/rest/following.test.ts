/** Series of questions: each event is reported once, and what ends a series. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { type FollowOptions, LhcRestClient, type LhcRestError } from "../../../src/rest.ts";
import { sleep } from "../../../src/rest/clock.ts";
import { startSelfSignedServer } from "./self-signed.ts";
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
  // Pauses resolve at once.
  vi.mocked(sleep).mockImplementation((seconds) => Promise.resolve(void pauses.push(seconds)));
});
afterEach(() => {
  vi.restoreAllMocks();
});

const reply = (result: object): WireAnswer => json({ error: false, result });
const nothing = reply({ action: "continue", vid: VID });
const end = reply({ action: "disable_check" });
const message = (text: string): WireAnswer =>
  reply({
    action: "read_message",
    vid: VID,
    args: { name_support: "Bob", message: text, url_append: `/(vid)/${VID}` },
  });
const reopened = reply({ action: "reopen_chat", vid: VID, args: { chat_id: 7, hash: "h" } });

const all = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
};

/** Reads a parameter in a request's path. */
const parameter = (target: string, name: string): string | undefined =>
  target.split(`/(${name})/`)[1]?.split("/")[0];
const visits = () =>
  server.requests.map(({ target }) => ({
    vid: parameter(target, "vid"),
    counted: parameter(target, "count_page"),
  }));

it("a visitor counts one page and keeps the vid from LHC", async () => {
  server.answers = [nothing, nothing, end];
  expect(await all(lhc.trackVisitor({ ip: "203.0.113.7", department: 1 }))).toEqual([]);
  const start = "/restapi/chatcheckoperatormessage";
  expect(server.requests.map(({ target }) => target)).toEqual([
    `${start}/(vid)/${visits()[0]!.vid}/(count_page)/1/(department)/1`,
    `${start}/(vid)/${VID}/(count_page)/0/(department)/1`,
    `${start}/(vid)/${VID}/(count_page)/0/(department)/1`,
  ]);
  for (const { body } of server.requests) expect(body).toBe("ip=203.0.113.7");
  expect(pauses).toEqual([10, 10]);
});

it.each([{}, { vid: "" }, { vid: "12345678901234567890" }, { vid: undefined }])(
  "a visitor whose first answers are lost stays one, with one page view: %j",
  async (visit) => {
    const lost: WireAnswer = { status: 502 };
    server.answers = ["cut", lost, lost, end];
    const own = new LhcRestClient({ baseUrl: server.origin, username: "admin", apiKey: "a-key" });
    await all(own.trackVisitor(visit));
    const vid = visits()[0]!.vid!;
    expect(vid).toMatch(/^[0-9a-f]{32}$/);
    expect(visits()).toEqual(["1", "0", "0", "0"].map((counted) => ({ vid, counted })));
  },
);

it("visitors have different vids, and a given vid is kept", async () => {
  server.answers = [end];
  const given = "x".repeat(21);
  for (const visit of [{}, {}, { vid: given }]) await all(lhc.trackVisitor(visit));
  expect(new Set(visits().map(({ vid }) => vid))).toHaveLength(3);
  expect(visits()[2]!.vid).toBe(given);
});

it("keeps its vid if LHC answers with an invalid one", async () => {
  server.answers = [reply({ action: "continue", vid: "short" }), nothing, end];
  await all(lhc.trackVisitor());
  expect(visits().map(({ vid }) => vid)).toEqual([visits()[0]!.vid, visits()[0]!.vid, VID]);
});

it("counts no page with countPage: false", async () => {
  server.answers = [nothing, end];
  await all(lhc.trackVisitor({ countPage: false }));
  expect(visits().map(({ counted }) => counted)).toEqual(["0", "0"]);
});

it("retries a visitor a whole interval after a timeout", async () => {
  vi.mocked(Math.random).mockReturnValue(0);
  const silent = await startWireServer();
  silent.answers = ["hang"];
  const patient = new LhcRestClient({
    ...{ baseUrl: silent.origin, username: "admin", apiKey: "a-key" },
    ...{ timeout: 0.1, retries: 2 },
  });
  const enough = new Error("enough");
  const errors: string[] = [];
  const onError = ({ code }: LhcRestError) => {
    if (errors.push(code) === 3) throw enough;
  };
  await expect(all(patient.trackVisitor({ vid: VID }, { interval: 20, onError }))).rejects.toBe(enough);
  expect(errors).toEqual(["timeout", "timeout", "timeout"]);
  expect(pauses).toEqual([20, 20]);
  await silent.close();
});

it.each<[string, (onError: (error: Error) => void) => AsyncIterable<unknown>]>([
  ["trackVisitor", (onError) => lhc.trackVisitor({}, { onError })],
  ["followMessages", (onError) => lhc.followMessages(1, { onError })],
])("%s waits at most 5 minutes, even for a longer Retry-After", async (_name, series) => {
  const over = { action: "disable_check", messages: [], closed: true };
  for (const header of ["301", "2147484", "9".repeat(400), "Tue, 19 Jan 2038 03:14:07 GMT"]) {
    server.answers = [{ status: 503, headers: [["Retry-After", header]] }, reply(over)];
    const errors: unknown[] = [];
    await all(series((error) => errors.push(error)));
    expect(errors).toEqual([expect.objectContaining({ retryAfter: expect.any(Number) as number })]);
    expect((errors[0] as { retryAfter: number }).retryAfter).toBeGreaterThan(300);
  }
  expect(pauses).toEqual([300, 300, 300, 300]);
  pauses = [];
  for (const header of ["-2050", "0", "1.5", "Thu, 01 Jan 2015 00:00:00 GMT", "soon"]) {
    server.answers = [{ status: 503, headers: [["Retry-After", header]] }, reply(over)];
    await all(series(() => {}));
  }
  expect(pauses.every((pause) => pause >= 5 && pause <= 20)).toBe(true);
});

describe("a series", () => {
  const serieses: Record<string, (client: LhcRestClient, options?: FollowOptions) => AsyncIterable<unknown>> =
    {
      trackVisitor: (client, options) => client.trackVisitor({ vid: VID }, options),
      followMessages: (client, options) => client.followMessages(1, options),
    };
  const ends = reply({ action: "disable_check", messages: [], closed: true });
  const goesOn = reply({ action: "continue", vid: VID, messages: [], closed: false });
  const cases = Object.entries(serieses);

  it.each(cases)("of %s rejects if its first question cannot connect", async (_name, series) => {
    const gone = await startWireServer();
    await gone.close();
    const client = new LhcRestClient({ baseUrl: gone.origin, username: "admin", apiKey: "k" });
    const errors: unknown[] = [];
    await expect(all(series(client, { onError: (error) => errors.push(error) }))).rejects.toMatchObject({
      code: "network",
      reason: "ECONNREFUSED",
    });
    expect(errors).toEqual([]);
  });

  it.each(cases)("of %s rejects for an untrusted certificate", async (_name, series) => {
    const selfSigned = await startSelfSignedServer();
    const client = new LhcRestClient({ baseUrl: selfSigned.origin, username: "admin", apiKey: "k" });
    await expect(all(series(client))).rejects.toMatchObject({
      code: "network",
      reason: "DEPTH_ZERO_SELF_SIGNED_CERT",
    });
    selfSigned.close();
  });

  it.each(cases)("of %s calls `onError` for each failure that it survives", async (_name, series) => {
    const half = { raw: 'HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{"error":false,"result":{"act' };
    server.answers = ["cut", goesOn, { status: 503 }, half, "cut", goesOn, ends];
    const errors: LhcRestError[] = [];
    await all(series(lhc, { onError: (error) => errors.push(error) }));
    expect(errors.map(({ code }) => code)).toEqual(["network", "maintenance", "network", "network"]);
    expect(server.requests).toHaveLength(7);
  });

  it.each(cases)("of %s survives a server that stops after the first answer", async (_name, series) => {
    server.answers = [goesOn, ends];
    const fetched = globalThis.fetch;
    const refused = Object.assign(new TypeError("fetch failed"), { cause: { code: "ECONNREFUSED" } });
    vi.spyOn(globalThis, "fetch")
      .mockImplementationOnce(fetched)
      .mockRejectedValueOnce(refused)
      .mockImplementation(fetched);
    const errors: LhcRestError[] = [];
    await all(series(lhc, { onError: (error) => errors.push(error) }));
    expect(errors.map(({ reason }) => reason)).toEqual(["ECONNREFUSED"]);
  });

  it.each(cases)("of %s rejects with an exception of `onError`", async (_name, series) => {
    server.answers = ["cut"];
    const enough = new Error("enough");
    const onError = () => {
      throw enough;
    };
    await expect(all(series(lhc, { onError }))).rejects.toBe(enough);
    expect(server.requests).toHaveLength(1);
  });
});

it("reports a repeated message once, and again if it was seen and written again", async () => {
  server.answers = [message("A"), message("A"), message("B"), reopened, reopened, nothing, message("B"), end];
  const errors = await all(lhc.trackVisitor({ vid: VID }));
  expect(errors.map((event) => (event.action === "read_message" ? event.message : event.chat_id))).toEqual([
    "A",
    "B",
    7,
    "B",
  ]);
  expect(errors[0]).toEqual({
    ...{ action: "read_message", vid: VID, name_support: "Bob", message: "A", url_append: `/(vid)/${VID}` },
    url: `${server.origin}/chat/readoperatormessage/(vid)/${VID}`,
  });
});

it("temporary failures do not end it and make the pauses longer", async () => {
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

it("rejects with the signal's reason, also during a pause", async () => {
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

it("asks nothing after the reader has stopped", async () => {
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
const messages = (ids: number[], closed = false) => reply({ messages: ids.map((id) => row(id)), closed });

it("reports messages once, including the last ones before the chat is closed", async () => {
  server.answers = [messages([3, 4]), messages([]), "cut", messages([5]), messages([6], true)];
  expect((await all(lhc.followMessages(1, { since: 2 }))).map(({ id }) => id)).toEqual([3, 4, 5, 6]);
  const since = server.requests.map(({ target }) =>
    new URL(target, server.origin).searchParams.get("last_message_id"),
  );
  expect(since).toEqual(["2", "4", "4", "4", "5"]);
  expect(pauses).toEqual([5, 5, 10, 5]);
});

it("reports 150,000 messages with ids of more than 32 bits", async () => {
  const first = 2 ** 40;
  const ids = Array.from({ length: 150_000 }, (_, i) => first + i);
  const row = { chat_id: 1, user_id: 0, msg: "", time: 1 };
  server.answers = [
    reply({ messages: ids.map((id) => ({ ...row, id })), closed: false }),
    messages([], true),
  ];
  expect(await all(lhc.followMessages(1, { since: first - 1 }))).toHaveLength(150_000);
  expect(server.requests.at(-1)!.target).toContain(`last_message_id=${first + 149_999}`);
});

it("ends if the chat was deleted", async () => {
  server.answers = [messages([1]), json({ error: true, result: "Could not find chat by chat_id!" })];
  await expect(all(lhc.followMessages(1))).rejects.toMatchObject({ code: "not-found" });
});

const chat = (id: number) => ({ id, status: 0, time: 1, dep_id: 1, user_id: 0, hash: "h" });
const chats = (ids: number[], list_count: number | string) =>
  json({ error: false, list: ids.map(chat), list_count });

const offsets = () =>
  server.requests.map(({ target }) => Number(new URL(target, server.origin).searchParams.get("offset")));

it("reads pages of chats that overlap by one", async () => {
  server.answers = [chats([9, 8, 7], 5), chats([7, 6, 5], "5")];
  expect((await all(lhc.chats())).map(({ id }) => id)).toEqual([9, 8, 7, 6, 5]);
  expect(offsets()).toEqual([0, 2]);
});

it("stops reading chats if LHC repeats the same page, as for a user without departments", async () => {
  server.answers = [chats([2, 1], 100)];
  expect(await all(lhc.chats())).toHaveLength(2);
  expect(server.requests).toHaveLength(2);
});
