/** The time from navigation start until the status is painted, compared with an inline snippet. */
import { askingBadge } from "../scripts/lib/bare-element.ts";
import { shippedScript } from "./shipped-script.ts";
import { startBrowser } from "./browser.ts";
import type { Findings, Run } from "./part.ts";
import { type Servers, startServers } from "./servers/start.ts";
import { ASK_IN_FRAME, MINIMAL_PRELOAD_SCRIPT, minimalScript, minimalScriptIn, snippet } from "./snippet.ts";
import { preloadScript } from "../src/protocol/preload.ts";
import { questionFor } from "../src/protocol/question.ts";
import { median, medianRatio } from "./statistics.ts";
import { openPlainTab, type PlainTab, REPORT } from "./plain-tab.ts";

const KINDS = ["snippet", "minimal", "jsonp", "fetch", "minimal, preload", "preload"] as const;
/** What the badge's file and Lit cost by themselves. Measured under the budgeted conditions only. */
const REASONS = ["minimal, large", "Lit"] as const;
const ALL_KINDS = [...KINDS, ...REASONS];
type Kind = (typeof ALL_KINDS)[number];

interface Conditions {
  /** Seconds that LHC takes. */
  delay: number;
  isWarm: boolean;
  preconnect: boolean;
  /** Seconds between the browser and both servers. */
  roundTrip: number;
  /** The factor by which the CPU is throttled. */
  slowdown: number;
}

/** Milliseconds since navigation start; null if the page has no script file. */
interface Sample {
  scriptStart: number | null;
  scriptEnd: number | null;
  asked: number;
  text: number;
  painted: number;
}

/** Reports when the status was painted, and the steps before that. The same on all pages. */
const STOPWATCH = (lhc: string): string => `<script>
${REPORT}
let asked = 0;
new MutationObserver(() => {
  // The badge's frame is in a closed shadow root, so look for its host.
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
      report({
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
  if (kind === "snippet")
    return `${head}${STOPWATCH(lhc)}<body><p>Support: ${snippet(lhc, "\n  shown();")}</p>`;
  const element = REASONS.some((one) => one === kind) ? "bare-element" : "lhc-status";
  const isPreloaded = kind.endsWith("preload");
  const ahead = isPreloaded
    ? `<script>${preloadScript(questionFor({ baseUrl: lhc }, {}, () => {}))}</script>`
    : "";
  return (
    `${head}${ahead}<script src="/${FILES[kind]}{query}" data-lhc-base-url="${lhc}" async></script>${STOPWATCH(lhc)}` +
    `<body><p>Support: <${element} transport="${kind === "fetch" ? "fetch" : "jsonp"}" share="page"></${element}></p>`
  );
}

const FILES = {
  minimal: "minimal.js",
  "minimal, preload": "minimal-preload.js",
  jsonp: "lhc-status.js",
  fetch: "lhc-status.js",
  preload: "lhc-status.js",
  "minimal, large": "minimal-large.js",
  Lit: "lit.js",
};

const pathOf = (kind: Kind, preconnect: boolean, isFar: boolean): string =>
  `/${isFar ? "far-" : ""}${kind.replace(", ", "-")}${preconnect ? "-preconnect" : ""}`;

let visits = 0;

/** Visits one page of each kind in turns, round after round. */
async function measure(
  tab: PlainTab,
  servers: Servers,
  conditions: Conditions,
  rounds: number,
): Promise<Map<Kind, Sample[]>> {
  const { delay, isWarm, preconnect, roundTrip } = conditions;
  const kinds: readonly Kind[] = hasBudget(conditions) ? ALL_KINDS : KINDS;
  await servers.configure({ delay, roundTrip });
  const isFar = roundTrip > 0;
  const { site } = isFar ? servers.far : servers;
  const samples = new Map<Kind, Sample[]>(kinds.map((kind) => [kind, []]));
  const visit = async (kind: Kind): Promise<Sample> => {
    const name = isWarm ? "" : `?visit=${visits++}`;
    return (await tab.visit(site + pathOf(kind, preconnect, isFar) + name)) as Sample;
  };
  // Warm up with three visits, because V8 caches compiled code from the second one on.
  for (let i = 0; i < 3; i++) for (const kind of kinds) await visit(kind);
  for (let round = 0; round < rounds; round++) {
    for (const kind of round % 2 ? kinds : [...kinds].reverse()) samples.get(kind)!.push(await visit(kind));
  }
  return samples;
}

interface Cell extends Conditions {
  samples: Map<Kind, Sample[]>;
}

const of = ({ samples }: Cell, kind: Kind, read: (sample: Sample) => number): number =>
  median(samples.get(kind)!.map(read));
const painted = (cell: Cell, kind: Kind): number => of(cell, kind, (sample) => sample.painted);
const ratio = ({ samples }: Cell, kind: Kind, base: Kind = "snippet"): number => {
  const [ours, theirs] = [kind, base].map((one) => samples.get(one)!.map(({ painted: end }) => end));
  return medianRatio(ours!, theirs!);
};

/** Seconds. The first and the last are those of the budgets. */
const ROUND_TRIPS = [0, 0.04, 0.15];

const hasBudget = ({ delay, preconnect, slowdown }: Conditions): boolean =>
  delay === 0.02 && !preconnect && slowdown === 1;
const isNear = ({ roundTrip }: Conditions): boolean => roundTrip === 0;

export async function timeToStatus({ quick, progress }: Run): Promise<Findings> {
  const servers = await startServers();
  const browser = await startBrowser();
  const tab = await openPlainTab(browser);
  const cells: Cell[] = [];
  const rounds = quick ? 3 : 5;
  const budgetRounds = quick ? 3 : 31;
  const farRounds = quick ? 3 : 15;
  try {
    const files = ALL_KINDS.flatMap((kind) =>
      [false, true].flatMap((preconnect) =>
        [false, true].map((isFar) => [
          pathOf(kind, preconnect, isFar),
          {
            type: "text/html",
            body: html(kind, preconnect, (isFar ? servers.far : servers).lhc),
            isCached: false,
          },
        ]),
      ),
    );
    await servers.configure({
      files: {
        ...(Object.fromEntries(files) as object),
        "/lhc-status.js": { type: "text/javascript", body: shippedScript(), isCached: true },
        "/minimal.js": { type: "text/javascript", body: minimalScript(), isCached: true },
        "/lit.js": { type: "text/javascript", body: await askingBadge(ASK_IN_FRAME), isCached: true },
        "/minimal-large.js": {
          type: "text/javascript",
          body: minimalScriptIn(shippedScript()),
          isCached: true,
        },
        "/minimal-preload.js": { type: "text/javascript", body: MINIMAL_PRELOAD_SCRIPT, isCached: true },
      },
    });
    const all = [1, 4].flatMap((slowdown) =>
      [0, 0.02, 0.1].flatMap((delay) =>
        [false, true].flatMap((preconnect) =>
          ROUND_TRIPS.flatMap((roundTrip) =>
            [false, true].map((isWarm) => ({ delay, isWarm, preconnect, roundTrip, slowdown })),
          ),
        ),
      ),
    );
    for (const conditions of all) {
      // Distance costs seconds, so it is measured under the budgeted conditions only.
      if ((quick || !isNear(conditions)) && !hasBudget(conditions)) continue;
      progress(`time to status: ${describe(conditions)}`);
      if (conditions.slowdown > 1 && cells.every((cell) => cell.slowdown === 1))
        await tab.slowDown(conditions.slowdown);
      const count = hasBudget(conditions) ? (isNear(conditions) ? budgetRounds : farRounds) : rounds;
      cells.push({ ...conditions, samples: await measure(tab, servers, conditions, count) });
    }
  } finally {
    tab.close();
    await browser.close();
    await servers.close();
  }
  return findings(cells, { rounds, budgetRounds, farRounds });
}

const describe = ({ delay, isWarm, preconnect, roundTrip, slowdown }: Conditions): string =>
  `${delay * 1000} ms, round trip ${roundTrip * 1000} ms, ${isWarm ? "warm" : "cold"}${preconnect ? ", preconnect" : ""}${slowdown > 1 ? `, ${slowdown}× slower` : ""}`;

const OTHERS = KINDS.filter((kind) => kind !== "snippet");

const ms = (value: number): string => value.toFixed(1);

const STAGES: [name: string, length: (sample: Sample) => number][] = [
  ["document", ({ scriptStart, asked }) => scriptStart ?? asked],
  ["script loads", ({ scriptStart, scriptEnd }) => (scriptEnd ?? 0) - (scriptStart ?? 0)],
  ["script runs until it asks", ({ scriptEnd, asked }) => (scriptEnd === null ? 0 : asked - scriptEnd)],
  ["question and its frame", ({ asked, text }) => text - asked],
  ["paint", ({ text, painted: end }) => end - text],
];

function findings(
  cells: Cell[],
  { rounds, budgetRounds, farRounds }: Record<"rounds" | "budgetRounds" | "farRounds", number>,
): Findings {
  const budgeted = cells.filter((cell) => hasBudget(cell) && isNear(cell));
  const stages = budgeted.flatMap((cell) =>
    ALL_KINDS.map((kind) => ({
      name: `${cell.isWarm ? "warm" : "cold"}, ${kind}`,
      lengths: STAGES.map(([, length]) => of(cell, kind, length)),
    })),
  );
  return {
    title: "Time to status",
    method: [
      "From navigation start until the status is painted (a task after the next animation frame), in " +
        `headless Chromium. Medians of ${rounds} runs of each kind in turns, of ${budgetRounds} under the ` +
        `budgeted conditions (20 ms, no preconnect, no throttling), and of ${farRounds} at a distance. A ratio is the median of the rounds' ratios. The site and LHC ` +
        "are cross-site, in a separate process. LHC takes 0, 20 or 100 ms; the site responds immediately. The pages load one " +
        "after another in a tab without a DevTools session. Warm: the script is in the HTTP cache and its code is compiled. " +
        "Cold: the script has a new URL each time. The snippet is an inline script that asks by JSONP; both transports are " +
        "compared with it.",
      "**The minimal script** is a file of a few lines that asks once from an empty frame of its own, as the badge does " +
        "(CONTRIBUTING.md explains why). Its difference to the snippet is the cost of loading a file and creating a " +
        "frame. The difference between it and `jsonp` is the cost of the badge's own code. **minimal, large** is the same script at " +
        "the start of the badge's file: nothing in a file of that size can ask sooner. **Lit** is a LitElement with the badge's " +
        "nodes and styles that asks once like the minimal script, so the difference between the two is the cost of Lit alone.",
      "**preload** is the fast form: an inline script sends the question ahead ([First status sooner](preload.md)). Its " +
        "minimal script takes the same response. **At a distance**, a relay delays each direction of both servers, and the " +
        "set-up of each connection takes one round trip. LHC's own widget was recorded once, in 2026, against a real LHC over " +
        "such a network (cold, medians of nine): 316 ms at a round trip of 40 ms and 632 ms at 150 ms, where the snippet " +
        "took 114 and 340 ms.",
      "Limits: no TLS, no bandwidth limit, no lost packets. Frames are painted every 16.7 ms, which rounds the times.",
    ],
    tables: [
      {
        title: "Milliseconds until the status is painted",
        head: [
          "LHC takes",
          "round trip",
          "cache",
          "preconnect",
          "CPU",
          "snippet",
          ...OTHERS.flatMap((kind) => [kind === "minimal" ? "minimal script" : kind, "ratio"]),
        ],
        rows: cells.map((cell) => [
          `${cell.delay * 1000} ms`,
          `${cell.roundTrip * 1000} ms`,
          cell.isWarm ? "warm" : "cold",
          cell.preconnect ? "yes" : "no",
          cell.slowdown > 1 ? `${cell.slowdown}× slower` : "not throttled",
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
        title: "Time until the status is painted, if LHC takes 20 ms",
        unit: "ms",
        kind: "stacked bars",
        categories: stages.map(({ name }) => name),
        series: STAGES.map(([name], i) => ({ name, values: stages.map(({ lengths }) => lengths[i]!) })),
      },
    ],
    verdicts: verdictsOf(cells.filter(hasBudget)),
  };
}

function verdictsOf(cells: Cell[]): Findings["verdicts"] {
  const verdict = (
    cell: Cell,
    text: string,
    found: number,
    budget: number,
  ): Findings["verdicts"][number] => ({
    what: `time to status: ${describe(cell)}, ${text}: ${found.toFixed(2)}, budget ${budget}`,
    isMet: found <= budget,
    isEnforced: false,
  });
  return cells.flatMap((cell) => {
    if (isNear(cell)) {
      const [large, lit] = REASONS.map((kind) => ratio(cell, kind, "minimal").toFixed(2));
      const what = `jsonp, times the minimal script's (at the start of the badge's file: ${large}; Lit: ${lit})`;
      return [verdict(cell, what, ratio(cell, "jsonp", "minimal"), 1.1)];
    }
    if (cell.isWarm) return [];
    const later = (kind: Kind): number =>
      (painted(cell, kind) - painted(cell, "snippet")) / (cell.roundTrip * 1000);
    const [least, large] = (["minimal", "minimal, large"] as const).map((kind) => later(kind).toFixed(2));
    return [
      verdict(
        cell,
        `jsonp, round trips later than the snippet (minimal script: ${least}, at the start of the badge's file: ${large})`,
        later("jsonp"),
        1.15,
      ),
      cell.roundTrip === ROUND_TRIPS.at(-1)
        ? verdict(cell, "preload, times the snippet's", ratio(cell, "preload"), 1.15)
        : verdict(
            cell,
            "preload, times its minimal script's",
            ratio(cell, "preload", "minimal, preload"),
            1.1,
          ),
    ];
  });
}
