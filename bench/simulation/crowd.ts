/** The load that many independent pages put on a server. Times are in seconds. */
import { randomFrom } from "../statistics.ts";
import type { SimulatedPage } from "./page.ts";
import { simulate } from "./simulate.ts";
import type { Watcher } from "./watchers.ts";

/** Results are scaled to this number of pages. */
export const CROWD = 100_000;
/** Pages simulated at a time, to limit memory. */
const BATCH = 5000;

export interface Scenario {
  /** The pages open at random within this many seconds and stay open. */
  readonly opening: number;
  /** When the first of them opens. Default 0. */
  readonly from?: number;
  readonly end: number;
  readonly isDown?: (time: number) => boolean;
}

export interface Load {
  /** Questions of all pages in each second. */
  perSecond: number[];
  /** Each page's time from `since` to its next question, sorted. */
  returns: number[];
}

export async function loadOf(
  watcher: Watcher,
  { opening, from = 0, end, isDown = () => false }: Scenario,
  { pages, seed, since }: { pages: number; seed: number; since: number },
): Promise<Load> {
  const random = randomFrom(seed);
  const perSecond = Array.from({ length: end }, () => 0);
  const returns = new Map<SimulatedPage, number>();
  for (let done = 0; done < pages; done += BATCH) {
    const visits = Array.from({ length: Math.min(BATCH, pages - done) }, () => ({
      time: end,
      pages: [{ tab: 0 as const, from: from + random() * opening, to: Infinity, hidden: [] }],
    }));
    // The grain is shorter than a page's latency, so that two events of one page never run together.
    await simulate({
      ...{ visits, watcher, random, end, isShared: false, grain: 0.01 },
      onQuestion(time, page) {
        // The last grain may extend beyond the end.
        if (time < end) perSecond[Math.floor(time)]!++;
        if (time >= since && !returns.has(page)) returns.set(page, time - since);
        return !isDown(time);
      },
    });
  }
  return {
    perSecond: perSecond.map((count) => (count * CROWD) / pages),
    returns: [...returns.values()].sort((a, b) => a - b),
  };
}
