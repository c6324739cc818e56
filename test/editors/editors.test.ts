/** Which markup of authors survives which editor. A run writes the table in docs/cms.md. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type LhcServer, startLhcServer } from "../../demo/lhc-server/index.ts";
import { root } from "../../scripts/lib/project-files.ts";
import { sectionsOf, withSections } from "../docs/sections.ts";
import { type Site, startSite } from "../frameworks/site.ts";
import { launch } from "../pages/support/browser.ts";
import { hiddenByScript, type Outcome, outcomesOf } from "../pages/support/content-outcome.ts";
import { scriptForTag } from "../pages/support/scripts.ts";
import { WAYS } from "../unit/embed/ways.ts";
import { CKEDITOR_CONFIGURATION, CONFIGURED, EDITORS, TINYMCE_CONFIGURATION } from "./editors.ts";

type Render = (markdown: string) => string;
const require = createRequire(import.meta.url);

const pages: Record<string, string> = {};
const NAMES = Object.keys(WAYS);
let browser: Browser;
let site: Site;
let lhc: LhcServer;
let contents: string[];

beforeAll(async () => {
  const [script, ...started] = await Promise.all([
    scriptForTag(),
    launch("chromium"),
    startSite(import.meta.dirname, pages),
    startLhcServer({ state: { activeUsers: [2] } }),
  ]);
  [browser, site, lhc] = started;
  pages["/lhc-status.js"] = script;
  contents = Object.values(WAYS).map((way) =>
    hiddenByScript(way).replaceAll("https://chat.example.com/", `${lhc.origin}/`),
  );
});
afterAll(() => Promise.all([browser.close(), site.close(), lhc.close()]));

async function open(html: string): Promise<Page> {
  pages["/page.html"] = html;
  const page = await browser.newPage();
  await page.goto(`${site.origin}/page.html`);
  return page;
}

/** What visitors see of each content on a page with the script. */
async function seen(results: string[]): Promise<Outcome[]> {
  const places = results.map((html, i) => `<div id="way-${i}">${html}</div>`).join("\n");
  const page = await open(
    `<!doctype html><meta charset="utf-8"><script src="/lhc-status.js" data-lhc-base-url="${lhc.origin}/"></script>${places}<lhc-status></lhc-status>`,
  );
  await page.evaluate(`Promise.all([...document.querySelectorAll("lhc-status")].map((badge) => new Promise((resolve) => {
    const check = () => badge.status !== "checking" && resolve();
    badge.addEventListener("lhc-status-change", check);
    badge.addEventListener("lhc-status-error", check);
    check();
  })))`);
  const outcomes = await page.evaluate<Outcome[]>(outcomesOf(contents));
  await page.close();
  return outcomes;
}

/** Writes each content into an editor and takes it out again. */
async function through(editor: string, how: "html" | "paste"): Promise<string[]> {
  const page = await open(editor);
  await page.waitForFunction("window.write");
  const results: string[] = [];
  for (const content of contents)
    results.push(await page.evaluate<string>(`write(${JSON.stringify(content)}, "${how}")`));
  await page.close();
  return results;
}

const columns = new Map<string, string[]>();

it.each(Object.entries(EDITORS))("%s gives back a link that ends in #lhc-status", async (name, editor) => {
  const [asHtml, pasted] = [
    await seen(await through(editor, "html")),
    await seen(await through(editor, "paste")),
  ];
  columns.set(
    name,
    asHtml.map((outcome, i) => (outcome === pasted[i] ? outcome : `${outcome}; pasted: ${pasted[i]}`)),
  );
  const link = NAMES.indexOf("a plain link");
  expect([asHtml[link], pasted[link]]).toEqual(["live", "live"]);
});

it.each([true, false])("Markdown gives back a link that ends in #lhc-status, with html: %s", async (html) => {
  const markdownIt = require("markdown-it") as { default?: unknown };
  const create = (markdownIt.default ?? markdownIt) as (options: object) => { render: Render };
  const markdown = create({ html });
  const written = contents.map((content, i) =>
    NAMES[i] === "a plain link" ? content.replace(/<a href="(.*)">(.*)<\/a>/, "[$2]($1)") : content,
  );
  const outcomes = await seen(written.map((text) => markdown.render(text)));
  columns.set(`Markdown, HTML ${html ? "on" : "off"}`, outcomes);
  expect(outcomes[NAMES.indexOf("a plain link")]).toBe("live");
});

/** What the lines of docs/cms.md do not help. */
const LEFT: Record<string, Record<string, Outcome>> = {
  TinyMCE: {},
  "CKEditor 5": { "`<lhc-status>`": "plain text", "`data-lhc-show` on a form": "nothing" },
};

it.each(Object.entries(CONFIGURED))(
  "%s keeps more forms with the lines of docs/cms.md",
  async (name, editor) => {
    const outcomes = await seen(await through(editor, "html"));
    expect(Object.fromEntries(NAMES.map((form, i) => [form, outcomes[i]]))).toEqual({
      ...Object.fromEntries(NAMES.map((form) => [form, "live"])),
      ...LEFT[name],
    });
  },
);

it("docs/cms.md has the table and the lines of these tests", async ({ skip }) => {
  skip(columns.size < 5, "Not all editors ran.");
  const head = ["what the author writes", ...columns.keys()];
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const rows = NAMES.map((name, i) => line([name, ...Array.from(columns.values(), (column) => column[i]!)]));
  const code = (lines: string): string => `\`\`\`js\n${lines}\n\`\`\``;
  const guide = join(root, "docs/cms.md");
  const text = readFileSync(guide, "utf8");
  const updated = withSections(text, {
    ...sectionsOf(text),
    editors: [line(head), line(head.map(() => "---")), ...rows].join("\n"),
    tinymce: code(TINYMCE_CONFIGURATION),
    ckeditor: code(CKEDITOR_CONFIGURATION),
  });
  await expect(updated, "Run: npm run test:editors -- --update").toMatchFileSnapshot(guide);
});
