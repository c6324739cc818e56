/**
 * The browser of the page tests: Chromium, or the engine in `LHC_STATUS_ENGINE` (`firefox` or `webkit`).
 */
import { type Browser as Driven, chromium, firefox } from "playwright-core";
import { findChromium } from "../../../scripts/lib/chromium.ts";
import { findFirefox } from "../../../scripts/lib/firefox.ts";
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
          const trace = await browser.stopTracing();
          return longestOf(JSON.parse(trace.toString()) as Trace);
        },
        close: () => context.close(),
      };
    },
    close: () => browser.close(),
  };
}

/** Times are in microseconds; `tdur` is the thread's CPU time. */
interface Trace {
  traceEvents: { name: string; pid: number; tid: number; tdur?: number; args?: { name?: string } }[];
}

function longestOf({ traceEvents }: Trace): number {
  const threads = traceEvents.filter(({ args }) => args?.name === "CrRendererMain");
  const tasks = traceEvents.filter(
    ({ name, pid, tid }) =>
      name.endsWith("RunTask") && threads.some((thread) => thread.pid === pid && thread.tid === tid),
  );
  if (tasks.length === 0) throw new Error("The trace contains no task");
  return Math.max(...tasks.map(({ tdur = 0 }) => tdur)) / 1000;
}
