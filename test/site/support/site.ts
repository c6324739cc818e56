/** The built site in a folder of a static host, a browser, and a Live Helper Chat server on another host. */
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { type ArrivedRequest, type LhcServer, startLhcServer } from "../../../demo/lhc-server/index.ts";
import { output } from "../../../site/build/build.ts";
import { serveFolder } from "../../../site/serve.ts";
import { launch } from "../../pages/support/browser.ts";

interface Visit {
  readonly page: Page;
  /** Console messages and errors. */
  readonly messages: string[];
  /** URLs outside of the site. */
  readonly elsewhere: string[];
}

export interface Servers {
  /** The address of the site. Ends in a slash. */
  readonly url: string;
  readonly lhc: LhcServer;
  /** Requests to LHC in this test. */
  readonly questions: ArrivedRequest[];
}

export interface TestSite extends Servers {
  readonly browser: Browser;
  /** Opens a page of the site in a new context, which is closed after the test. */
  open(path: string, options?: BrowserContextOptions): Promise<Visit>;
}

type Writable<T> = { -readonly [Name in keyof T]: T[Name] };

export function useServers(): Servers {
  const site = { questions: [] as ArrivedRequest[] } as Writable<Servers>;
  let server: Awaited<ReturnType<typeof serveFolder>>["server"];

  beforeAll(async () => {
    const [lhc, served] = await Promise.all([
      startLhcServer({ state: { activeUsers: [1] } }),
      serveFolder(output, 0, "/any/folder/"),
    ]);
    Object.assign(site, { lhc, url: served.url });
    server = served.server;
    lhc.onRequest((request) => site.questions.push(request));
  });
  beforeEach(() => {
    site.lhc.faults = [];
    site.lhc.lay({ activeUsers: [1] });
    site.questions.length = 0;
  });
  afterAll(async () => {
    await site.lhc.close();
    server.closeAllConnections();
    server.close();
  });
  return site;
}

/** In Chromium. */
export function useSite(): TestSite {
  const closing: (() => Promise<unknown>)[] = [];
  const site = Object.assign(useServers(), {
    async open(path: string, options: BrowserContextOptions = {}): Promise<Visit> {
      const context = await site.browser.newContext({ reducedMotion: "reduce", ...options });
      closing.push(() => context.close());
      const page = await context.newPage();
      const messages: string[] = [];
      const elsewhere: string[] = [];
      page
        .on("console", (message) => messages.push(message.text()))
        .on("pageerror", (error) => messages.push(error.message))
        .on("request", (request) => {
          const url = request.url();
          if (!url.startsWith(site.url) && !url.endsWith("/favicon.ico")) elsewhere.push(url);
        });
      await page.goto(site.url + path);
      return { page, messages, elsewhere };
    },
  }) as Writable<TestSite>;

  beforeAll(async () => {
    site.browser = await launch("chromium");
  });
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
  });
  afterAll(() => site.browser.close());
  return site;
}
