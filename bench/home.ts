/** The site's home page: first paint, layout shift and the longest task, at a quarter of this machine's speed. */
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, CDPSession, Page } from "playwright-core";
import { buildSite, output } from "../site/build/build.ts";
import { serveFolder } from "../site/serve.ts";
import { longestTask, readTrace, type TraceEvent } from "../scripts/lib/trace.ts";
import { startBrowser } from "./browser.ts";
import type { Findings, Run } from "./part.ts";
import { median } from "./statistics.ts";

const SLOWDOWN = 4;
const MAX_TASK_MS = 50;

/** The others show what the browser's first layout takes without scripts, and without styles. */
const PAGES = {
  "home page": "index.html",
  "without scripts": "index-without-scripts.html",
  "without scripts and styles": "index-bare.html",
} as const;
type Variant = keyof typeof PAGES;

interface Sample {
  /** Milliseconds from navigation start. */
  firstPaint: number;
  shift: number;
  /** Milliseconds of the task with the first layout. */
  firstLayout: number;
  /** Milliseconds of the longest task without it. */
  longestTask: number;
}

const OBSERVER = `
window.shift = 0;
new PerformanceObserver((list) => {
  for (const { value } of list.getEntries()) shift += value;
}).observe({ type: "layout-shift", buffered: true });`;

/** The page is painted, and all its badges have their status. */
const ENDED = `performance.getEntriesByName("first-contentful-paint").length && (document.scripts.length === 0 ||
  ["#live lhc-status:state(online)", ".states lhc-status:state(unknown)"].every((one) => document.querySelector(one)))`;

/** Evaluated by the protocol itself: Playwright's own functions would run a long task in the page. */
const READ = `new Promise((resolve) => {
  const check = () => {
    if (!(${ENDED})) return setTimeout(check, 20);
    // What follows the last status is part of the page, too.
    setTimeout(() => resolve({ shift, firstPaint: performance.getEntriesByName("first-contentful-paint")[0].startTime }), 400);
  };
  check();
})`;

async function visit(browser: Browser, url: string): Promise<Sample> {
  const seen = await inNewPage(browser, async (page, devTools) => {
    await devTools.send("Emulation.setCPUThrottlingRate", { rate: SLOWDOWN });
    await page.addInitScript(OBSERVER);
    return read(page, devTools, url);
  });
  const trace = await inNewPage(browser, async (page, devTools) => {
    await browser.startTracing(page, { categories: ["toplevel", "devtools.timeline"] });
    await page.addInitScript(OBSERVER);
    await read(page, devTools, url);
    return browser.stopTracing();
  });
  return { ...seen, ...readTasks(readTrace(trace), url) };
}

async function inNewPage<T>(
  browser: Browser,
  use: (page: Page, devTools: CDPSession) => Promise<T>,
): Promise<T> {
  const page = await browser.newPage();
  try {
    return await use(page, await page.context().newCDPSession(page));
  } finally {
    await page.close();
  }
}

async function read(
  page: Page,
  devTools: CDPSession,
  url: string,
): Promise<Pick<Sample, "firstPaint" | "shift">> {
  await page.goto(url, { waitUntil: "load" });
  const { result } = await devTools.send("Runtime.evaluate", {
    expression: READ,
    awaitPromise: true,
    returnByValue: true,
  });
  return result.value as Pick<Sample, "firstPaint" | "shift">;
}

/** Leaves out the task of the navigation, in which the browser also unloads the previous page. */
function readTasks(events: TraceEvent[], url: string): Pick<Sample, "firstLayout" | "longestTask"> {
  const commit = events.findLast(({ name, args }) => name === "CommitLoad" && args?.data?.url === url);
  if (!commit) throw new Error("The trace contains no navigation.");
  const main = events.filter(
    ({ pid, tid, ts }) => pid === commit.pid && tid === commit.tid && ts > commit.ts,
  );
  const layout = main.find(({ name }) => name === "Layout");
  if (!layout) throw new Error("The trace contains no layout.");
  const isOfLayout = ({ ts, dur = 0 }: TraceEvent): boolean => ts <= layout.ts && layout.ts < ts + dur;
  return {
    firstLayout: SLOWDOWN * longestTask(main.filter(isOfLayout)),
    longestTask: SLOWDOWN * longestTask(main.filter((event) => !isOfLayout(event))),
  };
}

export async function home({ quick, progress }: Run): Promise<Findings> {
  await buildSite();
  const html = readFileSync(join(output, PAGES["home page"]), "utf8");
  const withoutScripts = html.replaceAll(/<script\b.*?<\/script>/gs, "");
  writeFileSync(join(output, PAGES["without scripts"]), withoutScripts);
  writeFileSync(
    join(output, PAGES["without scripts and styles"]),
    withoutScripts.replaceAll(/<link rel="stylesheet"[^>]*>/g, ""),
  );
  const { url, server } = await serveFolder(output);
  const browser = await startBrowser();
  const rounds = quick ? 3 : 9;
  const names = Object.keys(PAGES) as Variant[];
  const samples = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Variant, Sample[]>;
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
    for (const name of names.slice(1)) rmSync(join(output, PAGES[name]));
  }
  const of = (page: Variant, what: keyof Sample): number => median(samples[page].map((one) => one[what]));
  const shift = of("home page", "shift");
  const longestTask = of("home page", "longestTask");
  const layouts = names.map((name) => of(name, "firstLayout").toFixed(0));
  return {
    title: "The site's home page",
    method: [
      `The built site, from a server on this machine. Medians of ${rounds} visits in turns, until all badges have their status. ` +
        `First paint: with the CPU slowed down ${SLOWDOWN}×. Tasks: ${SLOWDOWN} times the processor time in a trace of another ` +
        "visit at full speed, so that other work of this machine does not count. The task of the navigation itself, in which " +
        "the browser also unloads the previous page, is left out. The size of the page is a test (`npm run test:site`).",
    ],
    tables: [
      {
        title: "Until its badges have their status",
        head: ["", "first paint", "first layout", "longest other task", "layout shift"],
        rows: names.map((page) => [
          page,
          ...(["firstPaint", "firstLayout", "longestTask"] as const).map(
            (what) => `${of(page, what).toFixed(0)} ms`,
          ),
          of(page, "shift").toFixed(3),
        ]),
      },
    ],
    charts: [],
    verdicts: [
      { what: `home page: layout shift ${shift.toFixed(3)}, budget 0`, isMet: shift === 0, isEnforced: true },
      {
        what: `home page: longest task other than the first layout ${longestTask.toFixed(0)} ms at ${SLOWDOWN}× slowdown, budget ${MAX_TASK_MS} ms`,
        isMet: longestTask <= MAX_TASK_MS,
        isEnforced: false,
      },
      {
        what:
          `home page: first layout ${layouts[0]} ms at ${SLOWDOWN}× slowdown, budget ${MAX_TASK_MS} ms ` +
          `(without scripts: ${layouts[1]} ms; without scripts and styles: ${layouts[2]} ms)`,
        isMet: Number(layouts[0]) <= MAX_TASK_MS,
        isEnforced: false,
      },
    ],
  };
}
