/** The test runner's side of `setHidden` (page.ts): minimizes windows, or covers them with another tab. */
import type { BrowserLauncher, TestRunnerPlugin } from "@web/test-runner";
import type { chromeLauncher } from "@web/test-runner-chrome";
import type { Page } from "puppeteer-core";
import type { webkitLauncher } from "./webkit-launcher.ts";

export function visibilityPlugin(): TestRunnerPlugin<{ hidden: boolean }> & {
  closeSession(id: string): Promise<void>;
} {
  /** For each hidden page, the function that shows it. */
  const revealers = new Map<string, () => Promise<void>>();

  async function show(id: string): Promise<void> {
    const reveal = revealers.get(id);
    revealers.delete(id);
    await reveal?.();
  }

  return {
    name: "visibility",
    async executeCommand({ command, payload, session: { id, browser } }) {
      if (command !== "set-hidden") return;
      if (!payload?.hidden) await show(id);
      else if (!revealers.has(id)) {
        revealers.set(id, await hide(browser, id));
      }
      return true;
    },
    // The page is reused for the next file.
    closeSession: show,
  };
}

async function hide(browser: BrowserLauncher, id: string): Promise<() => Promise<void>> {
  if (browser.name === "WebKit") {
    const webkit = browser as ReturnType<typeof webkitLauncher>;
    await webkit.setHidden(true);
    return () => webkit.setHidden(false);
  }
  const page = (browser as ReturnType<typeof chromeLauncher>).getPage(id);
  return browser.name === "Firefox" ? coverUp(page) : minimize(page);
}

async function coverUp(page: Page): Promise<() => Promise<void>> {
  const other = await page.browserContext().newPage();
  await other.bringToFront();
  return async () => {
    await page.bringToFront();
    await other.close();
  };
}

/** In the headless shell, a tab does not hide other tabs. */
async function minimize(page: Page): Promise<() => Promise<void>> {
  const devTools = await page.createCDPSession();
  const { windowId } = await devTools.send("Browser.getWindowForTarget");
  await devTools.send("Browser.setWindowBounds", { windowId, bounds: { windowState: "minimized" } });
  return async () => {
    await devTools.send("Browser.setWindowBounds", { windowId, bounds: { windowState: "normal" } });
    await devTools.detach();
  };
}
