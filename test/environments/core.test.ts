import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { checkStatus, LhcStatusError, watchStatus } from "lhc-status/core";

let servers = 0;
let target: { baseUrl: string };
let fetches: ReturnType<typeof vi.fn<typeof fetch>>;

beforeEach(() => {
  target = { baseUrl: `https://core-${++servers}.example.com/` };
  fetches = vi.fn<typeof fetch>(() => Promise.resolve(Response.json({ isonline: true })));
  vi.stubGlobal("fetch", fetches);
});
afterEach(() => vi.unstubAllGlobals());

describe("checkStatus", () => {
  it("resolves with the mocked answer", async () => {
    expect(await checkStatus(target, { transport: "fetch" })).toEqual({
      online: true,
      checkedAt: expect.any(Date),
    });
  });

  it("rejects with an error", async () => {
    fetches.mockRejectedValue(new TypeError("fetch failed"));
    const error: unknown = await checkStatus(target, { transport: "fetch" }).catch(
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(LhcStatusError);
    expect(error).toMatchObject({ code: "network" });
  });

  it("by JSONP asks by fetch, because no script is loaded here", async () => {
    expect(await checkStatus(target)).toMatchObject({ online: true });
  });

  it("rejects with the reason of its signal", async () => {
    fetches.mockImplementation(() => new Promise(() => {}));
    const controller = new AbortController();
    const checked = checkStatus(target, { transport: "fetch", signal: controller.signal });
    controller.abort("changed my mind");
    await expect(checked).rejects.toBe("changed my mind");
  });
});

describe("watchStatus", () => {
  it("follows the mocked answers until it is stopped", async () => {
    vi.useFakeTimers();
    const shown: string[] = [];
    const watch = watchStatus(target, ({ status }) => shown.push(status), { transport: "fetch" });
    await vi.advanceTimersByTimeAsync(1000);
    fetches.mockImplementation(() => Promise.resolve(Response.json({ isonline: false })));
    await vi.advanceTimersByTimeAsync(80_000);
    expect(shown).toEqual(["online", "offline"]);
    watch.stop();
    await vi.advanceTimersByTimeAsync(300_000);
    expect(fetches).toHaveBeenCalledTimes(2);
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });

  it("has the error of a wrong target", () => {
    const watch = watchStatus({ ...target, department: "sales" }, () => {});
    expect([watch.status, watch.error!.code]).toEqual(["unknown", "config"]);
    watch.stop();
  });

  it.each<[string, object]>([
    ["a department", { department: Object.create(null) as string }],
    ["an interval", { interval: Object.create(null) as number }],
  ])("has an error for %s that is no value", (_name, wrong) => {
    const watch = watchStatus({ ...target, ...wrong }, () => {}, wrong);
    expect([watch.status, watch.error!.code]).toEqual(["unknown", "config"]);
    watch.stop();
  });
});
