/**
 * The browser of the page tests: Chromium, or the engine in `LHC_STATUS_ENGINE` (`firefox` or `webkit`).
 */
import { type Browser as Driven, chromium, firefox } from "playwright-core";
import { findChromium } from "../../../scripts/lib/chromium.ts";
import { findFirefox } from "../../../scripts/lib/firefox.ts";
import { longestTask, readTrace, type TraceEvent } from "../../../scripts/lib/trace.ts";
import type { Browser } from "./tab.ts";
import { startWebkit } from "./webkit.ts";

export const engine = process.env["LHC_STATUS_ENGINE"] ?? "chromium";

/** @param preferences of Firefox */
export const launch = async (name: string, preferences = {}): Promise<Driven> =>
  name === "firefox"
    ? firefox.launch({
        channel: "moz-firefox",
        executablePath: findFirefox(),
        firefoxUserPrefs: preferences,
      })
    : chromium.launch(await findChromium());

export async function startBrowser(): Promise<Browser> {
  if (engine === "webkit") return startWebkit();
  const browser = await launch(engine);
  return {
    async open() {
      const context = await browser.newContext();
      const page = await context.newPage();
      const messages: string[] = [];
      const record = (text: string): void => {
        // Ignore Firefox's own request for an icon.
        if (!text.includes("/favicon.ico")) messages.push(text);
      };
      page
        .on("console", (message) => record(message.text()))
        .on("pageerror", (error) => record(error.message));
      const requested: string[] = [];
      page.on("request", (request) => requested.push(request.url()));
      return {
        messages,
        requested,
        async goto(url) {
          await page.goto(url);
        },
        evaluate: (expression) => page.evaluate(expression),
        async longestTask(act) {
          await browser.startTracing(page, { categories: ["toplevel"] });
          await act();
          return longestTaskOfPages(readTrace(await browser.stopTracing()));
        },
        close: () => context.close(),
      };
    },
    close: () => browser.close(),
  };
}

function longestTaskOfPages(events: TraceEvent[]): number {
  const threads = events.filter(({ args }) => args?.name === "CrRendererMain");
  return longestTask(
    events.filter(({ pid, tid }) => threads.some((thread) => thread.pid === pid && thread.tid === tid)),
  );
}
