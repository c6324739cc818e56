/** The home page, the search, and the links of the whole site. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { output } from "../../site/build/build.ts";
import type { LhcStatusElement } from "../../src/index.ts";
import { useSite } from "./support/site.ts";

const site = useSite();
const pages = readdirSync(output, { recursive: true, encoding: "utf8" })
  .map((name) => name.replaceAll("\\", "/"))
  .filter((name) => name.endsWith(".html"));

test("a switch flips the badges", async () => {
  const { page } = await site.open("index.html");
  const statuses = (): Promise<string[]> =>
    page.evaluate(() =>
      [...document.querySelectorAll("#live lhc-status")].map((badge) => (badge as LhcStatusElement).status),
    );
  await expect.poll(statuses).toEqual(["online", "online", "online"]);
  await page.getByRole("switch").click();
  await expect.poll(statuses).toEqual(["offline", "offline", "offline"]);
});

test("shows all four states", async () => {
  const { page } = await site.open("index.html");
  const statuses = (): Promise<string[]> =>
    page.evaluate(() =>
      [...document.querySelectorAll(".states lhc-status")].map((badge) => (badge as LhcStatusElement).status),
    );
  await expect.poll(statuses).toEqual(["online", "offline", "checking", "unknown"]);
});

test("has its headline in the first frame, and all the rest soon afterwards", async () => {
  const { page } = await site.open("download.html");
  await page.addInitScript(() => {
    const frames: string[][] = [];
    const look = (): void => {
      const parts = document.querySelectorAll("h1, .lead, .window, main section:not(.hero), footer");
      const displayed = [...parts].filter((part) => part.getClientRects().length > 0);
      frames.push(
        displayed.map((part) => part.id || (part.getAttribute("aria-labelledby") ?? part.localName)),
      );
      requestAnimationFrame(look);
    };
    look();
    Object.assign(window, { frames });
  });
  await page.goto(`${site.url}index.html`);
  const frames = (): Promise<string[][]> =>
    page.evaluate(() => (window as unknown as { frames: string[][] }).frames);
  await expect
    .poll(async () => (await frames()).at(-1))
    .toEqual(["h1", "p", "live", "states", "paste", "light", "end"]);
  expect((await frames()).find((displayed) => displayed.length > 0)).toEqual(["h1"]);
});

test("weighs at most 60 kB, compressed", async () => {
  const { page } = await site.open("index.html");
  const urls = await page.evaluate(() => [
    location.href,
    ...performance.getEntriesByType("resource").map(({ name }) => name),
  ]);
  const files = urls.map((url) => url.slice(site.url.length)).filter((name) => !name.startsWith("https:"));
  expect(files).toContain("lhc-status-0.1.0.js");
  const bytes = files.map((name) => brotliCompressSync(readFileSync(join(output, name))).length);
  expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(60_000);
});

test("leads from the home page to the code for a badge", async () => {
  const { page } = await site.open("index.html");
  await page.getByRole("link", { name: "Build your badge" }).last().click();
  await page.locator("#blocks code").first().waitFor();
  await page.getByRole("link", { name: "lhc-status-0.1.0.js" }).waitFor();
});

describe("the search", () => {
  test("finds the heading of an error code, from any page and by keyboard", async () => {
    const { page, elsewhere, messages } = await site.open("docs/styling.html");
    await page.keyboard.press("/");
    await page.keyboard.type("blocked-by-csp");
    await page.locator("#search-list a").first().waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL(/docs\/errors\.html#blocked-by-csp$/);
    expect({ messages, elsewhere }).toEqual({ messages: [], elsewhere: [] });
  });

  test("adds its field only when it is opened, because a text field makes the first layout a long task", async () => {
    const { page } = await site.open("index.html");
    expect(await page.locator("input:not([type=checkbox]), textarea").count()).toBe(0);
  });

  test("says when it finds nothing, and closes with Escape", async () => {
    const { page } = await site.open("index.html");
    await page.getByRole("button", { name: "Search the docs" }).click();
    await page.keyboard.type("xyzzyplugh");
    await page.getByText("Nothing found.").waitFor();
    await page.keyboard.press("Escape");
    expect(await page.locator("#search-results").isVisible()).toBe(false);
  });
});

/** What a page links to in the site, and the anchors that it has. */
const contentOf = (page: string): { links: string[]; anchors: Set<string> } => {
  const html = readFileSync(join(output, page), "utf8").replaceAll(/<code>[^]*?<\/code>/g, "");
  return {
    links: Array.from(html.matchAll(/ (?:href|src)="([^"]*)"/g), ([, link]) => link!).filter(
      (link) => !/^(https?|mailto|data):/.test(link),
    ),
    anchors: new Set(Array.from(html.matchAll(/ id="([^"]*)"/g), ([, id]) => id!)),
  };
};
const contents = new Map(pages.map((page) => [page, contentOf(page)]));
const files = new Set(
  readdirSync(output, { recursive: true, encoding: "utf8" }).map((name) => name.replaceAll("\\", "/")),
);

test.each(pages)("every link of %s leads somewhere", (page) => {
  const broken = contents.get(page)!.links.filter((link) => {
    const [path, anchor] = link.split("#");
    const target = path ? relative(".", join(dirname(page), path)) : page;
    if (!files.has(target)) return true;
    return (
      Boolean(anchor) &&
      target.endsWith(".html") &&
      !contents.get(target)!.anchors.has(decodeURIComponent(anchor!))
    );
  });
  expect(broken).toEqual([]);
});

test("every error code has an anchor", () => {
  const { anchors } = contents.get("docs/errors.html")!;
  for (const code of ["config", "timeout", "network", "blocked-by-csp", "no-callback", "bad-answer", "http"])
    expect(anchors).toContain(code);
});
