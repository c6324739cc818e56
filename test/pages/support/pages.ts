/** A browser, a site, and a cross-site Live Helper Chat server for the tests of a file. */
import { afterAll, afterEach, beforeAll, beforeEach, expect } from "vitest";
import { type ArrivedRequest, type LhcServer, startLhcServer } from "../../../demo/lhc-server/index.ts";
import { startBrowser } from "./browser.ts";
import { type Site, startSite } from "./site.ts";
import type { Browser, Tab } from "./tab.ts";

export const NONCE = "R4nd0mAgain";
/** The id of the operator who is online. */
const ANNA = 2;

export interface Shown {
  status: string;
  code: string | null;
  message: string;
}

export interface Pages {
  readonly site: Site;
  readonly lhc: LhcServer;
  /** Closed after the test. */
  readonly tab: Tab;
  /** Requests to LHC in this test. */
  readonly questions: ArrivedRequest[];
  /** Shows a page and waits for its load event. */
  readonly visit: (html: string, headers?: Record<string, string>) => Promise<void>;
}

export function usePages(): Pages {
  let browser: Browser;
  const pages = {
    questions: [] as ArrivedRequest[],
    async visit(html: string, headers: Record<string, string> = {}) {
      pages.site.show({ html, headers });
      await pages.tab.goto(`${pages.site.origin}/`);
    },
  } as { -readonly [Name in keyof Pages]: Pages[Name] };

  beforeAll(async () => {
    [browser, pages.site, pages.lhc] = await Promise.all([
      startBrowser(),
      startSite(),
      startLhcServer({ state: { activeUsers: [ANNA] } }),
    ]);
    pages.lhc.onRequest((request) => pages.questions.push(request));
    pages.site.serve(
      "/app.js",
      `import { setDefaults } from "./npm.js"; setDefaults({ baseUrl: "${pages.lhc.origin}", nonce: "${NONCE}" });`,
    );
  });
  beforeEach(async () => {
    pages.lhc.faults = [];
    pages.lhc.lay({ activeUsers: [ANNA] });
    pages.questions.length = 0;
    pages.tab = await browser.open();
  });
  afterEach(() => pages.tab.close());
  afterAll(() => Promise.all([browser.close(), pages.site.close(), pages.lhc.close()]));
  return pages;
}

export const badge = (attributes = ""): string => `<lhc-status user="${ANNA}" ${attributes}></lhc-status>`;

/** The script tag. Its nonce has an effect if the page's policy has one. */
export const scriptTag = (lhc: LhcServer, attributes = "async"): string =>
  `<script src="/lhc-status.js" nonce="${NONCE}" data-lhc-base-url="${lhc.origin}" ${attributes}></script>`;

/** An application that bundles the npm package and gets its nonce from its server. */
export const NPM_APP = `<script type="module" src="/app.js" nonce="${NONCE}"></script>`;

/** Waits for the outcome of the page's badge. */
export async function outcome(tab: Tab): Promise<Shown> {
  const shown =
    await tab.evaluate(`customElements.whenDefined("lhc-status").then(() => new Promise((resolve) => {
    const badge = document.querySelector("lhc-status");
    const check = () => {
      const { status, error } = badge;
      if (status !== "checking") resolve({ status, code: error?.code ?? null, message: error?.message ?? "" });
    };
    badge.addEventListener("lhc-status-change", check);
    badge.addEventListener("lhc-status-error", check);
    check();
  }))`);
  return shown as Shown;
}

export const ONLINE: Shown = { status: "online", code: null, message: "" };

/** Expects the status online by one question without a referrer, console messages, CSP reports or a remaining frame. */
export async function expectQuietlyOnline({ tab, site, questions }: Pages): Promise<void> {
  expect(await outcome(tab)).toEqual(ONLINE);
  expect(questions.map(({ headers }) => headers["referer"])).toEqual([undefined]);
  expect(await tab.evaluate("window.length")).toBe(0);
  // Navigating away sends pending reports.
  await tab.goto("about:blank");
  expect({ messages: tab.messages, reports: site.reports }).toEqual({ messages: [], reports: [] });
}
