/**
 * Writes what the sanitizers make of our markup: the table in docs/cms.md, and test/unit/embed/sanitized.json, since
 * sanitize-html does not run in a page. `npx tsx scripts/cms-table.ts`; the tests tell when it is due.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { launch } from "puppeteer-core";
import sanitizeHtml from "sanitize-html";
import { HOSTILE } from "../test/unit/embed/hostile-contents.ts";
import { cmsTable, WAYS } from "../test/unit/embed/ways.ts";
import { findChromium } from "./chromium.ts";

const root = join(import.meta.dirname, "..");
const guide = join(root, "docs/cms.md");

/** DOMPurify needs a real page. */
async function purified(contents: string[]): Promise<string[]> {
  const browser = await launch(await findChromium());
  const page = await browser.newPage();
  await page.addScriptTag({ path: join(root, "node_modules/dompurify/dist/purify.min.js") });
  const code = `JSON.stringify(${JSON.stringify(contents)}.map((content) => DOMPurify.sanitize(content)))`;
  const answers = JSON.parse(String(await page.evaluate(code))) as string[];
  await browser.close();
  return answers;
}

const table = cmsTable(
  await purified(Object.values(WAYS)),
  Object.values(WAYS).map((way) => sanitizeHtml(way)),
);
const text = readFileSync(guide, "utf8");
writeFileSync(
  guide,
  text.replace(
    /(<!-- sanitizers -->\n)[^]*(\n<!-- \/sanitizers -->)/,
    (_all, start: string, end: string) => start + table + end,
  ),
);

const sanitized = Object.entries(HOSTILE).map(([name, content]) => [name, sanitizeHtml(content)]);
writeFileSync(
  join(root, "test/unit/embed/sanitized.json"),
  `${JSON.stringify(Object.fromEntries(sanitized), null, 2)}\n`,
);
