/** Questions per visitor-hour and the age of the status shown: 2,000 visits of the real code under a simulated clock. */
import type { Findings, Run } from "./part.ts";
import { bundleCore } from "./simulation/core.ts";
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
  for (const [name, watcher] of watchers) {
    const tally: Tally = { questions: 0, time: 0, visibleTime: 0, age: new Duration() };
    const pageRandom = randomFrom(SEED);
    for (const [i, visit] of visits.entries()) {
      if (i % 100 === 0) progress(`visitor-hours: ${name}, visit ${i} of ${count}`);
      tally.time += visit.time;
      await simulate({
        ...{ visits: [visit], watcher, random: pageRandom, end: visit.time + 1, isShared: true },
        onQuestion: () => Boolean(++tally.questions),
        onShown(since, from, to) {
          tally.visibleTime += to - from;
          if (since !== null) tally.age.addGrowing(from - since, to - from);
        },
      });
    }
    tallies.set(name, tally);
  }
  return findings(visits, tallies);
}

function findings(visits: Visit[], tallies: Map<string, Tally>): Findings {
  const base = tallies.get("snippet")!;
  const session = tallies.get('share="session"')!;
  const ratio = session.questions / base.questions;
  const ageRatio = session.age.mean / base.age.mean;
  // If the questions were spread evenly over the visible time. At most one page is visible at a time.
  const minAge = session.visibleTime / (2 * 0.5 * base.questions);
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
      ...(minAge / base.age.mean > 1.1 ? [contradiction(minAge, minAge / base.age.mean)] : []),
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
        what: `visitor-hours: share="session" asks ${ratio.toFixed(3)} times the snippet's questions, budget 0.5`,
        isMet: ratio <= 0.5,
        isEnforced: false,
      },
      {
        what: `visitor-hours: its mean age is ${ageRatio.toFixed(3)} times the snippet's, budget 1.1`,
        isMet: ageRatio <= 1.1,
        isEnforced: false,
      },
    ],
  };
}

const contradiction = (seconds: number, ratio: number): string =>
  "The two budgets contradict each other. With half of the snippet's questions, spread evenly over the visible time, " +
  `the mean age is ${seconds.toFixed(1)} s, ${ratio.toFixed(2)} times the snippet's: for these ` +
  "visits no schedule meets both.";
