/** Simulates visits of pages that watch a status. Times are in seconds. */
import { SimulatedClock } from "./clock.ts";
import { SimulatedPage, Tabs } from "./page.ts";
import type { Visit } from "./visits.ts";
import type { Watcher } from "./watchers.ts";

interface Simulation {
  readonly visits: readonly Visit[];
  readonly watcher: Watcher;
  readonly random: () => number;
  readonly end: number;
  /** Called for each question. Returns whether the server answers it. */
  readonly onQuestion: (time: number, page: SimulatedPage) => boolean;
  /** Called with what a visible page showed: an answer that was asked for at `since`, or null if it had none. */
  readonly onShown?: (since: number | null, from: number, to: number) => void;
  /** Whether the pages of a visit share tabs and a session. If not, pages are never hidden. */
  readonly isShared: boolean;
  /** See SimulatedClock.run. */
  readonly grain?: number;
}

/** Visits are independent of each other. */
export async function simulate(simulation: Simulation): Promise<void> {
  const { visits, watcher, random, end, onQuestion, onShown, isShared, grain } = simulation;
  const clock = new SimulatedClock();
  const open = new Map<SimulatedPage, { since: () => number | null; shown: number | null; from: number }>();

  /** Reports what each page has shown since the last call. */
  const recordShown = (): void => {
    if (!onShown) return;
    for (const [page, state] of open) {
      if (page.isVisible) onShown(state.shown, state.from, clock.now);
      state.from = clock.now;
      state.shown = state.since();
    }
  };
  for (const visit of visits) {
    const tabs = isShared ? new Tabs() : undefined;
    const sessions = [new Map<string, string>(), new Map<string, string>()];
    for (const { tab, from, to, hidden } of visit.pages) {
      const page: SimulatedPage = new SimulatedPage({
        clock,
        random,
        onQuestion: () => onQuestion(clock.now, page),
      });
      clock.at(from, () => {
        open.set(page, { since: watcher(page, tabs, sessions[tab]), shown: null, from });
      });
      for (const at of hidden.flat()) {
        clock.at(at, () => {
          recordShown();
          page.setVisible(!page.isVisible);
        });
      }
      clock.at(to, () => {
        recordShown();
        page.close();
        open.delete(page);
      });
    }
  }
  clock.onSettled = recordShown;
  await clock.run(end, grain);
}
