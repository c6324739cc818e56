/** Every page of the site, on a phone and on a desktop, light, dark and right to left. */
import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { output } from "../../site/build/build.ts";
import { useSite } from "./support/site.ts";

const site = useSite();
const AXE = createRequire(import.meta.url).resolve("axe-core");
const PAGES = readdirSync(output, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".html"))
  .map((name) => name.replaceAll("\\", "/"))
  .sort();
const MAIN = PAGES.filter((name) => !name.startsWith("docs/"));

/** The sum of all shifts since the page was opened. */
const layoutShift = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) sum += (entry as PerformanceEntry & { value: number }).value;
        }).observe({ type: "layout-shift", buffered: true });
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve(sum))));
      }),
  );

/** Waits until no badge of the page waits for an answer that will come. */
const settled = (page: Page): Promise<unknown> =>
  page.waitForFunction(() =>
    [...document.querySelectorAll("lhc-status")].every(
      (badge) =>
        badge.status !== undefined &&
        (badge.status !== "checking" || String(badge.baseUrl).includes("/checking/")),
    ),
  );

interface Violation {
  id: string;
  nodes: { target: string[]; failureSummary?: string }[];
}

async function violations(page: Page): Promise<string[]> {
  await page.addScriptTag({ path: AXE });
  const found = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(): Promise<{ violations: Violation[] }> } };
    return (await axe.run()).violations;
  });
  return found.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
}

const VIEWS = [
  { name: "on a phone, light", width: 360, colorScheme: "light" },
  { name: "on a desktop, dark", width: 1280, colorScheme: "dark" },
] as const;

describe.each(VIEWS)("$name", ({ width, colorScheme }) => {
  test.each(PAGES)("%s", async (path) => {
    // Axe is a script that the page's policy does not know.
    const { page, messages, elsewhere } = await site.open(path, {
      viewport: { width, height: 800 },
      colorScheme,
      bypassCSP: true,
    });
    await settled(page);
    expect(await layoutShift(page)).toBe(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
    expect(await violations(page)).toEqual([]);
    expect({ messages, elsewhere }).toEqual({ messages: [], elsewhere: [] });
  });
});

test.each(MAIN)("%s right to left", async (path) => {
  const { page } = await site.open(path, { viewport: { width: 360, height: 800 }, bypassCSP: true });
  await page.evaluate(() => (document.documentElement.dir = "rtl"));
  await settled(page);
  const beyond = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(beyond).toBe(0);
  expect(await violations(page)).toEqual([]);
});

test("the policy stops a script that is not the site's", async () => {
  const { page, messages } = await site.open("index.html");
  await page.evaluate(() => {
    const place = document.createElement("div");
    document.body.append(place);
    place.innerHTML = "<img src=x onerror=\"document.title='changed'\">";
  });
  await expect.poll(() => messages.join()).toMatch(/Content Security Policy/);
  expect(await page.title()).not.toBe("changed");
});
