/** What pages that know nothing of each other ask a server, all together. Times are in seconds. */
import { randomFrom } from "../statistics.ts";
import type { SimulatedPage } from "./page.ts";
import { simulate } from "./simulate.ts";
import type { Watcher } from "./watchers.ts";

/** So many pages are spoken of, however many are simulated. */
export const CROWD = 100_000;
/** They need not be there at once. */
const BATCH = 5000;

export interface Scenario {
  /** The pages are opened within so many seconds, at random, from 0 on, and stay. */
  readonly opening: number;
  readonly end: number;
  readonly isDown?: (time: number) => boolean;
}

export interface Load {
  /** Questions in each second, of the whole crowd. */
  perSecond: number[];
  /** For each page the seconds from `since` to its first question after it, in order. */
  returns: number[];
}

export async function loadOf(
  watcher: Watcher,
  { opening, end, isDown = () => false }: Scenario,
  { pages, seed, since }: { pages: number; seed: number; since: number },
): Promise<Load> {
  const random = randomFrom(seed);
  const perSecond = Array.from({ length: end }, () => 0);
  const returns = new Map<SimulatedPage, number>();
  for (let done = 0; done < pages; done += BATCH) {
    const visits = Array.from({ length: BATCH }, () => ({
      time: end,
      pages: [{ tab: 0 as const, from: random() * opening, to: Infinity, hidden: [] }],
    }));
    // The grain is finer than what a page does after an answer, so that no two of its own events fall together.
    await simulate({
      ...{ visits, watcher, random, end, isShared: false, grain: 0.01 },
      asked(time, page) {
        // The last grain reaches beyond the end.
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
