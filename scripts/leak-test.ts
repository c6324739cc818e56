/** `npm run test:leak`: 10,000 questions on one page leave nothing behind. Run it after `npm run build`. */
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { chromium } from "playwright-core";
import { startLhcServer } from "../demo/lhc-server/index.ts";
import { findChromium } from "./lib/chromium.ts";

const FIRST = 100;
const ALL = 10_000;
const AT_ONCE = 20;
/** What the heap may have grown by since the first hundred, in bytes. */
const ALLOWANCE = 256 * 1024;

const lhc = await startLhcServer({ state: { activeUsers: [2] } });
let questions = 0;
lhc.onRequest(() => questions++);
const server = createServer(({ url }, response) => {
  const isScript = url === "/lhc-status.js";
  response.setHeader("Content-Type", isScript ? "text/javascript" : "text/html");
  response.end(
    isScript
      ? readFileSync("dist/lhc-status.js")
      : `<!doctype html><link rel="icon" href="data:,"><script src="lhc-status.js" data-lhc-base-url="${lhc.origin}"></script>`,
  );
}).listen(0, "localhost");
await new Promise((resolve) => server.once("listening", resolve));

const browser = await chromium.launch(await findChromium());
const page = await browser.newPage();
await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/`);
const devTools = await page.context().newCDPSession(page);

/** Every question has a target of its own, the worst case for whatever is kept by target. */
const ask = (from: number, to: number): Promise<void> =>
  page.evaluate(
    async ([first, last, atOnce]) => {
      let next = first;
      const visitors = Array.from({ length: atOnce }, async () => {
        const element = document.createElement("lhc-status");
        document.body.append(element);
        while (next < last) {
          element.user = ++next;
          await element.updateComplete;
          while (element.status === "checking") {
            await new Promise((resolve) =>
              element.addEventListener("lhc-status-change", resolve, { once: true }),
            );
          }
        }
        element.remove();
      });
      await Promise.all(visitors);
      await new Promise((resolve) => setTimeout(resolve));
    },
    [from, to, AT_ONCE] as const,
  );

async function heap(): Promise<number> {
  // What one collection finalizes, the next one frees.
  for (let i = 0; i < 3; i++) await devTools.send("HeapProfiler.collectGarbage");
  return (await devTools.send("Runtime.getHeapUsage")).usedSize;
}

// V8 keeps tables of numbers that were made text, which grow to their full size with any use.
await page.evaluate(() => Array.from({ length: 50_000 }, (_, i) => `${i} ${i + 0.1}`).length);
/** Those that the page itself has, once it is idle. */
async function listeners(): Promise<number> {
  const { metrics } = await devTools.send("Performance.getMetrics");
  return metrics.find(({ name }) => name === "JSEventListeners")!.value;
}

await devTools.send("Performance.enable");
await ask(10, 10 + FIRST);
const before = await heap();
const listenersBefore = await listeners();
await ask(10 + FIRST, 10 + ALL);
const grown = (await heap()) - before;
const listenersLeft = (await listeners()) - listenersBefore;
const left = await page.evaluate(() => [
  document.querySelectorAll(":root > div").length,
  document.querySelectorAll("iframe,script[src*=restapi]").length,
]);
const connections = lhc.openConnections;
await browser.close();
server.close();
await lhc.close();

const verdicts: [what: string, holds: boolean][] = [
  [`${questions} questions were asked`, questions === ALL],
  [
    `the heap grew by ${(grown / 1024).toFixed(0)} kB since the first ${FIRST}, of ${ALLOWANCE / 1024}`,
    grown <= ALLOWANCE,
  ],
  [`${left.join(" + ")} frames and scripts are left`, left.every((count) => count === 0)],
  [
    `${listenersLeft} listeners and ${connections} connections are left`,
    listenersLeft <= 0 && connections === 0,
  ],
];
for (const [what, holds] of verdicts) console.log(holds ? "ok  " : "FAIL", what);
const failed = verdicts.filter(([, holds]) => !holds).length;
console.log(`${verdicts.length - failed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
