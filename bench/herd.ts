/** Thundering herds: the load of 100,000 pages that run the real code under a simulated clock. */
import type { Findings, Run } from "./part.ts";
import { bundleCore } from "./simulation/core.ts";
import { CROWD, type Load, loadOf, type Scenario } from "./simulation/crowd.ts";
import { INTERVAL, lhcStatus, snippet, type Watcher } from "./simulation/watchers.ts";
import { median } from "./statistics.ts";

const SEED = 3600;
/** Simulated pages. More take minutes. Pages are independent, so counts scale with their number and ratios do not. */
const PAGES = 20_000;
const QUICK_PAGES = 2_500;
const MAX_RATIO = 3;
/** By then, most pages should have recovered from an outage. */
const BACK_SECONDS = 300;

/** When the server goes down and recovers, in seconds. */
const DOWN = 3 * INTERVAL;
const RECOVERED = DOWN + 600;
const HOUR = 10 * INTERVAL;

const SCENARIOS = {
  outage: {
    opening: INTERVAL,
    end: RECOVERED + 10 * INTERVAL,
    isDown: (time) => time >= DOWN && time < RECOVERED,
  },
  during: {
    opening: RECOVERED - DOWN,
    from: DOWN,
    end: RECOVERED + 10 * INTERVAL,
    isDown: (time) => time >= DOWN && time < RECOVERED,
  },
  /** Pages opened at random before the full hour must not all ask on the hour. */
  hour: { opening: HOUR, end: HOUR + INTERVAL },
  within1: { opening: 1, end: 5.5 * INTERVAL },
  within10: { opening: 10, end: 1.5 * INTERVAL },
  within60: { opening: 60, end: 1.5 * INTERVAL },
} satisfies Record<string, Scenario>;

interface Burst {
  /** Questions in the busiest second. */
  busiest: number;
  /** Mean questions per second. */
  mean: number;
}

const sum = (counts: number[]): number => counts.reduce((all, count) => all + count, 0);
const ratio = ({ busiest, mean }: Burst): number => busiest / mean;

/** The first interval from `from` on. */
function burst({ perSecond }: Load, from: number): Burst {
  const first = perSecond.slice(from, from + INTERVAL);
  return { busiest: Math.max(...first), mean: sum(first) / INTERVAL };
}

/** The window that contains exactly the n-th repeated question of every page. */
const around = (load: Load, n: number): Burst => burst(load, (n - 0.5) * INTERVAL);

/** Measures against the normal load, because the load after an outage rises to it slowly. */
const againstNormalLoad = ({ perSecond }: Load): Burst => ({
  busiest: Math.max(...perSecond.slice(RECOVERED)),
  mean: CROWD / INTERVAL,
});

type Loads = Record<keyof typeof SCENARIOS, Load>;

/** The budget applies to the badge alone. */
const READINGS: { what: string; of: (loads: Loads) => Burst; hasBudget?: true }[] = [
  {
    what: "first minute after a ten-minute outage",
    of: ({ outage }) => burst(outage, RECOVERED),
    hasBudget: true,
  },
  {
    what: "first ten minutes after the outage, against the normal load",
    of: ({ outage }) => againstNormalLoad(outage),
  },
  {
    what: "on the hour, pages opened in the ten minutes before",
    of: ({ hour }) => burst(hour, HOUR),
    hasBudget: true,
  },
  {
    what: "opened within 1 s, after interval 1",
    of: ({ within1 }) => around(within1, 1),
    hasBudget: true,
  },
  { what: "opened within 1 s, after interval 2", of: ({ within1 }) => around(within1, 2) },
  { what: "opened within 1 s, after interval 5", of: ({ within1 }) => around(within1, 5) },
  { what: "opened within 10 s, after interval 1", of: ({ within10 }) => around(within10, 1) },
  { what: "opened within 60 s, after interval 1", of: ({ within60 }) => around(within60, 1) },
];

/** The mean over `width` seconds, so that a chart can be read. */
const smoothed = ({ perSecond }: Load, from: number, to: number, width: number): number[] =>
  Array.from({ length: (to - from) / width }, (_, i) => {
    const begin = from + i * width;
    return sum(perSecond.slice(begin, begin + width)) / width;
  });

export async function herd({ quick, progress }: Run): Promise<Findings> {
  const pages = quick ? QUICK_PAGES : PAGES;
  const watchers: [string, Watcher][] = [
    ["lhc-status", lhcStatus(await bundleCore(), "page")],
    ["snippet", snippet],
  ];
  const crowds: { name: string; loads: Loads }[] = [];
  for (const [name, watcher] of watchers) {
    const loads: Partial<Loads> = {};
    for (const [key, scenario] of Object.entries(SCENARIOS)) {
      progress(`herd: ${key}, ${name}, ${pages.toLocaleString("en")} pages`);
      loads[key as keyof Loads] = await loadOf(watcher, scenario, { pages, seed: SEED, since: RECOVERED });
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
    title: "Thundering herds",
    method: method(pages),
    tables: [
      {
        title: "The busiest second",
        head: ["", "", "questions", "mean per second of the first interval", "ratio"],
        rows: READINGS.flatMap(({ what, of }) =>
          crowds.map(({ name, loads }) => {
            const found = of(loads);
            const busiest = Math.round(found.busiest).toLocaleString("en");
            return [what, name, busiest, found.mean.toFixed(0), ratio(found).toFixed(2)];
          }),
        ),
      },
      {
        title: "A ten-minute outage",
        head: [
          "",
          "opened",
          "questions per page during it",
          "recovery: median page asks after",
          "p95",
          "pages not recovered in 10 min",
        ],
        rows: crowds.flatMap(({ name, loads: { outage: before, during } }) =>
          Object.entries({ before, during }).map(([opened, load]) => [
            name,
            `${opened} it`,
            (sum(load.perSecond.slice(DOWN, RECOVERED)) / CROWD).toFixed(1),
            `${median(load.returns).toFixed(0)} s`,
            `${load.returns[Math.floor(0.95 * load.returns.length)]!.toFixed(0)} s`,
            `${(100 * (1 - load.returns.length / pages)).toFixed(0)} %`,
          ]),
        ),
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
        title: "Questions per second of 100,000 pages opened within 1 s",
        unit: "questions per second",
        kind: "lines",
        categories: within1[0]!.values.map((_, i) => `${i + INTERVAL / 2} s`),
        series: within1,
      },
    ],
    verdicts: [
      ...READINGS.filter(({ hasBudget }) => hasBudget).map(({ what, of }) => {
        const found = ratio(of(ours));
        return {
          what: `herd: ${what}: the busiest second is ${found.toFixed(2)} times the mean, budget ${MAX_RATIO}`,
          isMet: found <= MAX_RATIO,
          isEnforced: true,
        };
      }),
      ...Object.entries({ outage: ["before", 95], during: ["during", 90] } as const).map(
        ([key, [opened, budget]]) => {
          const back = ours[key as keyof Loads].returns.filter((time) => time <= BACK_SECONDS).length;
          const share = (100 * back) / pages;
          return {
            what: `herd: ${share.toFixed(1)} % of the pages opened ${opened} the outage ask within 5 minutes of its end, at least ${budget} %`,
            isMet: share >= budget,
            isEnforced: true,
          };
        },
      ),
    ],
  };
}

const method = (pages: number): string[] => [
  `${pages.toLocaleString("en")} visible pages (seed ${SEED}) represent ${CROWD.toLocaleString("en")}: they ` +
    "are independent, so counts scale with their number and ratios do not. They run `src/core.ts` " +
    "under a simulated clock and share nothing, so each page is a visitor. The snippet uses `setInterval`.",
  "**A ten-minute outage**: the pages open at random within a minute and poll for three minutes; then " +
    "LHC's maintenance page (503) answers every question for ten minutes, and other pages open. The busiest second of the first minute after recovery is " +
    "compared with the mean of that minute. Badges resume gradually (second table), so the load then " +
    "rises to normal; its busiest second is compared with the normal load, pages / interval.",
  "**On the hour**: the pages open at random in the ten minutes before and stay open. Questions aligned to the wall " +
    "clock, or to the time slots in their URLs, would coincide then.",
  "**Opened within 1, 10 or 60 s**: pages that open together and stay open. Their first questions arrive as the visitors do, " +
    "and no script can change that. The minute measured contains every page's " +
    "second question (30 s to 90 s after opening), or a later one. The first interval is 60 s ± 25 %, " +
    "so all second questions fall within 30 s, which is twice the mean. The ratio falls with each interval.",
];
