/** What every example shows: a badge and its status in the app, before and after the app takes over the server's HTML. */
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { type LhcServer, startLhcServer } from "../../../demo/lhc-server/index.ts";
import { launch } from "../../pages/support/browser.ts";
import { repository } from "../../package/support/packed.ts";
import { type App, startApp } from "./app.ts";

/** Bob is online for Support (1), nobody for Sales (2). */
const BOB = 2;
const FALLBACK = "Chat with us";
const ALREADY_DEFINED = /^<lhc-status>: the element is already defined/;
/** For a busy machine. */
const LONG = { timeout: 30_000 };
const FIVE_SECONDS = 5_000;
const FIVE_MINUTES = 300_000;

interface Example {
  /** Ids of the outputs in which the app shows the status. */
  outputs: string[];
  /** The app imports the element from npm. */
  isImported?: boolean;
}

export function testExample(name: string, { outputs, isImported = true }: Example): void {
  let browser: Browser;
  let lhc: LhcServer;
  let app: App;
  let page: Page;
  let messages: string[];
  /** Questions that have arrived at the LHC server. */
  let questions: string[];
  /** Questions that the page has sent, even if they are held or aborted. */
  let sent: string[];

  beforeAll(async () => {
    lhc = await startLhcServer({ state: { activeUsers: [BOB] } });
    lhc.onRequest(({ target }) => questions.push(target.split("?", 1)[0]!));
    [browser, app] = await Promise.all([launch("chromium"), startApp(name, `${lhc.origin}/`)]);
  });
  beforeEach(async () => {
    messages = [];
    questions = [];
    sent = [];
    page = await browser.newPage();
    page
      .on("console", (message) => messages.push(message.text()))
      .on("pageerror", (error) => messages.push(error.message))
      .on("request", (request) => {
        const { origin, pathname } = new URL(request.url());
        if (origin === lhc.origin) sent.push(pathname);
      });
  });
  afterEach(() => page.close());
  afterAll(async () => {
    await Promise.all([browser?.close(), app?.close()]);
    await lhc.close();
  });

  const badge = () => page.locator("lhc-status");
  const click = (button: string) => page.getByRole("button", { name: button }).click();
  const asked = (department: number): string => `/restapi/isonlinedepartment/${department}`;
  const shown = async () =>
    Object.fromEntries([
      ["badge", await badge().evaluate((element) => (element as { status?: string }).status)],
      ...(await Promise.all(outputs.map(async (id) => [id, await page.locator(`#${id}`).textContent()]))),
    ]) as unknown;
  const everywhere = (status: string): unknown =>
    Object.fromEntries(["badge", ...outputs].map((place) => [place, status]));
  /** Waits until the badge and the app show the status. */
  const expectEverywhere = (status: string) => expect.poll(shown, LONG).toEqual(everywhere(status));

  /** Holds requests until the returned function is called. */
  async function hold(isHeld: (url: URL) => boolean): Promise<() => void> {
    let release = (): void => {};
    const released = new Promise<void>((resolve) => (release = resolve));
    await page.route(isHeld, async (route) => {
      await released;
      await route.fallback();
    });
    return release;
  }
  const isOwnScript = ({ origin, pathname }: URL): boolean =>
    origin === app.origin && /\.m?js$/.test(pathname) && !pathname.endsWith("/lhc-status.js");

  test("the server's HTML has the badge, its fallback and the status checking", async () => {
    const html = await (await fetch(app.origin)).text();
    expect(html).toMatch(new RegExp(`<lhc-status[^>]* department="1"[^>]*>\\s*${FALLBACK}\\s*</lhc-status>`));
    for (const id of outputs)
      expect(html).toMatch(new RegExp(`<output[^>]* id="?${id}"?[^>]*>checking</output>`));
  });

  test("shows the status everywhere, by one question, rendered once", async () => {
    await page.goto(app.origin);
    await expectEverywhere("online");
    expect(questions).toEqual([asked(1)]);
    expect(await page.getByText(FALLBACK).count()).toBe(1);
    expect(await page.locator("h1").count()).toBe(1);
    expect(await page.locator("lhc-status").locator("[part=base]:visible").count()).toBe(1);
    expect(messages).toEqual([]);
  });

  test("asks the new target when an attribute changes", async () => {
    await page.goto(app.origin);
    await expectEverywhere("online");
    await click("Sales");
    await expectEverywhere("offline");
    await click("Support");
    await expectEverywhere("online");
    expect(new Set(questions)).toEqual(new Set([asked(1), asked(2)]));
    expect(messages).toEqual([]);
  });

  test("asks again while it is mounted, and never after", async () => {
    await page.clock.install();
    await page.goto(app.origin);
    await expectEverywhere("online");
    // In short steps, because a request in flight would time out.
    await vi.waitFor(async () => {
      await page.clock.runFor(FIVE_SECONDS);
      expect(sent.length).toBeGreaterThan(1);
    }, LONG);
    await expectEverywhere("online");
    await click("Close");
    await expect.poll(() => badge().count(), LONG).toBe(0);
    sent.length = 0;
    await page.clock.runFor(FIVE_MINUTES);
    expect(sent).toEqual([]);
    expect(messages).toEqual([]);
  });

  test("has the status after the app has started, if the answer came before", async () => {
    const release = await hold(isOwnScript);
    await page.goto(app.origin, { waitUntil: "commit" });
    await badge().waitFor();
    if (isImported) await defineEarly();
    await expect
      .poll(() => badge().evaluate((element) => (element as { status?: string }).status), LONG)
      .toBe("online");
    await badge().evaluate((element) => element.setAttribute("data-from", "server"));
    release();
    await expectEverywhere("online");
    // The app has kept the server's element.
    expect(await badge().getAttribute("data-from")).toBe("server");
    expect(messages.filter((message) => !(isImported && ALREADY_DEFINED.test(message)))).toEqual([]);
  });

  test("has the status if the answer comes after the app has started", async () => {
    const release = await hold(({ origin }) => origin === lhc.origin);
    await page.goto(app.origin);
    // The app handles clicks as soon as it has started.
    await vi.waitFor(async () => {
      await click("Sales");
      expect(sent).toContain(asked(2));
    }, LONG);
    await click("Support");
    expect(await shown()).toEqual(everywhere("checking"));
    release();
    await expectEverywhere("online");
    expect(messages).toEqual([]);
  });

  /** Adds the script file to the page, before the app's own scripts run. */
  async function defineEarly(): Promise<void> {
    const path = "/early/lhc-status.js";
    const file = join(repository, "dist/lhc-status.js");
    await page.route(`**${path}`, (route) => route.fulfill({ path: file }));
    await page.evaluate(
      ([src, url]) =>
        new Promise((resolve) => {
          const script = document.createElement("script");
          Object.assign(script, { src, onload: resolve });
          script.dataset["lhcBaseUrl"] = url;
          document.head.append(script);
        }),
      [path, lhc.origin],
    );
  }
}
