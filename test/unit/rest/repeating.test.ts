/** Which requests are retried, and after which delay. */
import { getEventListeners } from "node:events";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { LhcRestClient } from "../../../src/rest.ts";
import { sleep } from "../../../src/rest/clock.ts";
import { LhcRestError } from "../../../src/rest/rest-error.ts";
import { pauseBeforeRetry, pauseBetween, readRetryAfter } from "../../../src/rest/retry.ts";
import { json, startWireServer, type WireServer } from "./wire-server.ts";

vi.mock(import("../../../src/rest/clock.ts"), async (original) => {
  const clock = await original();
  return { ...clock, sleep: vi.fn(clock.sleep) };
});

const failed = (code: "network" | "maintenance" | "unauthorized" | "bad-answer", retryAfter?: number) =>
  new LhcRestError(code, "", { retryAfter });

describe("the schedule", () => {
  it("doubles the longest delay, up to ten seconds", () => {
    const longest = [1, 2, 3, 4, 5, 6, 7].map((failures) => pauseBeforeRetry(failed("network"), failures, 1));
    expect(longest).toEqual([0.5, 1, 2, 4, 8, 10, 10]);
  });
  it("uses full jitter", () => {
    expect(pauseBeforeRetry(failed("network"), 3, 0)).toBe(0);
    expect(pauseBeforeRetry(failed("network"), 3, 0.5)).toBe(1);
  });
  it("respects Retry-After, or does not retry if that is too long", () => {
    expect(pauseBeforeRetry(failed("maintenance", 7), 1, 0)).toBe(7);
    expect(pauseBeforeRetry(failed("maintenance", 300), 1, 0)).toBeNull();
  });
  it("does not retry permanent errors", () => {
    for (const error of [failed("unauthorized"), failed("bad-answer"), new Error("x"), null]) {
      expect(pauseBeforeRetry(error, 1, 1)).toBeNull();
    }
  });
  it("of a series uses its interval, and longer delays after failures", () => {
    expect(pauseBetween(10, 0, 1)).toBe(10);
    expect(pauseBetween(10, 1, 1)).toBe(20);
    expect(pauseBetween(10, 3, 0)).toBe(10);
    expect(pauseBetween(10, 30, 1)).toBe(300);
    expect(pauseBetween(600, 3, 1)).toBe(600);
    expect(pauseBetween(10, 1, 0, 300)).toBe(300);
    expect(pauseBetween(10, 5000, 0)).toBe(10);
  });
  it.each([301, 2_147_484, 1e30, Infinity])(
    "of a series is 5 minutes, if the server asks for %d s",
    (wanted) => {
      expect(pauseBetween(10, 1, 1, wanted)).toBe(300);
      expect(pauseBetween(600, 1, 1, wanted)).toBe(600);
    },
  );
  it("reads Retry-After as seconds and as a date", () => {
    const now = Date.UTC(2026, 0, 1) / 1000;
    expect(readRetryAfter("300", now)).toBe(300);
    expect(readRetryAfter("Thu, 01 Jan 2026 00:01:00 GMT", now)).toBe(60);
    expect(readRetryAfter("Thursday, 01-Jan-26 00:01:00 GMT", now)).toBe(60);
    expect(readRetryAfter("Tue, 19 Jan 2038 03:14:07 GMT", now)).toBe(2 ** 31 - 1 - now);
    expect(readRetryAfter("2147484", now)).toBe(2_147_484);
    expect(readRetryAfter("1.5", now)).toBe(2);
    expect(readRetryAfter("300, 60", now)).toBe(300);
  });
  it.each([
    null,
    ...["", "0", "soon", "-5", "-2050", "2050-01-01", "maybe 2050", "1.2.3", "1e9"],
    ...["Thu, 01 Jan 2015 00:00:00 GMT", "Thu, soon", "NaN", "Infinity"],
  ])("does not take %j for a time to wait", (junk) => {
    expect(readRetryAfter(junk, Date.UTC(2026, 0, 1) / 1000)).toBeUndefined();
  });
});

describe("a client", () => {
  let server: WireServer;
  let lhc: LhcRestClient;
  beforeAll(async () => {
    server = await startWireServer();
  });
  afterAll(() => server.close());
  beforeEach(() => {
    server.requests.length = 0;
    server.answers = [{ status: 503 }];
    lhc = new LhcRestClient({ baseUrl: server.origin, username: "admin", apiKey: "a-key" });
    vi.spyOn(Math, "random").mockReturnValue(0);
  });
  afterEach(() => {
    vi.mocked(sleep).mockClear();
    vi.restoreAllMocks();
  });

  const vid = "1ccf131576da50dcae0e5854c6438e89";
  const repeated: Record<string, () => Promise<unknown>> = {
    isOnline: () => lhc.isOnline(),
    isUserOnline: () => lhc.isUserOnline(1),
    isDepartmentOnline: () => lhc.isDepartmentOnline(1),
    isChatOnline: () => lhc.isChatOnline(1),
    "checkOperatorMessage with a vid": () => lhc.checkOperatorMessage({ vid }),
    chats: () => lhc.chats().next(),
    chatsCount: () => lhc.chatsCount(),
    chat: () => lhc.chat(1),
    messages: () => lhc.messages(1),
    closeChatAsVisitor: () => lhc.closeChatAsVisitor(1, "h"),
    departments: () => lhc.departments(),
    department: () => lhc.department(1),
    users: () => lhc.users(),
    onlineUsers: () => lhc.onlineUsers(),
    setUserOnline: () => lhc.setUserOnline(1, true),
  };
  const never: Record<string, () => Promise<unknown>> = {
    "checkOperatorMessage without a vid": () => lhc.checkOperatorMessage(),
    "checkOperatorMessage with a vid that LHC replaces": () =>
      lhc.checkOperatorMessage({ vid: vid.slice(0, 20) }),
    "checkOperatorMessage of a page view": () => lhc.checkOperatorMessage({ vid, countPage: true }),
    startChat: () => lhc.startChat({ question: "Hello" }),
    "addMessage of an operator": () => lhc.addMessage(1, "Hello"),
    "addMessage of a visitor": () => lhc.addMessage(1, "Hello", { hash: "h" }),
    setChatStatus: () => lhc.setChatStatus(1, 2),
  };

  it.each(Object.entries(repeated))("repeats %s twice", async (_name, call) => {
    await expect(call()).rejects.toMatchObject({ code: "maintenance" });
    expect(server.requests).toHaveLength(3);
  });
  it.each(Object.entries(never))("never repeats %s", async (_name, call) => {
    await expect(call()).rejects.toMatchObject({ code: "maintenance" });
    expect(server.requests).toHaveLength(1);
  });
  it("returns the answer of a retry that succeeds", async () => {
    server.answers = [{ status: 503 }, "cut", { body: '{"isonline":true}' }];
    expect(await lhc.isOnline()).toBe(true);
  });
  it("does not retry with retries: 0", async () => {
    await expect(new LhcRestClient({ baseUrl: server.origin, retries: 0 }).isOnline()).rejects.toThrow();
    expect(server.requests).toHaveLength(1);
  });
  it("does not retry a request that LHC refused", async () => {
    server.answers = [json({ error: true, result: "Authorization failed!" })];
    await expect(lhc.users()).rejects.toMatchObject({ code: "unauthorized" });
    expect(server.requests).toHaveLength(1);
  });
  it("does not retry after a long Retry-After", async () => {
    server.answers = [{ status: 503, headers: [["Retry-After", "300"]] }];
    await expect(lhc.users()).rejects.toMatchObject({ retryAfter: 300 });
    expect(server.requests).toHaveLength(1);
  });
  it("waits for the time in Retry-After", async () => {
    server.answers = [{ status: 503, headers: [["Retry-After", "7"]] }, { body: '{"isonline":false}' }];
    vi.mocked(sleep).mockResolvedValueOnce();
    expect(await lhc.isOnline()).toBe(false);
    expect(sleep).toHaveBeenCalledExactlyOnceWith(7, undefined);
  });
  it("leaves no timers or listeners, which would keep a program running", async () => {
    server.answers = [{ body: '{"isonline":true}' }];
    const started = vi.spyOn(globalThis, "setTimeout");
    const cleared = vi.spyOn(globalThis, "clearTimeout");
    const { signal } = new AbortController();
    await lhc.isOnline({ signal });
    const ours = started.mock.calls.findIndex(([, delay]) => delay === 8000);
    expect(cleared).toHaveBeenCalledWith(started.mock.results[ours]!.value);
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });
  it("adds one listener to a signal for twenty calls, so that Node does not warn", async () => {
    const warned = vi.spyOn(process, "emitWarning");
    const { signal } = new AbortController();
    server.answers = [
      () => {
        listeners.push(getEventListeners(signal, "abort").length);
        return { body: '{"isonline":true}' };
      },
    ];
    const listeners: number[] = [];
    await Promise.all(Array.from({ length: 20 }, () => lhc.isOnline({ signal })));
    expect(listeners).toEqual(listeners.map(() => 1));
    expect(listeners).toHaveLength(20);
    expect(getEventListeners(signal, "abort")).toEqual([]);
    expect(warned).not.toHaveBeenCalled();
  });
  it("adds one listener to a signal for twenty pauses, which end together", async () => {
    const controller = new AbortController();
    const warned = vi.spyOn(process, "emitWarning");
    const pauses = Array.from({ length: 20 }, () => sleep(60, controller.signal));
    expect(getEventListeners(controller.signal, "abort")).toHaveLength(1);
    controller.abort();
    const ended = await Promise.allSettled(pauses);
    expect(ended.map(({ status }) => status)).toEqual(pauses.map(() => "rejected"));
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
    expect(warned).not.toHaveBeenCalled();
  });
  it("ends a pause when the signal is aborted", async () => {
    server.answers = [{ status: 503, headers: [["Retry-After", "10"]] }];
    const controller = new AbortController();
    const asked = lhc.users({ signal: controller.signal });
    await server.asked(1);
    controller.abort();
    await expect(asked).rejects.toMatchObject({ name: "AbortError" });
    expect(server.requests).toHaveLength(1);
  });
});
