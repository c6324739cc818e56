/** What visitors ask, and how old is what they see: 2,000 visits, by the real code under a simulated clock. */
import type { Findings, Run } from "./part.ts";
import { bundleCore } from "./simulation/core.ts";
import { simulate } from "./simulation/simulate.ts";
import { randomVisit, type Visit } from "./simulation/visits.ts";
import { INTERVAL, lhcStatus, lhcWidget, snippet, type Watcher } from "./simulation/watchers.ts";
import { Duration, randomFrom } from "./statistics.ts";

const SEED = 60;
const VISITS = 2000;
const VISITS_IF_QUICK = 500;

interface Tally {
  questions: number;
  /** Seconds that visits lasted. */
  time: number;
  /** Seconds that a page was in front, added up. */
  visibleTime: number;
  /** How old the answers were that visible pages showed. */
  age: Duration;
}

export async function visitorHours({ quick, progress }: Run): Promise<Findings> {
  const makeCore = await bundleCore();
  const random = randomFrom(SEED);
  const count = quick ? VISITS_IF_QUICK : VISITS;
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
    const dice = randomFrom(SEED);
    for (const [i, visit] of visits.entries()) {
      if (i % 100 === 0) progress(`visitor-hours: ${name}, visit ${i} of ${count}`);
      tally.time += visit.time;
      await simulate({
        ...{ visits: [visit], watcher, random: dice, end: visit.time + 1, isShared: true },
        asked: () => Boolean(++tally.questions),
        shown(since, from, to) {
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
  const older = session.age.mean / base.age.mean;
  // Evenly spread over the time in which a page is in front, which is one at most.
  const least = session.visibleTime / (2 * 0.5 * base.questions);
  const names = [...tallies.keys()];
  const all = [...tallies.values()];
  return {
    title: "Questions per visitor-hour, and how old a status is",
    how: [
      `${visits.length} visits of ${(base.time / visits.length).toFixed(0)} s on average, the same for all, from the ` +
        `seed ${SEED}: pages per visit geometric with mean 4; reading time of a page log-normal with median 40 s and ` +
        "sigma 1; 30 % of the pages are hidden for half of that; in 20 % of the visits a second tab is open for half " +
        "of the visit, in front for half of that time, while the first tab waits behind it. The interval is " +
        `${INTERVAL} s, an answer takes 20 ms.`,
      "The badge's numbers come from `src/core.ts` itself, once for each page, with a clock, timers, tabs and storage " +
        "that are simulated. The snippet asks when the page opens, and each 60 s from then on (`setInterval`). LHC's " +
        "own widget with `checkstatus_timeout` = 60 does the same: the first status comes with its settings, and a " +
        "chain of timers asks on, in hidden pages too (`activityMonitoring.js` of its source). It is given the " +
        "question alone here: the other requests of its pages, and those by which it tells LHC whether its visitor " +
        "is active, are not counted.",
      "An age counts from when the answer was asked for, for as long as a page in front shows it. A visitor-hour is " +
        "an hour of visits, hidden pages and all; a visible hour is one of pages in front.",
      ...(least / base.age.mean > 1.1 ? [contradiction(least, least / base.age.mean)] : []),
      "Where it ends: pages open at once here, browsers do not slow the timers of hidden pages, no question fails, " +
        "and nobody comes back by the back button.",
    ],
    tables: [
      {
        title: "Questions and ages",
        head: [
          "",
          "questions per visitor-hour",
          "per visible hour",
          "of the snippet's",
          "age, mean",
          "of the snippet's",
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
        what: `visitor-hours: share="session" asks ${ratio.toFixed(3)} of the snippet's questions, at most 0.5`,
        holds: ratio <= 0.5,
        isEnforced: false,
      },
      {
        what: `visitor-hours: what it shows is ${older.toFixed(3)} as old as the snippet's, at most 1.1`,
        holds: older <= 1.1,
        isEnforced: false,
      },
    ],
  };
}

const contradiction = (seconds: number, ratio: number): string =>
  "The two lines of the bar pull against each other. Half of the snippet's questions, spread as evenly over the visible " +
  `time as can be, are answers of ${seconds.toFixed(1)} s on average, ${ratio.toFixed(2)} of the snippet's: for these ` +
  "visits no timetable has both.";
