/** Generates random visits. Pure. Times are in seconds since the visit began. */
import { geometric, logNormal } from "../statistics.ts";

interface PageView {
  /** Each tab of a visit has its own session. */
  readonly tab: 0 | 1;
  readonly from: number;
  readonly to: number;
  /** The periods in which it is hidden, in order. */
  readonly hidden: readonly (readonly [from: number, to: number])[];
}

export interface Visit {
  readonly time: number;
  readonly pages: readonly PageView[];
}

const MEAN_PAGES = 4;
const MEDIAN_SECONDS = 40;
const SIGMA = 1;
const HIDDEN_PAGES = 0.3;
const SECOND_TABS = 0.2;

/**
 * A second tab is open for half of the visit and visible for the first half of that time. Meanwhile the first tab is
 * hidden and stays on its page.
 */
export function randomVisit(random: () => number): Visit {
  const count = geometric(MEAN_PAGES, random());
  const reading: { from: number; to: number; hidden: [number, number][] }[] = [];
  let time = 0;
  for (let i = 0; i < count; i++) {
    const seconds = logNormal(MEDIAN_SECONDS, SIGMA, [random(), random()]);
    const hiddenFrom = time + (random() * seconds) / 2;
    const isHidden = random() < HIDDEN_PAGES;
    reading.push({
      from: time,
      to: time + seconds,
      hidden: isHidden ? [[hiddenFrom, hiddenFrom + seconds / 2]] : [],
    });
    time += seconds;
  }
  if (random() >= SECOND_TABS) return { time, pages: reading.map((page) => ({ tab: 0, ...page })) };

  // The second tab is visible for a quarter of the visit, so the visit lasts four thirds of the reading time.
  const front = time / 3;
  const start = random() * 2 * front;
  const later = (at: number): number => (at < start ? at : at + front);
  const behind: [number, number] = [start, start + front];
  const pages = reading.map(({ from, to, hidden }): PageView => {
    const own = hidden.map(([begin, end]): [number, number] => [later(begin), later(end)]);
    const covered = from <= start && start < to ? [behind] : [];
    return { tab: 0, from: later(from), to: later(to), hidden: merged([...own, ...covered]) };
  });
  const second: PageView = {
    tab: 1,
    from: start,
    to: start + 2 * front,
    hidden: [[start + front, start + 2 * front]],
  };
  return { time: time + front, pages: [...pages, second] };
}

/** Sorts periods and merges those that overlap. */
function merged(spans: readonly (readonly [number, number])[]): [number, number][] {
  const all: [number, number][] = [];
  for (const [from, to] of [...spans].sort((a, b) => a[0] - b[0])) {
    const last = all.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else all.push([from, to]);
  }
  return all;
}
