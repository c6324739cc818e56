/** What many different questions at once cost: a team page with each operator's status. */
import { shippedScript } from "./shipped-script.ts";
import { startBrowser } from "./browser.ts";
import type { Findings, Run } from "./part.ts";
import { startServers } from "./servers/start.ts";
import { median, medianRatio } from "./statistics.ts";
import { openPlainTab, REPORT } from "./plain-tab.ts";

const TRANSPORTS = ["jsonp", "fetch"] as const;
type Transport = (typeof TRANSPORTS)[number];

/** Milliseconds. */
interface Sample {
  /** 0 if no task took 50 ms: browsers do not report shorter ones. */
  longestTask: number;
  /** Until the last badge has its status. */
  shown: number;
}

interface Cell {
  count: number;
  slowdown: number;
  samples: Map<Transport, Sample[]>;
}

const page = (lhc: string): string => `<!doctype html><link rel="icon" href="data:,"><title>A team</title>
<script src="/lhc-status.js" data-lhc-base-url="${lhc}"></script><body><script>${REPORT}
const painted = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
const query = new URLSearchParams(location.search);
async function run() {
  let longestTask = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longestTask = Math.max(longestTask, duration);
  }).observe({ type: "longtask" });
  const count = Number(query.get("count"));
  const start = performance.now();
  let left = count;
  const all = new Promise((resolve) =>
    addEventListener("lhc-status-change", () => { if (--left === 0) resolve(performance.now() - start); }));
  document.body.insertAdjacentHTML("beforeend", Array.from({ length: count }, (_, i) =>
    '<lhc-status share="page" transport="' + query.get("transport") + '" user="' + (i + 1) + '"></lhc-status>').join(""));
  const shown = await all;
  await painted();
  await painted();
  report({ longestTask, shown });
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
    for (const slowdown of [1, 4]) {
      if (slowdown > 1) await tab.slowDown(slowdown);
      for (const count of [1, 10, 30]) {
        const samples = new Map<Transport, Sample[]>(TRANSPORTS.map((transport) => [transport, []]));
        const visit = async (transport: Transport): Promise<Sample> =>
          (await tab.visit(`${servers.site}/team?count=${count}&transport=${transport}`)) as Sample;
        for (const transport of TRANSPORTS) await visit(transport);
        for (let round = 0; round < rounds; round++) {
          progress(`targets: ${count}, ${slowdown}× slower, round ${round + 1} of ${rounds}`);
          for (const transport of TRANSPORTS) samples.get(transport)!.push(await visit(transport));
        }
        cells.push({ count, slowdown, samples });
      }
    }
  } finally {
    tab.close();
    await browser.close();
    await servers.close();
  }
  return findings(cells, rounds);
}

const of = ({ samples }: Cell, transport: Transport, name: keyof Sample): number[] =>
  samples.get(transport)!.map((sample) => sample[name]);

function findings(cells: Cell[], rounds: number): Findings {
  const ms = (values: number[]): string => median(values).toFixed(0);
  return {
    title: "Different questions at once",
    method: [
      "Badges of different operators are inserted into a loaded page at once. The time until the last of them has its status, " +
        `and the longest task of the page in that time (0: below 50 ms). Medians of ${rounds} runs of both transports in turns. ` +
        "With `jsonp`, the questions share one frame. LHC takes 20 ms.",
    ],
    tables: [
      {
        title: "Milliseconds",
        head: ["targets", "CPU", ...TRANSPORTS.flatMap((name) => [`${name}: longest task`, "all shown"])],
        rows: cells.map((cell) => [
          cell.count,
          cell.slowdown > 1 ? `${cell.slowdown}× slower` : "not throttled",
          ...TRANSPORTS.flatMap((name) => [ms(of(cell, name, "longestTask")), ms(of(cell, name, "shown"))]),
        ]),
      },
    ],
    charts: [],
    verdicts: cells.flatMap((cell) => {
      const what = `targets: ${cell.count} at once${cell.slowdown > 1 ? `, ${cell.slowdown}× slower` : ""}, jsonp`;
      if (cell.count === 10) {
        const longest = median(of(cell, "jsonp", "longestTask"));
        const budget = cell.slowdown > 1 ? 100 : 50;
        return [
          {
            what: `${what}: longest task ${longest.toFixed(0)} ms, budget ${budget} ms`,
            isMet: longest <= budget,
            isEnforced: false,
          },
        ];
      }
      if (cell.count !== 30 || cell.slowdown > 1) return [];
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
