/** The page lifecycle: bfcache, prerendering, offline, several tabs. */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type LhcServer, startLhcServer } from "../../demo/lhc-server/index.ts";
import { launch } from "./support/browser.ts";
import { badge, scriptTag } from "./support/pages.ts";
import { type Site, startSite } from "./support/site.ts";
import { type Engine, openPlainBrowser, type PlainBrowser } from "./support/plain-browser.ts";

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

describe.each(ENGINES)("bfcache in %s", (engine) => {
  let browser: PlainBrowser;
  afterEach(() => browser.close());

  /** Reports each pageshow event, and each change of the status. */
  const reporter = `<script>
    const status = () => document.querySelector("lhc-status").status;
    addEventListener("pageshow", ({ persisted }) => report({ persisted, status: status() }));
    addEventListener("lhc-status-change", () => report(status()));
  </script>`;
  const first = (attributes: string, leave: string): string =>
    `${scriptTag(lhc, "")}${badge(attributes)}${reporter}<script>${leave}</script>`;
  const leaveWhenAnswered = `
    addEventListener("load", async () => {
      while (status() === "checking") await new Promise((resolve) => setTimeout(resolve, 20));
      // Wait for the report, because a request in flight would also keep the page out of the cache.
      await report("leaving");
      setTimeout(() => { location.href = "/second"; }, 100);
    }, { once: true });`;
  const back = `<script>addEventListener("pageshow", () => setTimeout(() => history.back(), 100));</script>`;
  /** Goes back after its badge has broadcast an answer. */
  const broadcastThenBack = (): string => `${scriptTag(lhc, "")}${badge()}<script>
    document.querySelector("lhc-status").addEventListener("lhc-status-change", () => history.back());
  </script>`;

  test.each(["tabs", "session", "page"])(
    "share=%s: the page is cached and restored with its answer",
    async (share) => {
      browser = await openPlainBrowser(engine, {
        "/": first(`share="${share}"`, leaveWhenAnswered),
        "/second": back,
      });
      const restored = { persisted: true, status: "online" };
      await expect.poll(() => browser.reports, PATIENCE).toContainEqual(restored);
      expect(browser.reports.at(-1)).toEqual(restored);
      expect(questions).toBe(1);
    },
  );

  test("a message from another page does not evict the page", async () => {
    browser = await openPlainBrowser(engine, {
      "/": first("", leaveWhenAnswered),
      "/second": broadcastThenBack(),
    });
    await expect.poll(() => browser.reports, PATIENCE).toContainEqual({ persisted: true, status: "online" });
    expect(questions).toBe(2);
  });

  test("share=session: the restored page shows the newer answer of the next page", async () => {
    const changed = `<script>
      const key = Object.keys(sessionStorage)[0];
      const entry = JSON.parse(sessionStorage.getItem(key));
      sessionStorage.setItem(key, JSON.stringify({ ...entry, online: false, at: Date.now() / 1000 }));
    </script>${back}`;
    browser = await openPlainBrowser(engine, {
      "/": first(`share="session"`, leaveWhenAnswered),
      "/second": changed,
    });
    // Firefox restores sessionStorage as it was when the page was left.
    const status = engine === "firefox" ? "online" : "offline";
    await expect.poll(() => browser.reports, PATIENCE).toContainEqual({ persisted: true, status });
    expect(questions).toBe(1);
  });

  test("a badge that is removed on pagehide and re-inserted on pageshow keeps working", async () => {
    const own = `<script>
      const badge = document.querySelector("lhc-status");
      const status = () => badge.status;
      badge.addEventListener("lhc-status-change", () => report(status()));
      addEventListener("pagehide", () => badge.remove());
      addEventListener("pageshow", ({ persisted }) => {
        if (!persisted) return;
        document.body.append(badge);
        setTimeout(() => new BroadcastChannel("lhc-status").postMessage({
          version: 1, question: "${lhc.origin}/restapi/isonlineuser/2", online: false, at: Date.now() / 1000 }), 200);
      });
      ${leaveWhenAnswered}
    </script>`;
    browser = await openPlainBrowser(engine, {
      "/": `${scriptTag(lhc, "")}${badge()}${own}`,
      "/second": back,
    });
    await expect.poll(() => browser.reports, PATIENCE).toEqual(["online", "leaving", "offline"]);
    expect(questions).toBe(1);
  });

  test("a question in flight is aborted when the page is left, and repeated when it is restored", async () => {
    lhc.faults = [{ hang: "before", times: 1 }];
    const asked = new Promise<void>((resolve) => lhc.onRequest(() => resolve()));
    browser = await openPlainBrowser(
      engine,
      {
        "/": first(
          "",
          // A page that is left before its load event is replaced in the history.
          `const loaded = new Promise((resolve) => addEventListener("pageshow", () => setTimeout(resolve)));
        if (!sessionStorage.left) Promise.all([loaded, released()]).then(() => {
          sessionStorage.left = "yes";
          location.href = "/second";
        });`,
        ),
        "/second": back,
      },
      asked,
    );
    await expect.poll(() => browser.reports.at(-1), PATIENCE).toBe("online");
    // Firefox may cancel the question before pagehide. Then the fetch probe is sent once.
    expect(questions).toBeOneOf(engine === "firefox" ? [2, 3] : [2]);
    expect(lhc.openConnections).toBeLessThanOrEqual(1);
  });
});

test.each(ENGINES)(
  "the first question connects to the server while its frame is made, in %s",
  async (engine) => {
    let connections = 0;
    const server = createServer((_, response) => response.end())
      .on("connection", () => connections++)
      .listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    // The policy stops the question, but not the connection.
    const policy = `<meta http-equiv="Content-Security-Policy" content="script-src 'self' 'unsafe-inline'; connect-src 'self'">`;
    const browser = await openPlainBrowser(engine, {
      "/": `${policy}${scriptTag(lhc, "")}<lhc-status base-url="http://127.0.0.1:${port}/"></lhc-status><script>
      addEventListener("lhc-status-error", ({ detail }) => report(detail.error.code));
    </script>`,
    });
    try {
      await expect.poll(() => browser.reports, PATIENCE).toEqual(["blocked-by-csp"]);
      await expect.poll(() => connections, PATIENCE).toBe(1);
    } finally {
      await browser.close();
      server.close();
    }
  },
);

test("a prerendered page asks when it is activated", async () => {
  let activate = (): void => {};
  const activated = new Promise<void>((resolve) => (activate = resolve));
  const rules = { prerender: [{ urls: ["/next"], eagerness: "immediate" }] };
  const browser = await openPlainBrowser(
    "chromium",
    {
      "/": `<script type="speculationrules">${JSON.stringify(rules)}</script>
        <script>released().then(() => { location.href = "/next"; });</script>`,
      "/next": `${scriptTag(lhc, "")}${badge()}<script>
                const reportStatus = (status) => report({ status, prerendering: document.prerendering });
        onload = () => reportStatus("checking");
        document.querySelector("lhc-status").addEventListener("lhc-status-change", ({ detail }) => reportStatus(detail.status));
      </script>`,
    },
    activated,
  );
  try {
    await expect.poll(() => browser.reports, PATIENCE).toEqual([{ status: "checking", prerendering: true }]);
    expect(questions).toBe(0);
    activate();
    await expect.poll(() => browser.reports[1], PATIENCE).toEqual({ status: "online", prerendering: false });
    expect(questions).toBe(1);
  } finally {
    await browser.close();
  }
});

describe("a preload link is not used", () => {
  // Of this slot at any time, so that only the page's life keeps it from being used.
  const link = (): string => `<script>document.head.append(Object.assign(document.createElement("link"), {
    rel: "preload", as: "fetch", crossOrigin: "", href: "${lhc.origin}/restapi/isonlineuser/2?_=0" }));
    Date.now = () => 0;</script>`;
  let browser: PlainBrowser;
  afterEach(() => browser.close());

  test("by a page that was prerendered", async () => {
    const activated = new Promise<void>((resolve) => lhc.onRequest(() => resolve()));
    const rules = { prerender: [{ urls: ["/next"], eagerness: "immediate" }] };
    browser = await openPlainBrowser(
      "chromium",
      {
        "/": `<script type="speculationrules">${JSON.stringify(rules)}</script>
          <script>released().then(() => setTimeout(() => { location.href = "/next"; }, 500));</script>`,
        "/next": `${link()}${scriptTag(lhc, "")}${badge()}<script>
          document.querySelector("lhc-status").addEventListener("lhc-status-change", ({ detail }) => report(detail.status));
        </script>`,
      },
      activated,
    );
    await expect.poll(() => browser.reports, PATIENCE).toEqual(["online"]);
    expect(questions).toBe(2);
  });

  test.each(ENGINES)("by a page that was restored, in %s", async (engine) => {
    browser = await openPlainBrowser(engine, {
      "/": `${link()}${scriptTag(lhc, "")}<lhc-status user="2" paused></lhc-status><script>
        const badge = document.querySelector("lhc-status");
        badge.addEventListener("lhc-status-change", ({ detail }) => report(detail.status));
        addEventListener("pageshow", ({ persisted }) => {
          if (persisted) report("restored").then(() => badge.refresh());
          else setTimeout(() => { location.href = "/second"; }, 500);
        });
      </script>`,
      "/second": `<script>addEventListener("pageshow", () => setTimeout(() => history.back(), 100));</script>`,
    });
    await expect.poll(() => browser.reports, PATIENCE).toEqual(["restored", "online"]);
    expect(questions).toBe(2);
  });
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

  test("with a new tab waits for the other tabs' replies, even if pageshow fires before them", async () => {
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
    // Times in seconds are rounded, so the pause of 100 ms may end one millisecond later.
    await visitor.clock.runFor(101);
    await shows(page, "online");
    expect(questions).toBe(1);
  });

  test("an offline browser shows 'unknown', and asks again when it is online", async () => {
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

  test("a page opened behind a captive portal asks soon after the browser is online", async () => {
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
