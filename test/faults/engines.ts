/** Browsers that open one page after another. */
import puppeteer, { type Browser as PuppeteerBrowser, type Page } from "puppeteer-core";
import { findFirefox } from "../../scripts/lib/firefox.ts";
import { webkitLauncher } from "../browser/support/webkit-launcher.ts";
import type { Engine } from "./row.ts";

export interface Browser {
  /** Does not wait for the page to load. */
  open(url: string): Promise<void>;
  /** Absent if the driver does not support it. */
  setOffline?(offline: boolean): Promise<void>;
  close(): Promise<void>;
}

export interface Executable {
  executablePath: string;
  args?: string[];
  env?: Record<string, string | undefined>;
}

export const LAUNCHERS: Record<Engine, (chromium: () => Promise<Executable>) => Promise<Browser>> = {
  async chromium(chromium) {
    const browser = await puppeteer.launch(await chromium());
    const page = await browser.newPage();
    return described(browser, page);
  },
  async firefox() {
    const browser = await puppeteer.launch({ browser: "firefox", executablePath: findFirefox() });
    return described(browser, await browser.newPage());
  },
  async webkit() {
    const launcher = webkitLauncher();
    await launcher.startSession("faults", "about:blank");
    return {
      async open(url) {
        await launcher.startSession("faults", url);
      },
      close: async () => launcher.stop?.(),
    };
  },
};

function described(browser: PuppeteerBrowser, page: Page): Browser {
  return {
    open(url) {
      // Don't wait, because the page navigates to the next one by itself.
      void page.goto(url, { timeout: 0 }).catch(() => {});
      return Promise.resolve();
    },
    setOffline: (offline) => page.setOfflineMode(offline),
    close: () => browser.close(),
  };
}
