/** How a page watches a status: lhc-status by its real code, the others by their rules. */
import type { Share } from "../../src/core.ts";
import type { bundleCore } from "./core.ts";
import { SimulatedPage, type Tabs } from "./page.ts";

/** Seconds between two questions of any watcher. */
export const INTERVAL = 60;

/** Returns a function that returns when the current answer was asked for; null if there is none. */
export type Watcher = (
  page: SimulatedPage,
  tabs?: Tabs,
  session?: Map<string, string>,
) => () => number | null;

type MakeCore = Awaited<ReturnType<typeof bundleCore>>;

export const lhcStatus =
  (makeCore: MakeCore, share: Share): Watcher =>
  (page, tabs, session) => {
    const { watchStatus } = makeCore(page.globals(tabs, session));
    const watch = watchStatus({ baseUrl: "https://chat.example.com/" }, () => {}, {
      interval: INTERVAL,
      share,
      transport: "fetch",
    });
    return () => SimulatedPage.timeOf(watch.checkedAt);
  };

function asker(page: SimulatedPage): { ask: () => void; since: () => number | null } {
  let since: number | null = null;
  return {
    ask() {
      const asked = page.now;
      page.ask((isAnswered) => {
        if (isAnswered) since = asked;
      });
    },
    since: () => since,
  };
}

/** Asks at once, and then by `setInterval`. */
export const snippet: Watcher = (page) => {
  const { ask, since } = asker(page);
  const tick = (): void => {
    ask();
    page.after(INTERVAL, tick);
  };
  tick();
  return since;
};

/**
 * LHC's own widget with `checkstatus_timeout` = 60. The first status comes with `widgetrestapi/settings`. Then a chain
 * of timers asks `widgetrestapi/chatcheckstatus`, in hidden pages too, even if the last question failed.
 * Source: lhc_web/design/defaulttheme/widget/wrapper/src/util/activityMonitoring.js, `initMonitoring`.
 */
export const lhcWidget: Watcher = (page) => {
  const { ask, since } = asker(page);
  const asked = page.now;
  let first: number | null = null;
  const tick = (): void => {
    ask();
    page.after(INTERVAL, tick);
  };
  page.ask((isAnswered) => {
    if (!isAnswered) return;
    first = asked;
    page.after(INTERVAL, tick);
  });
  return () => since() ?? first;
};
