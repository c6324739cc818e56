/** `npm run test:leak`: 10,000 questions on one page leak no memory, nodes or listeners. Run `npm run build` first. */
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { chromium } from "playwright-core";
import { startLhcServer } from "../demo/lhc-server/index.ts";
import { findChromium } from "./lib/chromium.ts";

const WARM_UP = 100;
const TOTAL = 10_000;
const CONCURRENCY = 20;
/** Bytes since the warm-up. */
const MAX_HEAP_GROWTH = 256 * 1024;

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

/** Each question has a different target, the worst case for state that is kept per target. */
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
    [from, to, CONCURRENCY] as const,
  );

async function heap(): Promise<number> {
  // A collection frees what the previous one has finalized.
  for (let i = 0; i < 3; i++) await devTools.send("HeapProfiler.collectGarbage");
  return (await devTools.send("Runtime.getHeapUsage")).usedSize;
}

// Fill V8's number-to-string caches, which would otherwise grow during the test.
await page.evaluate(() => Array.from({ length: 50_000 }, (_, i) => `${i} ${i + 0.1}`).length);
/** The number of event listeners. */
async function listeners(): Promise<number> {
  const { metrics } = await devTools.send("Performance.getMetrics");
  return metrics.find(({ name }) => name === "JSEventListeners")!.value;
}

await devTools.send("Performance.enable");
await ask(10, 10 + WARM_UP);
const before = await heap();
const listenersBefore = await listeners();
await ask(10 + WARM_UP, 10 + TOTAL);
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

const verdicts: [what: string, isMet: boolean][] = [
  [`${questions} questions were asked`, questions === TOTAL],
  [
    `the heap grew by ${(grown / 1024).toFixed(0)} kB after ${WARM_UP} questions, at most ${MAX_HEAP_GROWTH / 1024}`,
    grown <= MAX_HEAP_GROWTH,
  ],
  [`${left.join(" + ")} frames and scripts remain`, left.every((count) => count === 0)],
  [
    `${listenersLeft} listeners and ${connections} connections remain`,
    listenersLeft <= 0 && connections === 0,
  ],
];
for (const [what, isMet] of verdicts) console.log(isMet ? "ok  " : "FAIL", what);
const failed = verdicts.filter(([, isMet]) => !isMet).length;
console.log(`${verdicts.length - failed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
