/** From the start of the navigation until the status is painted, against a snippet that has no script to load. */
import type { Browser, BrowserContext, Page } from "playwright-core";
import { shippedScript } from "./shipped-script.ts";
import { startBrowser } from "./browser.ts";
import type { Findings, Run } from "./part.ts";
import { type Servers, startServers } from "./servers/start.ts";
import { snippet } from "./snippet.ts";
import { median, medianRatio } from "./statistics.ts";

const KINDS = ["snippet", "jsonp", "fetch"] as const;
type Kind = (typeof KINDS)[number];

interface Conditions {
  /** Seconds that LHC takes. */
  delay: number;
  isWarm: boolean;
  preconnect: boolean;
  /** How many times slower the processor is. */
  slowdown: number;
}

/** Milliseconds since the navigation began; null: there is no such thing on this page. */
interface Sample {
  scriptStart: number | null;
  scriptEnd: number | null;
  asked: number;
  text: number;
  painted: number;
}

/** The same in all pages: tells when the status was painted, and what came before. */
const CLOCK = (lhc: string): string => `<script>
let asked = 0;
new MutationObserver(() => {
  if (!asked && document.querySelector("iframe")) asked = performance.now();
}).observe(document.documentElement, { childList: true });
function shown() {
  const text = performance.now();
  requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      const painted = performance.now();
      const entry = (part) => performance.getEntriesByType("resource").find(({ name }) => name.includes(part));
      const script = entry("lhc-status.js");
      console.log(JSON.stringify({
        scriptStart: script ? script.startTime : null,
        scriptEnd: script ? script.responseEnd : null,
        asked: asked || entry("${lhc}").startTime,
        text,
        painted,
      }));
    };
    channel.port2.postMessage(0);
  });
}
addEventListener("lhc-status-change", ({ detail }) => detail.status === "online" && shown());
</script>`;

function html(kind: Kind, preconnect: boolean, lhc: string): string {
  const head = `<!doctype html><title>A site</title><link rel="icon" href="data:,">${
    preconnect ? `<link rel="preconnect" href="${lhc}">` : ""
  }`;
  return kind === "snippet"
    ? `${head}${CLOCK(lhc)}<body><p>Support: ${snippet(lhc, "\n  shown();")}</p>`
    : `${head}<script src="/lhc-status.js" data-lhc-base-url="${lhc}" async></script>${CLOCK(lhc)}` +
        `<body><p>Support: <lhc-status transport="${kind}" share="page"></lhc-status></p>`;
}

const pathOf = (kind: Kind, preconnect: boolean): string => `/${kind}${preconnect ? "-preconnect" : ""}`;

async function openPage(context: BrowserContext, slowdown: number): Promise<Page> {
  const page = await context.newPage();
  const devTools = await context.newCDPSession(page);
  await devTools.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
  return page;
}

async function visit(page: Page, url: string): Promise<Sample> {
  const said = page.waitForEvent("console", { predicate: (message) => message.text().startsWith("{") });
  const [message] = await Promise.all([said, page.goto(url, { waitUntil: "commit" })]);
  return JSON.parse(message.text()) as Sample;
}

/** One of each kind, in turns, round after round. */
async function measure(
  browser: Browser,
  servers: Servers,
  { delay, isWarm, preconnect, slowdown }: Conditions,
  rounds: number,
): Promise<Map<Kind, Sample[]>> {
  await servers.tell({ delay });
  const samples = new Map<Kind, Sample[]>(KINDS.map((kind) => [kind, []]));
  const url = (kind: Kind): string => servers.site + pathOf(kind, preconnect);
  const kept = await browser.newContext();
  try {
    const keptPage = await openPage(kept, slowdown);
    // Three visits: V8 keeps the compiled code from the second on.
    for (let i = 0; isWarm && i < 3; i++) for (const kind of KINDS) await visit(keptPage, url(kind));
    for (let round = 0; round < rounds; round++) {
      for (const kind of round % 2 ? KINDS : [...KINDS].reverse()) {
        const context = isWarm ? kept : await browser.newContext();
        const page = isWarm ? keptPage : await openPage(context, slowdown);
        samples.get(kind)!.push(await visit(page, url(kind)));
        if (!isWarm) await context.close();
      }
    }
  } finally {
    await kept.close();
  }
  return samples;
}

interface Cell extends Conditions {
  samples: Map<Kind, Sample[]>;
}

const of = ({ samples }: Cell, kind: Kind, read: (sample: Sample) => number): number =>
  median(samples.get(kind)!.map(read));
const painted = (cell: Cell, kind: Kind): number => of(cell, kind, (sample) => sample.painted);
const ratio = ({ samples }: Cell, kind: Kind): number => {
  const [ours, theirs] = [kind, "snippet" as const].map((one) =>
    samples.get(one)!.map(({ painted: end }) => end),
  );
  return medianRatio(ours!, theirs!);
};

const isBar = ({ delay, preconnect, slowdown }: Conditions): boolean =>
  delay === 0.02 && !preconnect && slowdown === 1;

export async function timeToStatus({ quick, progress }: Run): Promise<Findings> {
  const servers = await startServers();
  const browser = await startBrowser();
  const cells: Cell[] = [];
  const rounds = quick ? 7 : 3;
  const barRounds = quick ? 7 : 15;
  try {
    const files = KINDS.flatMap((kind) =>
      [false, true].map((preconnect) => [
        pathOf(kind, preconnect),
        { type: "text/html", body: html(kind, preconnect, servers.lhc), isCached: false },
      ]),
    );
    await servers.tell({
      files: {
        ...(Object.fromEntries(files) as object),
        "/lhc-status.js": { type: "text/javascript", body: shippedScript(), isCached: true },
      },
    });
    for (const slowdown of [1, 4]) {
      for (const delay of [0, 0.02, 0.1]) {
        for (const preconnect of [false, true]) {
          for (const isWarm of [false, true]) {
            const conditions = { delay, isWarm, preconnect, slowdown };
            if (quick && !isBar(conditions)) continue;
            progress(`time to status: ${named(conditions)}`);
            const count = isBar(conditions) ? barRounds : rounds;
            cells.push({ ...conditions, samples: await measure(browser, servers, conditions, count) });
          }
        }
      }
    }
  } finally {
    await browser.close();
    await servers.close();
  }
  return findings(cells, rounds, barRounds);
}

const named = ({ delay, isWarm, preconnect, slowdown }: Conditions): string =>
  `${delay * 1000} ms, ${isWarm ? "warm" : "cold"}${preconnect ? ", preconnect" : ""}${slowdown > 1 ? `, ${slowdown}× slower` : ""}`;

const ms = (value: number): string => value.toFixed(1);

const STAGES: [name: string, length: (sample: Sample) => number][] = [
  ["document", ({ scriptStart, asked }) => scriptStart ?? asked],
  ["script loads", ({ scriptStart, scriptEnd }) => (scriptEnd ?? 0) - (scriptStart ?? 0)],
  ["script runs, until it asks", ({ scriptEnd, asked }) => (scriptEnd === null ? 0 : asked - scriptEnd)],
  ["question, with its frame", ({ asked, text }) => text - asked],
  ["paint", ({ text, painted: end }) => end - text],
];

function findings(cells: Cell[], rounds: number, barRounds: number): Findings {
  const bars = cells.filter(isBar);
  const stages = bars.flatMap((cell) =>
    KINDS.map((kind) => ({
      name: `${cell.isWarm ? "warm" : "cold"}, ${kind}`,
      lengths: STAGES.map(([, length]) => of(cell, kind, length)),
    })),
  );
  return {
    title: "Time to status",
    how: [
      "From the start of the navigation until the status is painted (a task after the next animation frame), in " +
        `Chromium without a window; medians of ${rounds} runs of each kind in turns, and of ${barRounds} where the ` +
        "bar is (20 ms, no preconnect, no slowdown). A ratio is the median of the rounds' ratios. Site and LHC are of different sites, in a process of their own. " +
        "LHC takes 0, 20 or 100 ms; the site takes none. Warm: script in the browser's HTTP cache, code compiled " +
        "before; cold: a new browser profile for each run. The snippet is an inline script that asks by JSONP, and " +
        "has no script to load; it stands for both transports.",
      "Where it ends: on loopback a round trip costs nothing, so neither what a cold script costs on a real network nor " +
        "what `preconnect` saves shows here. A frame is painted each 16.7 ms, which rounds what comes before it.",
    ],
    tables: [
      {
        title: "Milliseconds until the status is painted",
        head: ["LHC takes", "cache", "preconnect", "CPU", "snippet", "jsonp", "ratio", "fetch", "ratio"],
        rows: cells.map((cell) => [
          `${cell.delay * 1000} ms`,
          cell.isWarm ? "warm" : "cold",
          cell.preconnect ? "yes" : "no",
          cell.slowdown > 1 ? `${cell.slowdown}× slower` : "as it is",
          ms(painted(cell, "snippet")),
          ms(painted(cell, "jsonp")),
          ratio(cell, "jsonp").toFixed(2),
          ms(painted(cell, "fetch")),
          ratio(cell, "fetch").toFixed(2),
        ]),
      },
      {
        title: "Where the time goes at 20 ms, in milliseconds",
        head: ["", ...STAGES.map(([name]) => name)],
        rows: stages.map(({ name, lengths }) => [name, ...lengths.map(ms)]),
      },
    ],
    charts: [
      {
        name: "time-to-status",
        title: "Until the status is painted, LHC taking 20 ms",
        unit: "ms",
        kind: "stacked bars",
        categories: stages.map(({ name }) => name),
        series: STAGES.map(([name], i) => ({ name, values: stages.map(({ lengths }) => lengths[i]!) })),
      },
    ],
    verdicts: bars.map((cell) => {
      const bar = cell.isWarm ? 1.15 : 1.25;
      const found = ratio(cell, "jsonp");
      return {
        what: `time to status: ${named(cell)}, jsonp: ${found.toFixed(2)} of the snippet's, at most ${bar}`,
        holds: found <= bar,
        isEnforced: false,
      };
    }),
  };
}
