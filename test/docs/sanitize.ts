/** The sanitizers that content management systems use. */
import { join } from "node:path";
import { launch } from "puppeteer-core";
import { findChromium } from "../../scripts/lib/chromium.ts";

const DOMPURIFY = join(import.meta.dirname, "../../node_modules/dompurify/dist/purify.min.js");

/** DOMPurify needs a real page. */
export async function byDomPurify(contents: readonly string[]): Promise<string[]> {
  const browser = await launch(await findChromium());
  try {
    const page = await browser.newPage();
    await page.addScriptTag({ path: DOMPURIFY });
    const code = `JSON.stringify(${JSON.stringify(contents)}.map((content) => DOMPurify.sanitize(content)))`;
    return JSON.parse(String(await page.evaluate(code))) as string[];
  } finally {
    await browser.close();
  }
}
