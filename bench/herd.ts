/** Whether visitors come back to a server all at once: 100,000 pages, by the real code under a simulated clock. */
import type { Findings, Run } from "./part.ts";
import { bundleCore } from "./simulation/core.ts";
import { CROWD, type Load, loadOf, type Scenario } from "./simulation/crowd.ts";
import { INTERVAL, lhcStatus, snippet, type Watcher } from "./simulation/watchers.ts";
import { median } from "./statistics.ts";

const SEED = 3600;
/** Of the crowd: more take minutes. They are independent, so all numbers grow with them, and ratios do not. */
const PAGES = 20_000;
const PAGES_IF_QUICK = 5_000;
const BAR = 3;

/** The server goes down, and is back. */
const DOWN = 3 * INTERVAL;
const BACK = DOWN + 600;
const HOUR = 10 * INTERVAL;

const SCENARIOS = {
  outage: { opening: INTERVAL, end: BACK + 10 * INTERVAL, isDown: (time) => time >= DOWN && time < BACK },
  /** Who is there when the clock strikes came at any time before: the questions must not fall on it. */
  hour: { opening: HOUR, end: HOUR + INTERVAL },
  within1: { opening: 1, end: 5.5 * INTERVAL },
  within10: { opening: 10, end: 1.5 * INTERVAL },
  within60: { opening: 60, end: 1.5 * INTERVAL },
} satisfies Record<string, Scenario>;

interface Burst {
  /** Questions. */
  busiest: number;
  /** Questions per second. */
  mean: number;
}

const sum = (counts: number[]): number => counts.reduce((all, count) => all + count, 0);
const ratio = ({ busiest, mean }: Burst): number => busiest / mean;

/** In the interval from then on. */
function burst({ perSecond }: Load, from: number): Burst {
  const first = perSecond.slice(from, from + INTERVAL);
  return { busiest: Math.max(...first), mean: sum(first) / INTERVAL };
}

/** In the window around the n-th question after the first, that has each page's n-th question in it, and no other. */
const around = (load: Load, n: number): Burst => burst(load, (n - 0.5) * INTERVAL);

/** A load that rises slowly to the usual one is no crowd: by then it is the usual one that counts. */
const byUsualLoad = ({ perSecond }: Load): Burst => ({
  busiest: Math.max(...perSecond.slice(BACK)),
  mean: CROWD / INTERVAL,
});

type Loads = Record<keyof typeof SCENARIOS, Load>;

/** The bar is for the badge alone. */
const READINGS: { what: string; of: (loads: Loads) => Burst; bar?: "enforced" | "not yet" }[] = [
  {
    what: "back after ten minutes: the first minute",
    of: ({ outage }) => burst(outage, BACK),
    bar: "enforced",
  },
  {
    what: "back after ten minutes: the first ten minutes, by the usual load",
    of: ({ outage }) => byUsualLoad(outage),
  },
  {
    what: "on the hour, opened in the ten minutes before",
    of: ({ hour }) => burst(hour, HOUR),
    bar: "enforced",
  },
  {
    what: "opened within 1 s, interval 1 after it",
    of: ({ within1 }) => around(within1, 1),
    bar: "not yet",
  },
  { what: "opened within 1 s, interval 2 after it", of: ({ within1 }) => around(within1, 2) },
  { what: "opened within 1 s, interval 5 after it", of: ({ within1 }) => around(within1, 5) },
  { what: "opened within 10 s, interval 1 after it", of: ({ within10 }) => around(within10, 1) },
  { what: "opened within 60 s, interval 1 after it", of: ({ within60 }) => around(within60, 1) },
];

/** The mean over `width` seconds, so that a chart can be read. */
const smoothed = ({ perSecond }: Load, from: number, to: number, width: number): number[] =>
  Array.from({ length: (to - from) / width }, (_, i) => {
    const begin = from + i * width;
    return sum(perSecond.slice(begin, begin + width)) / width;
  });

export async function herd({ quick, progress }: Run): Promise<Findings> {
  const pages = quick ? PAGES_IF_QUICK : PAGES;
  const watchers: [string, Watcher][] = [
    ["lhc-status", lhcStatus(await bundleCore(), "page")],
    ["snippet", snippet],
  ];
  const crowds: { name: string; loads: Loads }[] = [];
  for (const [name, watcher] of watchers) {
    const loads: Partial<Loads> = {};
    for (const [key, scenario] of Object.entries(SCENARIOS)) {
      progress(`herd: ${key}, ${name}, ${pages.toLocaleString("en")} pages`);
      loads[key as keyof Loads] = await loadOf(watcher, scenario, { pages, seed: SEED, since: BACK });
    }
    crowds.push({ name, loads: loads as Loads });
  }
  const { end } = SCENARIOS.outage;
  const ours = crowds[0]!.loads;
  const curves = (of: (loads: Loads) => number[]) =>
    crowds.map(({ name, loads }) => ({ name, values: of(loads) }));
  const outage = curves((loads) => smoothed(loads.outage, DOWN - INTERVAL, end, 10));
  const within1 = curves((loads) => smoothed(loads.within1, INTERVAL / 2, 5.5 * INTERVAL, 1));
  return {
    title: "A crowd that comes back",
    how: how(pages),
    tables: [
      {
        title: "The busiest second",
        head: ["", "", "questions in it", "mean per second of the first interval", "ratio"],
        rows: READINGS.flatMap(({ what, of }) =>
          crowds.map(({ name, loads }) => {
            const found = of(loads);
            const busiest = Math.round(found.busiest).toLocaleString("en");
            return [what, name, busiest, found.mean.toFixed(0), ratio(found).toFixed(2)];
          }),
        ),
      },
      {
        title: "Ten minutes down",
        head: [
          "",
          "questions of a page meanwhile",
          "back: median page asks after",
          "p95",
          "pages not back in 10 min",
        ],
        rows: crowds.map(({ name, loads: { outage: load } }) => [
          name,
          (sum(load.perSecond.slice(DOWN, BACK)) / CROWD).toFixed(1),
          `${median(load.returns).toFixed(0)} s`,
          `${load.returns[Math.floor(0.95 * load.returns.length)]!.toFixed(0)} s`,
          `${(100 * (1 - load.returns.length / pages)).toFixed(0)} %`,
        ]),
      },
    ],
    charts: [
      {
        name: "herd-outage",
        title: "Questions per second of 100,000 pages; the server is down from 0 to 10 min",
        unit: "questions per second, mean of 10 s",
        kind: "lines",
        categories: outage[0]!.values.map((_, i) => `${((i * 10 - INTERVAL) / 60).toFixed(1)} min`),
        series: outage,
      },
      {
        name: "herd-hour",
        title: "Questions per second of 100,000 pages that were opened within 1 s",
        unit: "questions per second",
        kind: "lines",
        categories: within1[0]!.values.map((_, i) => `${i + INTERVAL / 2} s`),
        series: within1,
      },
    ],
    verdicts: READINGS.filter(({ bar }) => bar).map(({ what, of, bar }) => {
      const found = ratio(of(ours));
      return {
        what: `herd: ${what}: the busiest second is ${found.toFixed(2)} of the mean, at most ${BAR}`,
        holds: found <= BAR,
        isEnforced: bar === "enforced",
      };
    }),
  };
}

const how = (pages: number): string[] => [
  `${pages.toLocaleString("en")} visible pages, from the seed ${SEED}, stand for ${CROWD.toLocaleString("en")}: they ` +
    "know nothing of each other, so the counts grow with their number and the ratios do not. They run `src/core.ts` " +
    "itself under a simulated clock, and share nothing, so each is a visitor. The snippet is `setInterval`.",
  "**Back after ten minutes**: the pages are opened at random within a minute, ask for three minutes, and then each " +
    "question fails at once for ten minutes. The busiest second of the first minute in which the server is back is " +
    "held against the mean of that minute. The badge comes back slowly, as the second table says, so the load then " +
    "rises to what it was; the busiest second on this way is held against the usual load, pages / interval.",
  "**On the hour**: the pages are opened at random in the ten minutes before, and stay. Questions that kept to the wall " +
    "clock, or to the time slots in their URLs, would come together then.",
  "**Opened within 1, 10 or 60 s**: a crowd that comes at once, and stays. Their first questions come as the visitors do: " +
    "who opens pages at once asks at once, and no script can help it. What is counted is the minute that holds everybody's " +
    "second question (from 30 s to 90 s after they came), and later ones. ±10 % of an interval of 60 s are 12 s, so all " +
    "second questions fall within these: five times the mean, by arithmetic, and less from interval to interval.",
];
