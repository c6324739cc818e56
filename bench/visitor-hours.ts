/** Questions per visitor-hour and the age of the status shown: 2,000 visits of the real code under a simulated clock. */
import type { Findings, Run } from "./part.ts";
import { bundleCore } from "./simulation/core.ts";
import { leastAge } from "./simulation/frontier.ts";
import { simulate } from "./simulation/simulate.ts";
import { randomVisit, type Visit } from "./simulation/visits.ts";
import { INTERVAL, lhcStatus, lhcWidget, snippet, type Watcher } from "./simulation/watchers.ts";
import { Duration, randomFrom } from "./statistics.ts";

const SEED = 60;
const VISITS = 2000;
const QUICK_VISITS = 500;

interface Tally {
  questions: number;
  /** Total duration of the visits in seconds. */
  time: number;
  /** Total seconds in which a page was visible. */
  visibleTime: number;
  /** The same of each visit. */
  visible: number[];
  /** Age of the answers that visible pages showed. */
  age: Duration;
}

export async function visitorHours({ quick, progress }: Run): Promise<Findings> {
  const makeCore = await bundleCore();
  const random = randomFrom(SEED);
  const count = quick ? QUICK_VISITS : VISITS;
  const visits = Array.from({ length: count }, () => randomVisit(random));
  const watchers: [string, Watcher][] = [
    ["snippet", snippet],
    ["LHC's widget", lhcWidget],
    ['share="page"', lhcStatus(makeCore, "page")],
    ['share="tabs"', lhcStatus(makeCore, "tabs")],
    ['share="session"', lhcStatus(makeCore, "session")],
  ];
  const tallies = new Map<string, Tally>();
  for (const [name, watcher] of watchers)
    tallies.set(
      name,
      await tallyOf(visits, watcher, (i) => {
        progress(`visitor-hours: ${name}, visit ${i} of ${count}`);
      }),
    );
  const session = lhcStatus(makeCore, "session");
  return findings(visits, tallies, await tallyOf(neverHidden(visits), session));
}

/** The visits of one tab, as if its pages were always visible. */
const neverHidden = (visits: Visit[]): Visit[] =>
  visits
    .filter(({ pages }) => pages.every(({ tab }) => tab === 0))
    .map(({ time, pages }) => ({ time, pages: pages.map((page) => ({ ...page, hidden: [] })) }));

async function tallyOf(
  visits: Visit[],
  watcher: Watcher,
  progress: (i: number) => void = () => {},
): Promise<Tally> {
  const tally: Tally = { questions: 0, time: 0, visibleTime: 0, visible: [], age: new Duration() };
  const random = randomFrom(SEED);
  for (const [i, visit] of visits.entries()) {
    if (i % 100 === 0) progress(i);
    tally.time += visit.time;
    const before = tally.visibleTime;
    await simulate({
      ...{ visits: [visit], watcher, random, end: visit.time + 1, isShared: true },
      onQuestion: () => Boolean(++tally.questions),
      onShown(since, from, to) {
        tally.visibleTime += to - from;
        if (since !== null) tally.age.addGrowing(from - since, to - from);
      },
    });
    tally.visible.push(tally.visibleTime - before);
  }
  return tally;
}

function findings(visits: Visit[], tallies: Map<string, Tally>, visible: Tally): Findings {
  const base = tallies.get("snippet")!;
  const least = (tally: Tally): number => leastAge(tally.visible, tally.questions);
  const distance = (tally: Tally): number => tally.age.mean / least(tally);
  const session = distance(tallies.get('share="session"')!);
  const names = [...tallies.keys()];
  const all = [...tallies.values()];
  return {
    title: "Questions per visitor-hour and age of the status",
    method: [
      `The same ${visits.length} visits of ${(base.time / visits.length).toFixed(0)} s on average for all (seed ` +
        `${SEED}). Pages per visit are geometric with mean 4. The reading time of a page is log-normal with median 40 s ` +
        "and sigma 1. 30 % of the pages are hidden for half of that time. In 20 % of the visits a second tab is open for " +
        "half of the visit and visible for half of that time, which hides the first tab. The interval is " +
        `${INTERVAL} s; an answer takes 20 ms.`,
      "The badge's numbers come from `src/core.ts`, instantiated for each page with a simulated clock, timers, tabs and " +
        "storage. The snippet asks when the page opens and every 60 s after that (`setInterval`). LHC's " +
        "own widget with `checkstatus_timeout` = 60 does the same: its settings contain the first status, and a " +
        "chain of timers continues, in hidden pages too (`activityMonitoring.js` in its source). Only its status " +
        "questions are counted: not the other requests of its pages, nor those that report the visitor's " +
        "activity to LHC.",
      "An age starts when the answer was asked for, and counts while a visible page shows it. A visitor-hour is " +
        "an hour of visits, including hidden pages; a visible hour is an hour with a visible page.",
      "**The frontier** is the least mean age that any timetable could have with the same number of questions in these visits: " +
        "one that knows how long visits last in general, but not when this one ends, and whose status does not age while " +
        "the page is hidden. A real status does, and nobody sees what a question in a hidden page would gain. So the badge's " +
        `distance to the frontier (${session.toFixed(3)} with share="session") is mostly the age that answers gain while ` +
        `hidden: in the visits of one tab, as if its pages were always visible, it is ${distance(visible).toFixed(3)}.`,
      "Limits: pages open instantly, timers of hidden pages are not throttled, no question fails, " +
        "and nobody uses the back button.",
    ],
    tables: [
      {
        title: "Questions and ages",
        head: [
          "",
          "questions per visitor-hour",
          "per visible hour",
          "ratio to the snippet",
          "age, mean",
          "ratio to the snippet",
          "age, p95",
          "frontier",
          "ratio to it",
        ],
        rows: names.map((name, i) => {
          const { questions, time, visibleTime, age } = all[i]!;
          return [
            name,
            ((questions / time) * 3600).toFixed(1),
            ((questions / visibleTime) * 3600).toFixed(1),
            (questions / base.questions).toFixed(2),
            `${age.mean.toFixed(1)} s`,
            (age.mean / base.age.mean).toFixed(2),
            `${age.percentile(0.95).toFixed(1)} s`,
            `${least(all[i]!).toFixed(1)} s`,
            distance(all[i]!).toFixed(2),
          ];
        }),
      },
    ],
    charts: [
      {
        name: "visitor-hours",
        title: "Questions per visitor-hour",
        unit: "questions",
        kind: "bars",
        categories: names,
        series: [{ name: "questions", values: all.map(({ questions, time }) => (questions / time) * 3600) }],
      },
    ],
    verdicts: [
      {
        what:
          `visitor-hours: where no page is hidden, the mean age of share="session" is ` +
          `${distance(visible).toFixed(3)} times the least, budget 1.05 (with hidden pages ${session.toFixed(3)})`,
        isMet: distance(visible) <= 1.05,
        isEnforced: true,
      },
    ],
  };
}
