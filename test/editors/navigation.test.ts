/** Turbo and htmx keep the script and replace the content. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type LhcServer, startLhcServer } from "../../demo/lhc-server/index.ts";
import { type Site, startSite } from "../frameworks/site.ts";
import { launch } from "../pages/support/browser.ts";
import { scriptForTag } from "../pages/support/scripts.ts";

const pages: Record<string, string> = {};
let browser: Browser;
let site: Site;
let lhc: LhcServer;

beforeAll(async () => {
  [browser, site, lhc] = await Promise.all([
    launch("chromium"),
    startSite(import.meta.dirname, pages),
    startLhcServer({ state: { activeUsers: [2] } }),
  ]);
  pages["/lhc-status.js"] = await scriptForTag();
});
afterAll(() => Promise.all([browser.close(), site.close(), lhc.close()]));

const page = (library: string, body: string): string =>
  `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><script src="/node_modules/${library}"></script>` +
  `<script src="/lhc-status.js" data-lhc-base-url="${lhc.origin}/" async></script><body>${body}`;
/** An element, and a link that an author wrote. */
const content = (name: string): string =>
  `<h1>${name}</h1><lhc-status user="2">Chat</lhc-status> <a href="${lhc.origin}/chat/start/(operator)/2#lhc-status">Chat</a>`;

async function open(): Promise<{ tab: Page; errors: string[] }> {
  const tab = await browser.newPage();
  const errors: string[] = [];
  tab.on("pageerror", ({ message }) => errors.push(message));
  tab.on("console", (message) => message.type() !== "log" && errors.push(message.text()));
  await tab.goto(`${site.origin}/page.html`);
  return { tab, errors };
}

/** Waits until the page of this name shows two badges that are online. */
async function isLive(tab: Page, name: string): Promise<void> {
  await tab.getByRole("heading", { name }).waitFor();
  await tab.waitForFunction(`(() => {
    const badges = [...document.querySelectorAll("lhc-status")];
    return badges.length === 2 && badges.every(({ status }) => status === "online");
  })()`);
}

it("badges are live on each page of Turbo, and after going back", async () => {
  const library = "@hotwired/turbo/dist/turbo.es2017-umd.js";
  pages["/page.html"] = page(library, `${content("First")}<a href="/second.html">Next</a>`);
  pages["/second.html"] = page(library, content("Second"));
  const { tab, errors } = await open();
  await isLive(tab, "First");
  await tab.evaluate("window.isSame = true");
  await tab.getByRole("link", { name: "Next" }).click();
  await isLive(tab, "Second");
  await tab.goBack();
  await isLive(tab, "First");
  // Otherwise the browser itself would have loaded the pages.
  expect(await tab.evaluate("window.isSame")).toBe(true);
  expect(errors).toEqual([]);
  await tab.close();
});

it("badges are live in content that htmx swaps in", async () => {
  const library = "htmx.org/dist/htmx.min.js";
  pages["/page.html"] = page(
    library,
    `<main>${content("First")}<button hx-get="/part.html" hx-target="main">Next</button></main>`,
  );
  pages["/part.html"] = content("Second");
  const { tab, errors } = await open();
  await isLive(tab, "First");
  await tab.getByRole("button", { name: "Next" }).click();
  await isLive(tab, "Second");
  expect(errors).toEqual([]);
  await tab.close();
});
