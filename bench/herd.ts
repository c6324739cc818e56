/** Whether visitors come back to a server all at once: 100,000 pages, by the real code under a simulated clock. */
import type { Chart, Findings, Run, Table, Verdict } from "./part.ts";
import { SimulatedClock } from "./simulation/clock.ts";
import { bundleCore } from "./simulation/core.ts";
import { SimulatedPage } from "./simulation/page.ts";
import { INTERVAL, lhcStatus, snippet, type Watcher } from "./simulation/watchers.ts";
import { median, randomFrom } from "./statistics.ts";

const SEED = 3600;
/** Of the 100,000: more take minutes. They are independent, so all numbers grow with them, and ratios do not. */
const PAGES = 20_000;
const PAGES_IF_QUICK = 5_000;
const CROWD = 100_000;
/** Pages know nothing of each other, so they need not be there at once. */
const BATCH = 5000;
const OUTAGE = 600;
const BAR = 3;

interface Scenario {
  /** Seconds within which the pages are opened, at random, from 0 on. */
  readonly opening: number;
  readonly end: number;
  readonly isDown: (time: number) => boolean;
}

interface Load {
  /** Questions in each second, of the whole crowd. */
  perSecond: number[];
  /** For each page the seconds from `since` to its first question after it. */
  returns: number[];
}

async function simulate(
  watcher: Watcher,
  { opening, end, isDown }: Scenario,
  pages: number,
  since: number,
  progress: (done: number) => void,
): Promise<Load> {
  const random = randomFrom(SEED);
  const perSecond = Array.from({ length: end }, () => 0);
  const returns: number[] = [];
  for (let done = 0; done < pages; done += BATCH) {
    progress(done);
    const clock = new SimulatedClock();
    for (let i = 0; i < BATCH; i++) {
      let isBack = false;
      const page = new SimulatedPage({
        clock,
        random,
        asked() {
          perSecond[Math.floor(clock.now)]!++;
          if (!isBack && clock.now >= since) {
            isBack = true;
            returns.push(clock.now - since);
          }
          return !isDown(clock.now);
        },
      });
      clock.at(random() * opening, () => void watcher(page));
    }
    // Finer than what a page does after an answer, so that no two of its own events fall together.
    await clock.run(end, 0.01);
  }
  const scale = CROWD / pages;
  return { perSecond: perSecond.map((count) => count * scale), returns };
}

interface Burst {
  /** Questions. */
  busiest: number;
  /** Questions per second. */
  mean: number;
  ratio: number;
}

function burst(perSecond: number[], from: number): Burst {
  const first = perSecond.slice(from, from + INTERVAL);
  const mean = first.reduce((sum, count) => sum + count, 0) / INTERVAL;
  const busiest = Math.max(...first);
  return { busiest, mean, ratio: busiest / mean };
}

const row = (what: string, who: string, { busiest, mean, ratio }: Burst): (string | number)[] => [
  what,
  who,
  Math.round(busiest).toLocaleString("en"),
  mean.toFixed(0),
  ratio.toFixed(2),
];

const verdict = (what: string, { ratio }: Burst, isEnforced: boolean): Verdict => ({
  what: `herd: ${what}: the busiest second is ${ratio.toFixed(2)} of the mean, at most ${BAR}`,
  holds: ratio <= BAR,
  isEnforced,
});

/** The mean over `width` seconds, so that a chart can be read. */
const smoothed = (perSecond: number[], from: number, to: number, width: number): number[] =>
  Array.from(
    { length: (to - from) / width },
    (_, i) =>
      perSecond.slice(from + i * width, from + (i + 1) * width).reduce((sum, count) => sum + count, 0) /
      width,
  );

export async function herd({ quick, progress }: Run): Promise<Findings> {
  const makeCore = await bundleCore();
  const pages = quick ? PAGES_IF_QUICK : PAGES;
  const watchers: [string, Watcher][] = [
    ["lhc-status", lhcStatus(makeCore, "page")],
    ["snippet", snippet],
  ];
  const calm = 3 * INTERVAL;
  const back = calm + OUTAGE;
  const outage: Scenario = {
    opening: INTERVAL,
    end: back + 10 * INTERVAL,
    isDown: (time) => time >= calm && time < back,
  };
  /** Who is there when the clock strikes came at any time before: the questions must not fall on it. */
  const hour = 10 * INTERVAL;
  const present: Scenario = { opening: hour, end: hour + INTERVAL, isDown: () => false };
  const onTheHour = (opening: number): Scenario => ({
    opening,
    end: (opening === 1 ? 5.5 : 1.5) * INTERVAL,
    isDown: () => false,
  });
  /** A window around the n-th question after the first, that has each page's n-th question in it, and no other. */
  const around = (n: number): number => (n - 0.5) * INTERVAL;

  const bursts: (string | number)[][] = [];
  const returns: (string | number)[][] = [];
  const verdicts: Verdict[] = [];
  const curves: Record<"outage" | "hour", Chart["series"]> = { outage: [], hour: [] };
  for (const [name, watcher] of watchers) {
    const isOurs = name === "lhc-status";
    const run = (what: string, scenario: Scenario): Promise<Load> =>
      simulate(watcher, scenario, pages, back, (done) => {
        progress(
          `herd: ${what}, ${name}, page ${done.toLocaleString("en")} of ${pages.toLocaleString("en")}`,
        );
      });
    const after = await run("ten minutes down", outage);
    const first = burst(after.perSecond, back);
    bursts.push(row("back after ten minutes: the first minute", name, first));
    // A load that rises slowly to the usual one is no crowd: by then it is the usual one that counts.
    const later = {
      ...first,
      busiest: Math.max(...after.perSecond.slice(back).filter(Number.isFinite)),
      mean: CROWD / INTERVAL,
    };
    bursts.push(
      row("back after ten minutes: the first ten minutes, by the usual load", name, {
        ...later,
        ratio: later.busiest / later.mean,
      }),
    );
    if (isOurs) verdicts.push(verdict("back after ten minutes, first minute", first, true));
    const inOrder = [...after.returns].sort((a, b) => a - b);
    const silent = pages - inOrder.length;
    returns.push([
      name,
      after.perSecond
        .slice(calm, back)
        .reduce((sum, count) => sum + count / CROWD, 0)
        .toFixed(1),
      `${median(inOrder).toFixed(0)} s`,
      `${inOrder[Math.floor(0.95 * inOrder.length)]!.toFixed(0)} s`,
      `${((100 * silent) / pages).toFixed(0)} %`,
    ]);
    curves.outage.push({ name, values: smoothed(after.perSecond, calm - INTERVAL, outage.end, 10) });

    const struck = await run("on the hour", present);
    const stroke = burst(struck.perSecond, hour);
    bursts.push(row("on the hour, opened in the ten minutes before", name, stroke));
    if (isOurs) verdicts.push(verdict("on the hour, first minute", stroke, true));

    for (const opening of [1, 10, 60]) {
      const { perSecond } = await run(`opened within ${opening} s`, onTheHour(opening));
      for (const n of opening === 1 ? [1, 2, 5] : [1]) {
        const found = burst(perSecond, around(n));
        const what = `opened within ${opening} s, interval ${n} after it`;
        bursts.push(row(what, name, found));
        if (isOurs && opening === 1 && n === 1) verdicts.push(verdict(what, found, false));
      }
      if (opening === 1)
        curves.hour.push({ name, values: smoothed(perSecond, INTERVAL / 2, 5.5 * INTERVAL, 1) });
    }
  }
  const ordered = (rows: (string | number)[][]): (string | number)[][] =>
    [...new Set(rows.map(([what]) => what))].flatMap((what) => rows.filter((one) => one[0] === what));
  return {
    title: "A crowd that comes back",
    how: how(pages),
    tables: [
      {
        title: "The busiest second",
        head: ["", "", "questions in it", "mean per second of the first interval", "ratio"],
        rows: ordered(bursts),
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
        rows: returns,
      } satisfies Table,
    ],
    charts: [
      {
        name: "herd-outage",
        title: "Questions per second of 100,000 pages; the server is down from 0 to 10 min",
        unit: "questions per second, mean of 10 s",
        kind: "lines",
        categories: curves.outage[0]!.values.map((_, i) => `${((i * 10 - INTERVAL) / 60).toFixed(1)} min`),
        series: curves.outage,
      },
      {
        name: "herd-hour",
        title: "Questions per second of 100,000 pages that were opened within 1 s",
        unit: "questions per second",
        kind: "lines",
        categories: curves.hour[0]!.values.map((_, i) => `${i + INTERVAL / 2} s`),
        series: curves.hour,
      },
    ],
    verdicts,
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
