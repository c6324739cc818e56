/** What many elements on one page cost: to mount, and to update when an answer arrives. */
import type { Browser } from "playwright-core";
import { bareBadge, bareElement, workingBadge } from "../scripts/lib/bare-element.ts";
import { shippedScript } from "./shipped-script.ts";
import { startBrowser } from "./browser.ts";
import type { Findings, Run } from "./part.ts";
import { type Servers, startServers } from "./servers/start.ts";
import { median, medianRatio } from "./statistics.ts";
import { openPlainTab, REPORT } from "./plain-tab.ts";

/** Elements on the largest page. */
const MAX_ELEMENTS = 1000;
/** Seconds that LHC takes: enough to mount all elements before the answer arrives. */
const DELAY = 0.6;

/** Milliseconds. */
interface Times {
  mount: number;
  update: number;
}

/** What only DevTools can read. A DevTools session changes the times, so these come from separate runs. */
interface Counts {
  layouts: number;
  /** Bytes per element. */
  heap: number;
  questions: number;
}

const KINDS = [
  "lhc-status",
  "bare LitElement",
  "LitElement with the badge's nodes",
  "LitElement with nodes, labels, states, event",
] as const;
type Kind = (typeof KINDS)[number];

/**
 * Runs in the page. An element's update runs in microtasks, before the next paint. A hundred microtasks in a row are
 * longer than any chain of an element's. `onAnswer` is called by LHC's answer, from its frame.
 */
const HARNESS = `
const settled = async (start) => {
  for (let i = 0; i < 100; i++) await null;
  return performance.now() - start;
};
const painted = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
var onAnswer;
async function run(tag, count) {
  const updated = new Promise((resolve) => {
    onAnswer = () => resolve(settled(performance.now()));
  });
  let start = performance.now();
  const all = Array.from({ length: count }, () => document.createElement(tag));
  for (const element of all) element.text = "Checking…";
  document.body.append(...all);
  const mount = await settled(start);
  await painted();
  if (tag === "lhc-status") {
    if (all.at(-1).status !== "checking") throw new Error("The answer arrived before the elements were painted");
    await updated;
    if (all.at(-1).status !== "online") throw new Error("The answer did not reach the elements");
  } else {
    onAnswer();
    for (const element of all) element.text = "Online";
  }
  const update = await updated;
  await painted();
  return { mount, update };
}`;

const page = (tag: string, script: string, attributes = ""): string => `<!doctype html>
<link rel="icon" href="data:,"><title>A site</title>
<body><script src="${script}" ${attributes}></script>
<script>${REPORT}${HARNESS}
const count = Number(new URLSearchParams(location.search).get("count"));
const measured = () => run("${tag}", count);
if (location.search.includes("report=")) addEventListener("load", () => painted().then(measured).then(report));
</script>`;

const urlOf = (servers: Servers, kind: Kind, count: number): string =>
  `${servers.site}/${KINDS.indexOf(kind)}?count=${count}`;

async function countsOf(browser: Browser, servers: Servers, kind: Kind, count: number): Promise<Counts> {
  const context = await browser.newContext();
  try {
    const tab = await context.newPage();
    await tab.goto(urlOf(servers, kind, count));
    const devTools = await context.newCDPSession(tab);
    const heap = async (): Promise<number> => {
      for (let i = 0; i < 3; i++) await devTools.send("HeapProfiler.collectGarbage");
      return (await devTools.send("Runtime.getHeapUsage")).usedSize;
    };
    await devTools.send("Performance.enable");
    const layoutCount = async (): Promise<number> => {
      const { metrics } = await devTools.send("Performance.getMetrics");
      return metrics.find(({ name }) => name === "LayoutCount")!.value;
    };
    const before = { heap: await heap(), layouts: await layoutCount(), questions: await servers.questions() };
    await tab.evaluate("measured()");
    return {
      layouts: (await layoutCount()) - before.layouts,
      heap: ((await heap()) - before.heap) / count,
      questions: (await servers.questions()) - before.questions,
    };
  } finally {
    await context.close();
  }
}

export async function mount({ quick, progress }: Run): Promise<Findings> {
  const servers = await startServers();
  const browser = await startBrowser();
  const tab = await openPlainTab(browser);
  const times = new Map<string, Times[]>();
  const counts = new Map<string, Counts>();
  const rounds = quick ? 3 : 15;
  const sizes = quick ? [1, MAX_ELEMENTS] : [1, 100, MAX_ELEMENTS];
  try {
    const html = (body: string) => ({ type: "text/html", body, isCached: false });
    const js = (body: string) => ({ type: "text/javascript", body, isCached: true });
    await servers.configure({
      delay: DELAY,
      answer: 'parent.onAnswer();{callback}({"isonline":true})',
      files: {
        "/lhc-status.js": js(shippedScript()),
        "/bare-element.js": js(await bareElement()),
        "/bare-badge.js": js(await bareBadge()),
        "/working-badge.js": js(await workingBadge()),
        "/0": html(page("lhc-status", "lhc-status.js", `data-lhc-base-url="${servers.lhc}"`)),
        "/1": html(page("bare-element", "bare-element.js")),
        "/2": html(page("bare-element", "bare-badge.js")),
        "/3": html(page("bare-element", "working-badge.js")),
      },
    });
    for (let round = 0; round < rounds; round++) {
      for (const count of sizes) {
        for (const kind of round % 2 ? KINDS : [...KINDS].reverse()) {
          progress(`mount: round ${round + 1} of ${rounds}, ${count} × ${kind}`);
          const key = `${kind} ${count}`;
          if (!round) counts.set(key, await countsOf(browser, servers, kind, count));
          const found = (await tab.visit(urlOf(servers, kind, count))) as Times;
          times.set(key, [...(times.get(key) ?? []), found]);
        }
      }
    }
  } finally {
    tab.close();
    await browser.close();
    await servers.close();
  }
  return findings(times, counts, rounds, sizes);
}

function findings(
  times: Map<string, Times[]>,
  counts: Map<string, Counts>,
  rounds: number,
  sizes: number[],
): Findings {
  const timeOf = (kind: Kind, count: number, what: keyof Times): number =>
    median(times.get(`${kind} ${count}`)!.map((one) => one[what]));
  const countOf = (kind: Kind, count: number, what: keyof Counts): number =>
    counts.get(`${kind} ${count}`)![what];
  const script = (kind: Kind, count: number): number[] =>
    times.get(`${kind} ${count}`)!.map((one) => one.mount + one.update);
  const [ours, bare, nodes, working] = KINDS;
  const scriptRatio = (count: number, kind: Kind, other: Kind): number =>
    medianRatio(script(kind, count), script(other, count));
  const toNodes = scriptRatio(MAX_ELEMENTS, ours, nodes);
  const toWorking = scriptRatio(MAX_ELEMENTS, ours, working);
  const questions = countOf(ours, MAX_ELEMENTS, "questions");
  return {
    title: "Many elements on a page",
    method: [
      `Medians of ${rounds} runs in turns, each on a new page of a tab without a DevTools session. All elements are created and inserted together. ` +
        "After the first paint, LHC's answer changes the text of the badges, and a property changes that of the bare " +
        "LitElements. Script time is the time to create and insert the elements, up to the paint, and the time from the " +
        "answer (or the property) to the next paint. The badges' time includes the question and its empty frame, which is " +
        "most of the cost of a single badge. Layouts, heap and questions come from a separate run with a DevTools session. " +
        "Heap is what remains after garbage collection, divided by the number of elements; with one element, most of it is a one-time cost.",
      "The LitElement with the badge's nodes renders the same parts, slots, labels and style sheet with " +
        "lit-html. It has one property, and an update changes one class. The last LitElement also does what any badge " +
        "must do: an update moves the label of the state into the badge, sets a custom state and dispatches an event. " +
        "The difference between the two is the price of showing a change, and what the badge takes beyond it is the " +
        "cost of its own code: properties, validation, languages, and one subscription per element.",
    ],
    tables: [
      {
        title: "Mount and update",
        head: ["", "mount, script", "update, script", "layouts", "heap per element", "questions"],
        rows: sizes.flatMap((count) =>
          KINDS.map((kind) => [
            `${count.toLocaleString("en")} × ${kind}`,
            `${timeOf(kind, count, "mount").toFixed(1)} ms`,
            `${timeOf(kind, count, "update").toFixed(1)} ms`,
            countOf(kind, count, "layouts"),
            `${(countOf(kind, count, "heap") / 1000).toFixed(1)} kB`,
            countOf(kind, count, "questions"),
          ]),
        ),
      },
      {
        title: "Script time and heap per element of the badge, as ratios",
        head: ["", "script", "heap per element"],
        rows: sizes.flatMap((count) =>
          [bare, nodes, working].map((kind) => [
            `${count.toLocaleString("en")}, to the ${kind}`,
            scriptRatio(count, ours, kind).toFixed(2),
            (countOf(ours, count, "heap") / countOf(kind, count, "heap")).toFixed(2),
          ]),
        ),
      },
    ],
    charts: [
      {
        name: "mount",
        title: `Script time of ${MAX_ELEMENTS.toLocaleString("en")} elements`,
        unit: "ms",
        kind: "stacked bars",
        categories: [...KINDS],
        series: [
          { name: "mount", values: KINDS.map((kind) => timeOf(kind, MAX_ELEMENTS, "mount")) },
          { name: "update", values: KINDS.map((kind) => timeOf(kind, MAX_ELEMENTS, "update")) },
        ],
      },
    ],
    verdicts: [
      {
        what: `mount: ${MAX_ELEMENTS} elements ask ${questions} question, budget 1`,
        isMet: questions === 1,
        isEnforced: true,
      },
      {
        what:
          `mount: ${MAX_ELEMENTS} elements take ${toNodes.toFixed(2)} times the script time of LitElements with the badge's nodes, ` +
          `budget 1.5 (those that show a change take ${scriptRatio(MAX_ELEMENTS, working, nodes).toFixed(2)} times that)`,
        isMet: toNodes <= 1.5,
        isEnforced: false,
      },
      {
        what:
          `mount: ${MAX_ELEMENTS} elements take ${toWorking.toFixed(2)} times the script time of LitElements that show ` +
          "a change, budget 2",
        isMet: toWorking <= 2,
        // Like the other times: three rounds vary too much.
        isEnforced: false,
      },
    ],
  };
}
