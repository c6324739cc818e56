import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type LhcStatusElement, setDefaults } from "lhc-status";

const SAMPLES = ["", "2", "lazy", "popup", "widget", "online", "session", "not valid", "false"];

let servers = 0;
let fetches: ReturnType<typeof vi.fn<typeof fetch>>;
const logged: unknown[][] = [];

beforeEach(() => {
  // A page keeps its answers, so each test has a server of its own.
  setDefaults({ baseUrl: `https://chat-${++servers}.example.com/`, transport: "fetch", interval: 60 });
  fetches = vi.fn<typeof fetch>(() => Promise.resolve(Response.json({ isonline: true })));
  vi.stubGlobal("fetch", fetches);
  logged.length = 0;
  vi.spyOn(console, "error").mockImplementation((...text: unknown[]) => void logged.push(text));
  vi.spyOn(console, "warn").mockImplementation((...text: unknown[]) => void logged.push(text));
});
afterEach(async () => {
  document.body.replaceChildren();
  await Promise.resolve();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

function mount(attributes = "", content = ""): LhcStatusElement {
  document.body.innerHTML = `<lhc-status ${attributes}>${content}</lhc-status>`;
  return document.querySelector("lhc-status")!;
}
const labels = ({ shadowRoot }: LhcStatusElement): string[] =>
  [...shadowRoot!.querySelectorAll("slot[name]")].map(
    (slot) => `${slot.getAttribute("name")}: ${slot.textContent}`,
  );

describe("an element", () => {
  it("is created by a constructor, by createElement and by markup, and rendered", async () => {
    const { LhcStatusElement } = await import("lhc-status");
    for (const element of [new LhcStatusElement(), document.createElement("lhc-status"), mount()]) {
      document.body.append(element);
      await element.updateComplete;
      expect(labels(element).sort()).toEqual([
        "checking: Checking…",
        "offline: We are offline",
        "online: We are online",
        "unknown: Contact us",
      ]);
      expect(await element.refresh()).toBe("online");
      expect(element.shadowRoot!.querySelector("div")!.className).toBe("online badge");
      expect([element.stale, element.error, element.checkedAt]).toEqual([false, null, expect.any(Date)]);
    }
    expect(fetches).toHaveBeenCalledOnce();
    expect(logged).toEqual([]);
  });

  it("reports the status by an event", async () => {
    const changed = new Promise((resolve) => {
      document.addEventListener("lhc-status-change", ({ detail }) => resolve(detail.status), { once: true });
    });
    mount();
    expect(await changed).toBe("online");
  });

  it("can be given each attribute, and have it removed", async () => {
    const element = mount("", "Chat");
    const { observedAttributes } = element.constructor as typeof LhcStatusElement;
    expect(observedAttributes.length).toBeGreaterThan(20);
    for (const name of observedAttributes) {
      for (const value of SAMPLES) {
        element.setAttribute(name, value);
        await element.updateComplete;
        expect(element.shadowRoot!.querySelector("[part=base]")).not.toBeNull();
        element.click();
      }
      element.removeAttribute(name);
    }
    expect(await element.refresh()).toBe("online");
  });

  it("announces a change", async () => {
    vi.useFakeTimers();
    const element = mount("announce");
    await element.refresh();
    fetches.mockImplementation(() => Promise.resolve(Response.json({ isonline: false })));
    await vi.advanceTimersByTimeAsync(80_000);
    expect(element.status).toBe("offline");
    expect(document.querySelector("[role=status]")!.textContent).toBe("We are offline");
    vi.useRealTimers();
  });

  it("with loading=lazy asks, whether there is an IntersectionObserver or not", async () => {
    const element = mount('loading="lazy"');
    if ("IntersectionObserver" in globalThis) await element.refresh();
    await vi.waitFor(() => expect(element.status).toBe("online"));
  });

  it("can be removed if a mock of IntersectionObserver only observes", async () => {
    const observe = vi.fn();
    const define = async (): Promise<typeof LhcStatusElement> => {
      vi.resetModules();
      return (await import("lhc-status/element")).LhcStatusElement;
    };
    vi.stubGlobal(
      "IntersectionObserver",
      class {
        observe = observe;
      },
    );
    // The observer is shared, so this needs an element that has none yet.
    const Another = await define();
    customElements.define("another-status", class extends Another {});
    document.body.innerHTML = `<another-status loading="lazy"></another-status>`;
    const element = document.querySelector<LhcStatusElement>("another-status")!;
    await element.updateComplete;
    element.remove();
    expect(observe).toHaveBeenCalledOnce();
  });

  it("asks nothing after it was removed", async () => {
    vi.useFakeTimers();
    const element = mount();
    await element.refresh();
    element.remove();
    await vi.advanceTimersByTimeAsync(300_000);
    expect(fetches).toHaveBeenCalledOnce();
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });

  it.each<[string, () => Promise<Response>, string]>([
    ["503", () => Promise.resolve(new Response("", { status: 503 })), "http"],
    ["no network", () => Promise.reject(new TypeError("fetch failed")), "network"],
    ["a page", () => Promise.resolve(new Response("<p>")), "bad-answer"],
    ["no Response", () => Promise.resolve(undefined as never), "network"],
  ])("reports an error for a mock that answers with %s", async (_name, answer, code) => {
    fetches.mockImplementation(answer);
    const element = mount();
    expect(await element.refresh()).toBe("unknown");
    expect(element.error!.code).toBe(code);
  });

  it("reports an error if there is no fetch", async () => {
    vi.stubGlobal("fetch", undefined);
    const element = mount();
    expect(await element.refresh()).toBe("unknown");
    expect(element.error!.code).toBe("network");
  });

  it("reports an error for a mock that never answers", async () => {
    fetches.mockImplementation(() => new Promise(() => {}));
    const element = mount('timeout="0.1"');
    expect(await element.refresh()).toBe("unknown");
    expect(element.error!.code).toBe("timeout");
  });

  it("by JSONP asks by fetch, because no script is loaded here", async () => {
    const element = mount('transport="jsonp"');
    expect(await element.refresh()).toBe("online");
    expect([...document.documentElement.children].map(({ localName }) => localName)).toEqual([
      "head",
      "body",
    ]);
  });
});
