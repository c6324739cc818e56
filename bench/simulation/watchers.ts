/** How a page follows a status: ours, by the real code, and others by their rules. */
import type { Share } from "../../src/core.ts";
import type { bundleCore } from "./core.ts";
import { SimulatedPage, type Tabs } from "./page.ts";

/** Seconds between two questions, of all of them. */
export const INTERVAL = 60;

/** Returns when the answer that the page shows now was asked for; null: there is none. */
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
    return () => SimulatedPage.sinceOf(watch.checkedAt);
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

/** Once, and then by `setInterval`. */
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
 * LHC's own with `checkstatus_timeout` = 60: the first status comes with `widgetrestapi/settings`; from then on a
 * chain of timers asks `widgetrestapi/chatcheckstatus`, in hidden pages too, whatever came of the last question.
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
