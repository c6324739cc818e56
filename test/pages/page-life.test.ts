/** What becomes of a page: stored and restored, prerendered, offline, one of several tabs. */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type LhcServer, startLhcServer } from "../../demo/lhc-server/index.ts";
import { launch } from "./support/browser.ts";
import { badge, scriptTag } from "./support/pages.ts";
import { type Site, startSite } from "./support/site.ts";
import { type Engine, openUndriven, type Undriven } from "./support/undriven.ts";

const ENGINES: Engine[] = ["chromium", "firefox"];
/** Seconds, in three tabs by turns. */
const VIEWS = [0, 20, 40, 80, 110, 140, 170, 200, 230, 260];
const PATIENCE = { timeout: 25_000 };

let lhc: LhcServer;
let questions = 0;
beforeAll(async () => {
  lhc = await startLhcServer();
  lhc.onRequest(() => questions++);
});
afterAll(() => lhc.close());
beforeEach(() => {
  lhc.lay({ activeUsers: [2] });
  lhc.faults = [];
  questions = 0;
});

describe.each(ENGINES)("a page of %s that is left and come back to", (engine) => {
  let browser: Undriven;
  afterEach(() => browser.close());

  /** Says at each showing whether it was restored, and with what; and what its status becomes. */
  const diary = `<script>
    const status = () => document.querySelector("lhc-status").status;
    addEventListener("pageshow", ({ persisted }) => told({ persisted, status: status() }));
    addEventListener("lhc-status-change", () => told(status()));
  </script>`;
  const first = (attributes: string, leave: string): string =>
    `${scriptTag(lhc, "")}${badge(attributes)}${diary}<script>${leave}</script>`;
  const leaveWhenAnswered = `
    addEventListener("load", async () => {
      while (status() === "checking") await new Promise((resolve) => setTimeout(resolve, 20));
      // What is said must have been said: a request in flight would be another reason not to store the page.
      await told("leaving");
      setTimeout(() => { location.href = "/second"; }, 100);
    }, { once: true });`;
  const back = `<script>addEventListener("pageshow", () => setTimeout(() => history.back(), 100));</script>`;
  /** Asks, and tells the site's other pages, before it goes back. */
  const tellingBack = (): string => `${scriptTag(lhc, "")}${badge()}<script>
    document.querySelector("lhc-status").addEventListener("lhc-status-change", () => history.back());
  </script>`;

  test.each(["tabs", "session", "page"])(
    "share=%s: it is stored, and restored with its answer",
    async (share) => {
      browser = await openUndriven(engine, {
        "/": first(`share="${share}"`, leaveWhenAnswered),
        "/second": back,
      });
      const restored = { persisted: true, status: "online" };
      await expect.poll(() => browser.told, PATIENCE).toContainEqual(restored);
      expect(browser.told.at(-1)).toEqual(restored);
      expect(questions).toBe(1);
    },
  );

  test("a message of another page does not throw it out", async () => {
    browser = await openUndriven(engine, { "/": first("", leaveWhenAnswered), "/second": tellingBack() });
    await expect.poll(() => browser.told, PATIENCE).toContainEqual({ persisted: true, status: "online" });
    expect(questions).toBe(2);
  });

  test("with share=session it has the newer answer of the page after it", async () => {
    const changed = `<script>
      const key = Object.keys(sessionStorage)[0];
      const entry = JSON.parse(sessionStorage.getItem(key));
      sessionStorage.setItem(key, JSON.stringify({ ...entry, online: false, at: Date.now() / 1000 }));
    </script>${back}`;
    browser = await openUndriven(engine, {
      "/": first(`share="session"`, leaveWhenAnswered),
      "/second": changed,
    });
    // Firefox gives a restored page the storage as it was when the page was left.
    const status = engine === "firefox" ? "online" : "offline";
    await expect.poll(() => browser.told, PATIENCE).toContainEqual({ persisted: true, status });
    expect(questions).toBe(1);
  });

  test("whose badge leaves with it and comes back with it: the badge goes on", async () => {
    const own = `<script>
      const badge = document.querySelector("lhc-status");
      const status = () => badge.status;
      badge.addEventListener("lhc-status-change", () => told(status()));
      addEventListener("pagehide", () => badge.remove());
      addEventListener("pageshow", ({ persisted }) => {
        if (!persisted) return;
        document.body.append(badge);
        setTimeout(() => new BroadcastChannel("lhc-status").postMessage({
          version: 1, question: "${lhc.origin}/restapi/isonlineuser/2", online: false, at: Date.now() / 1000 }), 200);
      });
      ${leaveWhenAnswered}
    </script>`;
    browser = await openUndriven(engine, { "/": `${scriptTag(lhc, "")}${badge()}${own}`, "/second": back });
    await expect.poll(() => browser.told, PATIENCE).toEqual(["online", "leaving", "offline"]);
    expect(questions).toBe(1);
  });

  test("its question in flight is given up with it, and put again", async () => {
    lhc.faults = [{ hang: "before", times: 1 }];
    const asked = new Promise<void>((resolve) => lhc.onRequest(() => resolve()));
    browser = await openUndriven(
      engine,
      {
        "/": first(
          "",
          `if (!sessionStorage.left) released().then(() => {
          sessionStorage.left = "yes";
          location.href = "/second";
        });`,
        ),
        "/second": back,
      },
      asked,
    );
    await expect.poll(() => browser.told.at(-1), PATIENCE).toBe("online");
    // Firefox may cut the question before the page knows that it is left: then one fetch was tried.
    expect(questions).toBeOneOf(engine === "firefox" ? [2, 3] : [2]);
    expect(lhc.openConnections).toBeLessThanOrEqual(1);
  });
});

test("a prerendered page asks when it is looked at", async () => {
  let look = (): void => {};
  const looked = new Promise<void>((resolve) => (look = resolve));
  const rules = { prerender: [{ urls: ["/next"], eagerness: "immediate" }] };
  const browser = await openUndriven(
    "chromium",
    {
      "/": `<script type="speculationrules">${JSON.stringify(rules)}</script>
        <script>released().then(() => { location.href = "/next"; });</script>`,
      "/next": `${scriptTag(lhc, "")}${badge()}<script>
        const tell = (status) => told({ status, prerendering: document.prerendering });
        onload = () => tell("checking");
        document.querySelector("lhc-status").addEventListener("lhc-status-change", ({ detail }) => tell(detail.status));
      </script>`,
    },
    looked,
  );
  try {
    await expect.poll(() => browser.told, PATIENCE).toEqual([{ status: "checking", prerendering: true }]);
    expect(questions).toBe(0);
    look();
    await expect.poll(() => browser.told[1], PATIENCE).toEqual({ status: "online", prerendering: false });
    expect(questions).toBe(1);
  } finally {
    await browser.close();
  }
});

describe("a visitor", () => {
  let site: Site;
  let visitor: BrowserContext;
  beforeAll(async () => {
    site = await startSite();
  });
  afterEach(async () => {
    await visitor.close();
    await visitor.browser()?.close();
  });
  afterAll(() => site.close());

  const start = async (engine: Engine): Promise<void> => {
    visitor = await (await launch(engine)).newContext();
  };
  const status = (page: Page): Promise<unknown> =>
    page.evaluate(`document.querySelector("lhc-status").status`);
  const shows = (page: Page, wanted: string): Promise<unknown> =>
    page.waitForFunction(`document.querySelector("lhc-status")?.status === "${wanted}"`);

  test.each(ENGINES)(
    "with three tabs and ten page views in five minutes asks six times at most, in %s",
    async (engine) => {
      await start(engine);
      // The tabs' clocks are moved one after the other: no answer may come before all have been.
      let open = (): void => {};
      let moved = Promise.resolve();
      const gate = createServer(({ url = "/" }, response) => {
        void moved
          .then(() => fetch(lhc.origin + url))
          .then(async (answer) =>
            response.setHeader("Content-Type", "text/javascript").end(await answer.text()),
          );
      }).listen(0, "127.0.0.1");
      await once(gate, "listening");
      const { port } = gate.address() as AddressInfo;
      site.show({
        html: scriptTag(lhc) + badge(`base-url="http://127.0.0.1:${port}/" share="session" interval="60"`),
      });
      const noon = new Date("2026-11-22T12:00:00Z").getTime();
      await visitor.clock.install({ time: noon });
      await visitor.clock.pauseAt(noon + 1000);

      const tabs: Page[] = [];
      let views = 0;
      const agree = async (): Promise<boolean> => {
        const look = `[document.querySelectorAll(":root > div").length, document.querySelector("lhc-status").checkedAt?.getTime()].join()`;
        const known = await Promise.all(tabs.map((tab) => tab.evaluate(look)));
        return known.every((each) => each === known[0] && /^0,\d/.test(String(each)));
      };
      for (let second = 0; second < 300; second++) {
        moved = new Promise((resolve) => (open = resolve));
        if (VIEWS.includes(second)) {
          const number = views++ % 3;
          if (!tabs[number]) {
            tabs[number] = await visitor.newPage();
            // Seconds apart: in one step of the clock all tabs would ask that are due in it.
            await tabs[number].addInitScript(`Math.random = () => ${[0.5, 0.9, 0.1][number]}`);
          }
          await tabs[number].goto(`${site.origin}/`);
          // But for the first of all, a page knows the answer without a question, in less than a tick.
          while (second > 0 && (await status(tabs[number])) === "checking");
        }
        await visitor.clock.runFor(1000);
        open();
        // Until all have heard of it.
        while (!(await agree()));
      }
      gate.close();
      expect(views).toBe(10);
      for (const tab of tabs) expect(await status(tab)).toBe("online");
      expect(questions).toBeLessThanOrEqual(6);
      // Fewer would not be a status as young as the interval says.
      expect(questions).toBeGreaterThanOrEqual(4);
      console.log(`${engine}: ${questions} questions for ten page views in three tabs, in five minutes`);
    },
    180_000,
  );

  test("waits for other tabs to reply before a new tab asks, though its pageshow event comes first", async () => {
    await start("chromium");
    const now = Date.now();
    await visitor.clock.install({ time: now });
    await visitor.clock.pauseAt(now + 1000);
    site.show({
      html: `<script>shown = new Promise((done) => addEventListener("pageshow", done))</script>
      ${scriptTag(lhc)}${badge(`share="session"`)}`,
    });
    const page = await visitor.newPage();
    await page.goto(`${site.origin}/`);
    await page.evaluate("shown.then(() => undefined)");
    // A question of the badge would have been sent before these of the page.
    for (let i = 0; i < 3; i++) await page.evaluate(`fetch("${lhc.origin}/restapi/isonline").then(() => {})`);
    expect(questions).toBe(3);
    questions = 0;
    await visitor.clock.runFor(100);
    await shows(page, "online");
    expect(questions).toBe(1);
  });

  test("a browser that is offline shows 'unknown', and asks again when it is online", async () => {
    await start("chromium");
    const page = await visitor.newPage();
    site.show({ html: scriptTag(lhc) + badge() });
    await page.goto(`${site.origin}/`);
    await shows(page, "online");
    const error = `document.querySelector("lhc-status").error?.message`;
    await visitor.setOffline(true);
    expect(await page.evaluate(error)).toContain("offline");
    await visitor.setOffline(false);
    expect(await page.evaluate(error)).toBeUndefined();
    await visitor.setOffline(true);
    await page.evaluate(`document.body.innerHTML = '<lhc-status user="3"></lhc-status>'`);
    await shows(page, "unknown");
    expect(await page.evaluate(error)).toContain("offline");
    expect(questions).toBe(1);
    await visitor.setOffline(false);
    await shows(page, "offline");
    expect(questions).toBe(2);
    expect(await page.evaluate(`document.querySelector("lhc-status").error`)).toBe(null);
  });

  test("a page that was opened behind a captive portal asks soon after the browser is online", async () => {
    await start("chromium");
    lhc.faults = [{ path: /^\/restapi/, redirect: "/login" }];
    const page = await visitor.newPage();
    site.show({ html: scriptTag(lhc) + badge() });
    const now = Date.now();
    await visitor.clock.install({ time: now });
    await page.goto(`${site.origin}/`);
    await shows(page, "unknown");
    await page.evaluate(`(async () => {
      for (let i = 0; i < 3; i++) {
        await document.querySelector("lhc-status").refresh();
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
    })()`);
    await visitor.clock.pauseAt(now + 20_000);
    lhc.faults = [];
    questions = 0;
    await visitor.clock.runFor(31_000);
    expect(questions).toBe(0);
    await visitor.setOffline(true);
    await visitor.setOffline(false);
    await visitor.clock.runFor(3_001);
    await shows(page, "online");
  });
});
