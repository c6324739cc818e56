/** A page with one badge at a time, in Chromium. */
import type { Browser, BrowserContext, Page } from "playwright-core";

/** What a page of test/frameworks/ shows, by its function `render`. */
interface Shown {
  /** The name of a generated case, "badge", "list" or "" for nothing. */
  shown: string;
  /** The bound value. */
  value?: unknown;
  /** The departments of the list. */
  keys?: number[];
}

/** A badge, as far as the framework can influence it. */
export interface Snapshot {
  settings: Record<string, string | null>;
  html: string;
  status: string;
  error: string | null;
}

export interface Visit {
  readonly page: Page;
  /** Console messages and uncaught errors. */
  readonly messages: string[];
  /** URLs of all requests to LHC, without the time slot. */
  readonly questions: string[];
  render(shown: Shown): Promise<void>;
  /** Shows one badge, and waits for its answer. */
  show(shown: string, value?: unknown): Promise<Snapshot>;
  /** Shows a badge for each value in turn: a new one, or the same one with its value changed. */
  showAll(shown: string, values: readonly unknown[], how: "new" | "changed"): Promise<Snapshot[]>;
  /** Waits for the answer of the badge shown. */
  snapshot(): Promise<Snapshot>;
  /** Starts again, in the same tab. */
  reload(): Promise<void>;
  close(): Promise<void>;
}

/** Runs in the page before its scripts. */
function prepare(): void {
  const page = window as unknown as Record<string, unknown>;
  const recorded: string[] = [];
  Object.assign(page, {
    recorded,
    record(event: Event) {
      recorded.push(event.type);
      event.preventDefault();
    },
    async snapshot(): Promise<Snapshot> {
      // Lit's component has a shadow root.
      const root = document.querySelector("sales-badge")?.shadowRoot ?? document;
      const badge = root.querySelector("lhc-status")!;
      await badge.updateComplete;
      const { settings } = badge;
      if (!settings.paused)
        await new Promise<void>((resolve) => {
          const check = (): void => {
            if (badge.status !== "checking") resolve();
          };
          badge.addEventListener("lhc-status-change", check);
          check();
        });
      await badge.updateComplete;
      const text = (value: unknown): string | null => (value === null ? null : String(value));
      return {
        settings: Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, text(value)])),
        html: badge.shadowRoot!.innerHTML,
        status: badge.status,
        error: badge.error?.code ?? null,
      };
    },
  });
}

/** An expression of a value, undefined included. */
const expressionOf = (value: unknown): string =>
  Array.isArray(value)
    ? `[${value.map(expressionOf).join()}]`
    : value === undefined
      ? "undefined"
      : JSON.stringify(value);

export async function visit(
  browser: Browser,
  url: string,
  lhc: string,
  beforeLoad?: (page: Page) => Promise<void>,
): Promise<Visit> {
  const context: BrowserContext = await browser.newContext();
  const page = await context.newPage();
  const messages: string[] = [];
  const questions: string[] = [];
  page
    .on("console", (message) => messages.push(message.text()))
    .on("pageerror", (error) => messages.push(error.stack ?? error.message))
    .on("request", (request) => {
      if (request.url().startsWith(lhc)) questions.push(request.url().replace(/[?&]_=\d+/, ""));
    });
  await page.addInitScript(prepare);
  await beforeLoad?.(page);
  await page.goto(url);
  const snapshot = (): Promise<Snapshot> => page.evaluate("snapshot()");
  const render = ({ shown, value, keys = [] }: Shown): Promise<void> =>
    page.evaluate(
      `render({ shown: ${JSON.stringify(shown)}, value: ${expressionOf(value)}, keys: ${JSON.stringify(keys)} })`,
    );
  const showAll: Visit["showAll"] = (shown, values, how) =>
    page.evaluate(`(async () => {
      const snapshots = [];
      for (const value of ${expressionOf(values)}) {
        await render({ shown: ${JSON.stringify(shown)}, value, keys: [] });
        snapshots.push(await snapshot());
        if (${how === "new"}) await render({ shown: "", keys: [] });
      }
      await render({ shown: "", keys: [] });
      return snapshots;
    })()`);
  return {
    page,
    messages,
    questions,
    render,
    async show(shown, value) {
      await render({ shown, value });
      return snapshot();
    },
    showAll,
    snapshot,
    async reload() {
      await page.goto("about:blank");
      messages.length = questions.length = 0;
      await page.goto(url);
    },
    close: () => context.close(),
  };
}
