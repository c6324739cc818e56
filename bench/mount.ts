/** What many elements on one page cost: made, and changed by an answer. */
import type { Browser } from "playwright-core";
import { bareBadge, bareElement } from "../scripts/lib/bare-element.ts";
import { shippedScript } from "./shipped-script.ts";
import { startBrowser } from "./browser.ts";
import type { Findings, Run } from "./part.ts";
import { type Servers, startServers } from "./servers/start.ts";
import { median, medianRatio } from "./statistics.ts";
import { openUndrivenTab, TELL } from "./undriven-tab.ts";

/** Elements on a page. */
const MOST = 1000;
/** Seconds: long enough for all elements to be made before the answer comes. */
const DELAY = 0.6;

/** Milliseconds. */
interface Times {
  mount: number;
  update: number;
}

/** What only a driver can see; with one, times are others. */
interface Counts {
  layouts: number;
  /** Bytes for each element. */
  heap: number;
  questions: number;
}

const KINDS = ["lhc-status", "bare LitElement", "LitElement with the badge's nodes"] as const;
type Kind = (typeof KINDS)[number];

/**
 * In the page. Script that follows of something runs in microtasks, before anything is painted: a hundred of them in a
 * row are longer than any chain of the elements. `answerCame` is called by LHC's answer, in its frame.
 */
const HARNESS = `
const settled = async (start) => {
  for (let i = 0; i < 100; i++) await null;
  return performance.now() - start;
};
const painted = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
var answerCame;
async function run(tag, count) {
  const updated = new Promise((resolve) => {
    answerCame = () => resolve(settled(performance.now()));
  });
  let start = performance.now();
  const all = Array.from({ length: count }, () => document.createElement(tag));
  for (const element of all) element.text = "Checking…";
  document.body.append(...all);
  const mount = await settled(start);
  await painted();
  if (tag === "lhc-status") {
    if (all.at(-1).status !== "checking") throw new Error("The answer came before the elements were painted");
    await updated;
    if (all.at(-1).status !== "online") throw new Error("The answer did not reach the elements");
  } else {
    answerCame();
    for (const element of all) element.text = "Online";
  }
  const update = await updated;
  await painted();
  return { mount, update };
}`;

const page = (tag: string, script: string, attributes = ""): string => `<!doctype html>
<link rel="icon" href="data:,"><title>A site</title>
<body><script src="${script}" ${attributes}></script>
<script>${TELL}${HARNESS}
const count = Number(new URLSearchParams(location.search).get("count"));
const measured = () => run("${tag}", count);
if (location.search.includes("tell=")) addEventListener("load", () => painted().then(measured).then(tell));
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
  const tab = await openUndrivenTab(browser);
  const times = new Map<string, Times[]>();
  const counts = new Map<string, Counts>();
  const rounds = quick ? 3 : 15;
  const sizes = quick ? [1, MOST] : [1, 100, MOST];
  try {
    const html = (body: string) => ({ type: "text/html", body, isCached: false });
    const js = (body: string) => ({ type: "text/javascript", body, isCached: true });
    await servers.tell({
      delay: DELAY,
      answer: 'parent.answerCame();{callback}({"isonline":true})',
      files: {
        "/lhc-status.js": js(shippedScript()),
        "/bare-element.js": js(await bareElement()),
        "/bare-badge.js": js(await bareBadge()),
        "/0": html(page("lhc-status", "lhc-status.js", `data-lhc-base-url="${servers.lhc}"`)),
        "/1": html(page("bare-element", "bare-element.js")),
        "/2": html(page("bare-element", "bare-badge.js")),
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
    await tab.close();
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
  const [ours, bare, nodes] = KINDS;
  const scriptRatio = (count: number, kind: Kind = ours): number =>
    medianRatio(script(kind, count), script(bare, count));
  const ratio = scriptRatio(MOST);
  const questions = countOf(ours, MOST, "questions");
  return {
    title: "Many elements on a page",
    how: [
      `Medians of ${rounds} runs, in turns, each in a new page of a tab that nobody drives. Elements are made and put into the page together; ` +
        "when they are painted, the badges' text changes by LHC's answer, and that of as many bare LitElements by their " +
        "property. Script time is that of making the elements and putting them in, with all that follows before the page " +
        "is painted, and the same from the moment when the answer (or the property) is there. The badges' part has the " +
        "question in it, with its empty frame: that is most of what a single badge takes. Layouts, heap and questions are of one run more, with " +
        "a driver. Heap is what is left after garbage collection, by the number of elements; with one element that is mostly what is there once for all.",
      "The LitElement with the badge's nodes has its three parts, five slots, four labels and its style sheet, by Lit's own " +
        "means, and nothing behind them: it asks nothing, knows one property, and tells nobody. What is between it and " +
        "the badge is what the badge does.",
    ],
    tables: [
      {
        title: "Made, and changed",
        head: ["", "made, script", "changed, script", "layouts", "heap per element", "questions"],
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
        title: "Ratios to the bare LitElement",
        head: ["", "script", "heap per element"],
        rows: sizes.flatMap((count) =>
          [ours, nodes].map((kind) => [
            `${count.toLocaleString("en")} × ${kind}`,
            scriptRatio(count, kind).toFixed(2),
            (countOf(kind, count, "heap") / countOf(bare, count, "heap")).toFixed(2),
          ]),
        ),
      },
    ],
    charts: [
      {
        name: "mount",
        title: `Script time of ${MOST.toLocaleString("en")} elements`,
        unit: "ms",
        kind: "stacked bars",
        categories: [...KINDS],
        series: [
          { name: "made", values: KINDS.map((kind) => timeOf(kind, MOST, "mount")) },
          { name: "changed", values: KINDS.map((kind) => timeOf(kind, MOST, "update")) },
        ],
      },
    ],
    verdicts: [
      {
        what: `mount: ${MOST} elements ask ${questions} question, at most 1`,
        holds: questions === 1,
        isEnforced: true,
      },
      {
        what:
          `mount: ${MOST} elements take ${ratio.toFixed(2)} of the bare LitElements' script time, at most 1.5 ` +
          `(the badge's nodes alone: ${scriptRatio(MOST, nodes).toFixed(2)})`,
        holds: ratio <= 1.5,
        isEnforced: false,
      },
    ],
  };
}
