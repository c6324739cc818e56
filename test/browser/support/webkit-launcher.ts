import type { BrowserLauncher } from "@web/test-runner";
import { startWebKit, type WebKit } from "../../../scripts/lib/webkit.ts";

/** One WebKit window that runs the test files one after another. */
export function webkitLauncher(): BrowserLauncher & { setHidden(hidden: boolean): Promise<void> } {
  const active = new Map<string, string>();
  let starting: Promise<WebKit> | undefined;

  async function command(name: string, body?: object): Promise<void> {
    // Don't wait for the load event, because a test page never finishes loading.
    starting ??= startWebKit({ alwaysMatch: { pageLoadStrategy: "none" } });
    await (await starting).command(name, body);
  }

  return {
    name: "WebKit",
    type: "webdriver",
    concurrency: 1,
    async startSession(id, url) {
      active.set(id, url);
      await command("url", { url });
    },
    isActive: (id) => active.has(id),
    getBrowserUrl: (id) => active.get(id),
    async stopSession(id) {
      active.delete(id);
      await command("url", { url: "about:blank" });
      return {};
    },
    setHidden: (hidden) =>
      hidden ? command("window/minimize") : command("window/rect", { width: 1024, height: 768 }),
    startDebugSession: () => Promise.reject(new Error("WebKit cannot be debugged from here")),
    async stop() {
      await (await starting)?.close();
    },
  };
}
