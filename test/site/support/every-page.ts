/** Every page of the site in one engine: on a phone and on a desktop, light and dark, in both text directions. */
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { afterAll, beforeAll, expect, test } from "vitest";
import { output } from "../../../site/build/build.ts";
import { inspect } from "./in-page.ts";
import type { Servers } from "./site.ts";
import { type Engine, openView, type Scheme, SCHEMES, type View } from "./view.ts";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const WIDTHS = [360, 1280];
const PAGES = readdirSync(output, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".html"))
  .map((name) => name.replaceAll("\\", "/"))
  .sort();

async function faultsOf(
  view: View,
  site: string,
  path: string,
  width: number,
  scheme: Scheme,
): Promise<string[]> {
  await view.show(site + path, width);
  await view.evaluate(`(() => { ${AXE} })()`);
  // Each pair of width, scheme and direction is seen in one of the four views.
  const direction = (width === 360) === (scheme === "light") ? "ltr" : "rtl";
  const faults = (await view.evaluate(`(${String(inspect)})("${direction}")`)) as string[];
  const elsewhere = (await view.requested()).filter(
    (url) => !url.startsWith(site) && !url.endsWith("/favicon.ico"),
  );
  return [
    ...faults,
    ...elsewhere.map((url) => `asks for ${url}`),
    ...view.messages.map((message) => `console: ${message}`),
  ];
}

/** Each colour scheme has one tab for all pages. */
export function testEveryPage(engine: Engine, site: Servers): void {
  const views: View[] = [];
  beforeAll(async () => {
    for (const scheme of SCHEMES) views.push(await openView(engine, scheme));
  });
  afterAll(() => Promise.all(views.map((view) => view.close())));

  test.each(PAGES)("%s has no fault", async (path) => {
    const found = SCHEMES.map(async (scheme, i) => {
      const faults: string[] = [];
      for (const width of WIDTHS)
        for (const fault of await faultsOf(views[i]!, site.url, path, width, scheme))
          faults.push(`${width} px, ${scheme}: ${fault}`);
      return faults;
    });
    expect((await Promise.all(found)).flat()).toEqual([]);
  });

  // Of these engines, only Firefox has a scroll bar that takes up space here.
  test("a page keeps its width when it needs no scroll bar", async () => {
    await views[0]!.show(`${site.url}generator.html`, 1280);
    const width = `document.documentElement.clientWidth`;
    const before = await views[0]!.evaluate(width);
    expect(await views[0]!.evaluate(`(document.body.replaceChildren(), ${width})`)).toEqual(before);
  });

  test("each tab has its colour scheme and its width", async () => {
    for (const [i, scheme] of SCHEMES.entries()) {
      await views[i]!.show(`${site.url}index.html`, 360);
      expect(
        await views[i]!.evaluate(`[innerWidth, matchMedia("(prefers-color-scheme: dark)").matches]`),
      ).toEqual([360, scheme === "dark"]);
    }
  });
}
