/** Visits of pages that follow a status, by the real code under a simulated clock. Times are in seconds. */
import { SimulatedClock } from "./clock.ts";
import { SimulatedPage, Tabs } from "./page.ts";
import type { Visit } from "./visits.ts";
import type { Watcher } from "./watchers.ts";

interface Simulation {
  readonly visits: readonly Visit[];
  readonly watcher: Watcher;
  readonly random: () => number;
  readonly end: number;
  /** Told of each question. Returns whether the server answers it. */
  readonly asked: (time: number, page: SimulatedPage) => boolean;
  /** Told what a page in front showed: an answer that was asked for at `since`, or nothing yet. */
  readonly shown?: (since: number | null, from: number, to: number) => void;
  /** Whether the pages of a visit have tabs and a session in common. Without, a page is never hidden either. */
  readonly isShared: boolean;
  /** See SimulatedClock.run. */
  readonly grain?: number;
}

/** Visits know nothing of each other. */
export async function simulate(simulation: Simulation): Promise<void> {
  const { visits, watcher, random, end, asked, shown, isShared, grain } = simulation;
  const clock = new SimulatedClock();
  const open = new Map<SimulatedPage, { since: () => number | null; shown: number | null; from: number }>();

  /** Tells what each page showed until now, and looks at what it shows from now on. */
  const look = (): void => {
    if (!shown) return;
    for (const [page, state] of open) {
      if (page.isVisible) shown(state.shown, state.from, clock.now);
      state.from = clock.now;
      state.shown = state.since();
    }
  };
  for (const visit of visits) {
    const tabs = isShared ? new Tabs() : undefined;
    const sessions = [new Map<string, string>(), new Map<string, string>()];
    for (const { tab, from, to, hidden } of visit.pages) {
      const page: SimulatedPage = new SimulatedPage({ clock, random, asked: () => asked(clock.now, page) });
      clock.at(from, () => {
        open.set(page, { since: watcher(page, tabs, sessions[tab]), shown: null, from });
      });
      for (const at of hidden.flat()) {
        clock.at(at, () => {
          look();
          page.setVisible(!page.isVisible);
        });
      }
      clock.at(to, () => {
        look();
        page.leave();
        open.delete(page);
      });
    }
  }
  clock.onSettled = look;
  await clock.run(end, grain);
}
