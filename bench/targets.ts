/** What many different questions at once cost: a team page with each operator's status. */
import type { Browser } from "playwright-core";
import { longestTask, readTrace } from "../scripts/lib/trace.ts";
import { shippedScript } from "./shipped-script.ts";
import { startBrowser } from "./browser.ts";
import type { Findings, Run } from "./part.ts";
import { startServers } from "./servers/start.ts";
import { median, medianRatio } from "./statistics.ts";
import { openPlainTab, type PlainTab, REPORT } from "./plain-tab.ts";

const SLOWDOWN = 4;
const TRANSPORTS = ["jsonp", "fetch"] as const;
type Transport = (typeof TRANSPORTS)[number];

/** Milliseconds. */
interface Sample {
  /** CPU time. */
  longestTask: number;
  /** Until the last badge has its status. */
  shown: number;
}

interface Cell {
  count: number;
  samples: Map<Transport, Sample[]>;
}

const START = "badges are inserted";

const page = (lhc: string): string => `<!doctype html><link rel="icon" href="data:,"><title>A team</title>
<script src="/lhc-status.js" data-lhc-base-url="${lhc}"></script><body><script>${REPORT}
const painted = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
const query = new URLSearchParams(location.search);
async function run() {
  const count = Number(query.get("count"));
  performance.mark("${START}");
  const start = performance.now();
  let left = count;
  const all = new Promise((resolve) =>
    addEventListener("lhc-status-change", () => { if (--left === 0) resolve(performance.now() - start); }));
  document.body.insertAdjacentHTML("beforeend", Array.from({ length: count }, (_, i) =>
    '<lhc-status share="page" transport="' + query.get("transport") + '" user="' + (i + 1) + '"></lhc-status>').join(""));
  const shown = await all;
  await painted();
  await painted();
  report(shown);
}
addEventListener("load", () => painted().then(run));
</script>`;

export async function targets({ quick, progress }: Run): Promise<Findings> {
  const servers = await startServers();
  const browser = await startBrowser();
  const tab = await openPlainTab(browser);
  const rounds = quick ? 3 : 15;
  const cells: Cell[] = [];
  try {
    await servers.configure({
      delay: 0.02,
      files: {
        "/team": { type: "text/html", body: page(servers.lhc), isCached: false },
        "/lhc-status.js": { type: "text/javascript", body: shippedScript(), isCached: true },
      },
    });
    for (const count of [1, 10, 30]) {
      const samples = new Map<Transport, Sample[]>(TRANSPORTS.map((transport) => [transport, []]));
      const visit = (transport: Transport): Promise<Sample> =>
        visitTeam(browser, tab, `${servers.site}/team?count=${count}&transport=${transport}`);
      for (const transport of TRANSPORTS) await visit(transport);
      for (let round = 0; round < rounds; round++) {
        progress(`targets: ${count}, round ${round + 1} of ${rounds}`);
        for (const transport of TRANSPORTS) samples.get(transport)!.push(await visit(transport));
      }
      cells.push({ count, samples });
    }
  } finally {
    tab.close();
    await browser.close();
    await servers.close();
  }
  return findings(cells, rounds);
}

/** Twice: a trace takes time itself. */
async function visitTeam(browser: Browser, tab: PlainTab, url: string): Promise<Sample> {
  const shown = (await tab.visit(url)) as number;
  await browser.startTracing(undefined, { categories: ["toplevel", "blink.user_timing"] });
  await tab.visit(url);
  const events = readTrace(await browser.stopTracing());
  const start = events.find(({ name }) => name === START);
  if (!start) throw new Error("The trace does not contain the page.");
  const { pid, tid } = start;
  // The mark is made within the first task.
  const tasks = events.filter(
    (one) => one.pid === pid && one.tid === tid && one.ts + (one.dur ?? 0) > start.ts,
  );
  return { shown, longestTask: longestTask(tasks) };
}

const of = ({ samples }: Cell, transport: Transport, name: keyof Sample): number[] =>
  samples.get(transport)!.map((sample) => sample[name]);

function findings(cells: Cell[], rounds: number): Findings {
  const ms = (values: number[]): string => median(values).toFixed(0);
  return {
    title: "Different questions at once",
    method: [
      "Badges of different operators are inserted into a loaded page at once. The time until the last of them has its status, " +
        "and the longest task of the page in that time, by its processor time in a trace of another visit, so that other work of " +
        `this machine does not count, and ${SLOWDOWN} times as long. Medians of ${rounds} runs of both transports in turns. ` +
        "With `jsonp`, the questions share one frame. LHC takes 20 ms.",
    ],
    tables: [
      {
        title: "Milliseconds",
        head: [
          "targets",
          ...TRANSPORTS.flatMap((name) => [`${name}: longest task`, `at ${SLOWDOWN}×`, "all shown"]),
        ],
        rows: cells.map((cell) => [
          cell.count,
          ...TRANSPORTS.flatMap((name) => {
            const tasks = of(cell, name, "longestTask");
            return [ms(tasks), ms(tasks.map((time) => SLOWDOWN * time)), ms(of(cell, name, "shown"))];
          }),
        ]),
      },
    ],
    charts: [],
    verdicts: cells.flatMap((cell) => {
      const what = `targets: ${cell.count} at once, jsonp`;
      if (cell.count === 10)
        return [1, SLOWDOWN].map((times) => {
          const longest = times * median(of(cell, "jsonp", "longestTask"));
          const budget = times === 1 ? 50 : 100;
          return {
            what: `${what}: longest task ${longest.toFixed(0)} ms at ${times}× slowdown, budget ${budget} ms`,
            isMet: longest <= budget,
            isEnforced: false,
          };
        });
      if (cell.count !== 30) return [];
      const ratio = medianRatio(of(cell, "jsonp", "shown"), of(cell, "fetch", "shown"));
      return [
        {
          what: `${what}: all shown after ${ratio.toFixed(2)} times the time of fetch, budget 1.5`,
          isMet: ratio <= 1.5,
          isEnforced: false,
        },
      ];
    }),
  };
}
