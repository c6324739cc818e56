/** From the start of the navigation until the status is painted, against a snippet that has no script to load. */
import { shippedScript } from "./shipped-script.ts";
import { startBrowser } from "./browser.ts";
import type { Findings, Run } from "./part.ts";
import { type Servers, startServers } from "./servers/start.ts";
import { LEAST_SCRIPT, snippet } from "./snippet.ts";
import { median, medianRatio } from "./statistics.ts";
import { openUndrivenTab, TELL, type UndrivenTab } from "./undriven-tab.ts";

const KINDS = ["snippet", "least", "jsonp", "fetch"] as const;
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
${TELL}
let asked = 0;
new MutationObserver(() => {
  // The badge's frame is in a closed shadow root; its host is what shows.
  if (!asked && document.querySelector("iframe, :root > div")) asked = performance.now();
}).observe(document.documentElement, { childList: true });
function shown() {
  const text = performance.now();
  requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      const painted = performance.now();
      const entry = (part) => performance.getEntriesByType("resource").find(({ name }) => name.includes(part));
      const script = entry(".js");
      tell({
        scriptStart: script ? script.startTime : null,
        scriptEnd: script ? script.responseEnd : null,
        asked: asked || entry("${lhc}").startTime,
        text,
        painted,
      });
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
  if (kind === "snippet") return `${head}${CLOCK(lhc)}<body><p>Support: ${snippet(lhc, "\n  shown();")}</p>`;
  const file = kind === "least" ? "least.js" : "lhc-status.js";
  return (
    `${head}<script src="/${file}{query}" data-lhc-base-url="${lhc}" async></script>${CLOCK(lhc)}` +
    `<body><p>Support: <lhc-status transport="${kind}" share="page"></lhc-status></p>`
  );
}

const pathOf = (kind: Kind, preconnect: boolean): string => `/${kind}${preconnect ? "-preconnect" : ""}`;

let visits = 0;

/** One of each kind, in turns, round after round. */
async function measure(
  tab: UndrivenTab,
  servers: Servers,
  { delay, isWarm, preconnect }: Conditions,
  rounds: number,
): Promise<Map<Kind, Sample[]>> {
  await servers.tell({ delay });
  const samples = new Map<Kind, Sample[]>(KINDS.map((kind) => [kind, []]));
  const visit = async (kind: Kind): Promise<Sample> => {
    const name = isWarm ? "" : `?visit=${visits++}`;
    return (await tab.visit(servers.site + pathOf(kind, preconnect) + name)) as Sample;
  };
  // Three visits: V8 keeps the compiled code from the second on.
  for (let i = 0; i < 3; i++) for (const kind of KINDS) await visit(kind);
  for (let round = 0; round < rounds; round++) {
    for (const kind of round % 2 ? KINDS : [...KINDS].reverse()) samples.get(kind)!.push(await visit(kind));
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
  const tab = await openUndrivenTab(browser);
  const cells: Cell[] = [];
  const rounds = quick ? 7 : 5;
  const barRounds = quick ? 7 : 31;
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
        "/least.js": { type: "text/javascript", body: LEAST_SCRIPT, isCached: true },
      },
    });
    for (const slowdown of [1, 4]) {
      if (slowdown > 1) await tab.slowDown(slowdown);
      for (const delay of [0, 0.02, 0.1]) {
        for (const preconnect of [false, true]) {
          for (const isWarm of [false, true]) {
            const conditions = { delay, isWarm, preconnect, slowdown };
            if (quick && !isBar(conditions)) continue;
            progress(`time to status: ${named(conditions)}`);
            const count = isBar(conditions) ? barRounds : rounds;
            cells.push({ ...conditions, samples: await measure(tab, servers, conditions, count) });
          }
        }
      }
    }
  } finally {
    await tab.close();
    await browser.close();
    await servers.close();
  }
  return findings(cells, rounds, barRounds);
}

const named = ({ delay, isWarm, preconnect, slowdown }: Conditions): string =>
  `${delay * 1000} ms, ${isWarm ? "warm" : "cold"}${preconnect ? ", preconnect" : ""}${slowdown > 1 ? `, ${slowdown}× slower` : ""}`;

const OTHERS = KINDS.filter((kind) => kind !== "snippet");

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
        "bar is (20 ms, no preconnect, no slowdown). A ratio is the median of the rounds' ratios. Site and LHC are of different " +
        "sites, in a process of their own. LHC takes 0, 20 or 100 ms; the site takes none. The pages follow each other in one " +
        "tab that nobody drives. Warm: script in the browser's HTTP cache, code compiled before; cold: a script of a new " +
        "address each time. The snippet is an inline script that asks by JSONP, and has no script to load; it stands for both " +
        "transports.",
      "**The least** is a script file of a few lines that does nothing but ask once, as the badge does: from an empty " +
        "frame of its own (CONTRIBUTING.md says why). What is between the snippet and it is the price of a file that has " +
        "to be loaded, and of a frame; what is between it and `jsonp` is what the badge itself takes.",
      "Where it ends: on loopback a round trip costs nothing, so neither what a cold script costs on a real network nor " +
        "what `preconnect` saves shows here. A frame is painted each 16.7 ms, which rounds what comes before it.",
    ],
    tables: [
      {
        title: "Milliseconds until the status is painted",
        head: [
          "LHC takes",
          "cache",
          "preconnect",
          "CPU",
          "snippet",
          ...OTHERS.flatMap((kind) => [kind === "least" ? "the least" : kind, "ratio"]),
        ],
        rows: cells.map((cell) => [
          `${cell.delay * 1000} ms`,
          cell.isWarm ? "warm" : "cold",
          cell.preconnect ? "yes" : "no",
          cell.slowdown > 1 ? `${cell.slowdown}× slower` : "as it is",
          ms(painted(cell, "snippet")),
          ...OTHERS.flatMap((kind) => [ms(painted(cell, kind)), ratio(cell, kind).toFixed(2)]),
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
        what:
          `time to status: ${named(cell)}, jsonp: ${found.toFixed(2)} of the snippet's, at most ${bar} ` +
          `(the least: ${ratio(cell, "least").toFixed(2)})`,
        holds: found <= bar,
        isEnforced: false,
      };
    }),
  };
}
