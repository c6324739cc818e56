/** The site's home page: first paint, layout shift and the longest task, as Lighthouse reads them. */
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { buildSite, output } from "../site/build/build.ts";
import { serveFolder } from "../site/serve.ts";
import { startBrowser } from "./browser.ts";
import type { Findings, Run } from "./part.ts";
import { median } from "./statistics.ts";

/** Browsers do not report shorter tasks. */
const MAX_TASK_MS = 50;

/** The second shows what the browser's first layout and paint take without any script. */
const PAGES = {
  "home page": "index.html",
  "the same without scripts": "index-without-scripts.html",
} as const;
type Page = keyof typeof PAGES;

interface Sample {
  /** Milliseconds from navigation start. */
  firstPaint: number;
  /** Milliseconds; 0 if no task took 50 ms. */
  longestTask: number;
  shift: number;
}

const OBSERVER = `
window.seen = { longestTask: 0, shift: 0 };
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) seen.longestTask = Math.max(seen.longestTask, duration);
}).observe({ type: "longtask", buffered: true });
new PerformanceObserver((list) => {
  for (const { value } of list.getEntries()) seen.shift += value;
}).observe({ type: "layout-shift", buffered: true });`;

/** The page is painted, and all its badges have their status. */
const ENDED = `performance.getEntriesByName("first-contentful-paint").length && (document.scripts.length === 0 ||
  ["#live lhc-status:state(online)", ".states lhc-status:state(unknown)"].every((one) => document.querySelector(one)))`;

/** Evaluated by the protocol itself: Playwright's own functions would run a long task in the page. */
const READ = `new Promise((resolve) => {
  const check = () => {
    if (!(${ENDED})) return setTimeout(check, 20);
    // Tasks are reported after their end.
    setTimeout(() => resolve({ ...seen, firstPaint: performance.getEntriesByName("first-contentful-paint")[0].startTime }), 200);
  };
  check();
})`;

async function visit(browser: Browser, url: string): Promise<Sample> {
  const page = await browser.newPage();
  try {
    const devTools = await page.context().newCDPSession(page);
    await devTools.send("Emulation.setCPUThrottlingRate", { rate: 4 });
    await page.addInitScript(OBSERVER);
    await page.goto(url, { waitUntil: "load" });
    const { result } = await devTools.send("Runtime.evaluate", {
      expression: READ,
      awaitPromise: true,
      returnByValue: true,
    });
    return result.value as Sample;
  } finally {
    await page.close();
  }
}

export async function home({ quick, progress }: Run): Promise<Findings> {
  await buildSite();
  const withoutScripts = join(output, PAGES["the same without scripts"]);
  const html = readFileSync(join(output, PAGES["home page"]), "utf8");
  writeFileSync(withoutScripts, html.replaceAll(/<script\b.*?<\/script>/gs, ""));
  const { url, server } = await serveFolder(output);
  const browser = await startBrowser();
  const rounds = quick ? 3 : 9;
  const samples: Record<Page, Sample[]> = { "home page": [], "the same without scripts": [] };
  const names = Object.keys(PAGES) as Page[];
  try {
    for (let round = 0; round < rounds; round++) {
      for (const name of names) {
        progress(`${name}: round ${round + 1} of ${rounds}`);
        samples[name].push(await visit(browser, url + PAGES[name]));
      }
    }
  } finally {
    await browser.close();
    server.close();
    rmSync(withoutScripts);
  }
  const of = (page: Page, what: keyof Sample): number => median(samples[page].map((one) => one[what]));
  const [task, bare] = names.map((page) => of(page, "longestTask")) as [number, number];
  const shift = of("home page", "shift");
  return {
    title: "The site's home page",
    method: [
      `The built site, from a server on this machine, with the CPU slowed down 4×. Medians of ${rounds} visits in turns. ` +
        "Its size is a test (`npm run test:site`). The longest task is 0 if none took 50 ms. Without its scripts the page has " +
        "no long task but its first layout and paint.",
    ],
    tables: [
      {
        title: "Until its badges have their status",
        head: ["", "first paint", "longest task", "layout shift"],
        rows: names.map((page) => [
          page,
          `${of(page, "firstPaint").toFixed(0)} ms`,
          `${of(page, "longestTask").toFixed(0)} ms`,
          of(page, "shift").toFixed(3),
        ]),
      },
    ],
    charts: [],
    verdicts: [
      { what: `home page: layout shift ${shift.toFixed(3)}, budget 0`, isMet: shift === 0, isEnforced: true },
      {
        what:
          `home page: longest task ${task.toFixed(0)} ms at 4× slowdown, budget ${MAX_TASK_MS} ms ` +
          `(without scripts: ${bare.toFixed(0)} ms)`,
        isMet: task <= MAX_TASK_MS,
        isEnforced: false,
      },
    ],
  };
}
