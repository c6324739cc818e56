/** The site's home page: first paint, layout shift and the longest task, as Lighthouse reads them. */
import { buildSite, output } from "../site/build/build.ts";
import { serveFolder } from "../site/serve.ts";
import { startBrowser } from "./browser.ts";
import type { Findings, Run } from "./part.ts";
import { median } from "./statistics.ts";

/** Browsers do not report shorter tasks. */
const MAX_TASK_MS = 50;

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

/** All badges of the page have their status by then. */
const ENDED = `["#live lhc-status:state(online)", ".states lhc-status:state(unknown)"].every((one) => document.querySelector(one))`;

/** Evaluated by the protocol itself: Playwright's own functions would run a long task in the page. */
const READ = `new Promise((resolve) => {
  const check = () => {
    if (!(${ENDED})) return setTimeout(check, 20);
    // Tasks are reported after their end.
    setTimeout(() => resolve({ ...seen, firstPaint: performance.getEntriesByName("first-contentful-paint")[0].startTime }), 200);
  };
  check();
})`;

export async function home({ quick, progress }: Run): Promise<Findings> {
  await buildSite();
  const { url, server } = await serveFolder(output);
  const browser = await startBrowser();
  const rounds = quick ? 3 : 9;
  const samples: Sample[] = [];
  try {
    for (let round = 0; round < rounds; round++) {
      progress(`home page: round ${round + 1} of ${rounds}`);
      const page = await browser.newPage();
      const devTools = await page.context().newCDPSession(page);
      await devTools.send("Emulation.setCPUThrottlingRate", { rate: 4 });
      await page.addInitScript(OBSERVER);
      await page.goto(`${url}index.html`, { waitUntil: "load" });
      const { result } = await devTools.send("Runtime.evaluate", {
        expression: READ,
        awaitPromise: true,
        returnByValue: true,
      });
      samples.push(result.value as Sample);
      await page.close();
    }
  } finally {
    await browser.close();
    server.close();
  }
  const of = (name: keyof Sample): number => median(samples.map((sample) => sample[name]));
  const [paint, task, shift] = [of("firstPaint"), of("longestTask"), of("shift")];
  return {
    title: "The site's home page",
    method: [
      `The built site, from a server on this machine, in a new profile, with the CPU slowed down 4×. Medians of ${rounds} visits. ` +
        "Its size is a test (`npm run test:site`). The longest task is 0 if none took 50 ms.",
    ],
    tables: [
      {
        title: "Until its badges have their status",
        head: ["first paint", "longest task", "layout shift"],
        rows: [[`${paint.toFixed(0)} ms`, `${task.toFixed(0)} ms`, shift.toFixed(3)]],
      },
    ],
    charts: [],
    verdicts: [
      { what: `home page: layout shift ${shift.toFixed(3)}, budget 0`, isMet: shift === 0, isEnforced: true },
      {
        what: `home page: longest task ${task.toFixed(0)} ms at 4× slowdown, budget ${MAX_TASK_MS} ms`,
        isMet: task <= MAX_TASK_MS,
        isEnforced: false,
      },
    ],
  };
}
