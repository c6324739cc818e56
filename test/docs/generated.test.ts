/** Compares the generated parts of committed files with their sources. `npm run docs` updates them. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import sanitizeHtml from "sanitize-html";
import { describe, expect, it } from "vitest";
import { languageTable } from "../../scripts/lib/languages.ts";
import { readElement } from "../../scripts/manifest/read-element.ts";
import { tablesOf } from "../../scripts/manifest/tables.ts";
import { report } from "../faults/report.ts";
import { GROUPS } from "../faults/table.ts";
import { loaderTable } from "../pages/loaders.ts";
import { cspSection } from "../pages/policies.ts";
import { HOSTILE } from "../unit/embed/hostile-contents.ts";
import { cmsTable, WAYS } from "../unit/embed/ways.ts";
import { byDomPurify } from "./sanitize.ts";
import { regionsOf, sectionsOf, withSections } from "./sections.ts";

const root = join(import.meta.dirname, "../..");
const read = (file: string): string => readFileSync(join(root, file), "utf8");

const GENERATED: Record<string, () => string | Promise<string>> = {
  "docs/reference.md": async () =>
    withSections(read("docs/reference.md"), { ...tablesOf(await readElement()), languages: languageTable() }),
  "docs/csp.md": () => withSections(read("docs/csp.md"), { policies: cspSection() }),
  "docs/cms.md": async () => {
    const ways = Object.values(WAYS);
    const table = cmsTable(
      await byDomPurify(ways),
      ways.map((way) => sanitizeHtml(way)),
    );
    const guide = read("docs/cms.md");
    // The others are written by the tests of WordPress and of editors.
    return withSections(guide, { ...sectionsOf(guide), sanitizers: table, loaders: loaderTable() });
  },
  "docs/faults.md": () => report(GROUPS),
  "docs/testing.md": () =>
    withSections(read("docs/testing.md"), regionsOf(read("test/environments/testing-md.test.ts"))),
  // For the browser tests: sanitize-html does not run in a page.
  "test/unit/embed/sanitized.json": () => {
    const sanitized = Object.entries(HOSTILE).map(([name, content]) => [name, sanitizeHtml(content)]);
    return `${JSON.stringify(Object.fromEntries(sanitized), null, 2)}\n`;
  },
};

describe("generated files are up to date", () => {
  it.each(Object.keys(GENERATED))("%s", async (file) => {
    await expect(await GENERATED[file]!(), "Run: npm run docs").toMatchFileSnapshot(join(root, file));
  });
});

it("regions of a file become examples", () => {
  const code = "before;\n// #region a\none;\n\ntwo;\n// #endregion\nafter;\n";
  expect(regionsOf(code)).toEqual({ a: "```ts\none;\n\ntwo;\n```" });
});

describe("sections", () => {
  const markers = "<!-- generated:a -->\nold\n<!-- /generated -->";
  it("replace the text between their markers", () => {
    expect(withSections(`x\n${markers}\ny`, { a: "new" })).toBe(
      "x\n<!-- generated:a -->\n\nnew\n\n<!-- /generated -->\ny",
    );
  });
  it("fail if a section has no marker or a marker has no section", () => {
    expect(() => withSections(markers, { a: "new", b: "other" })).toThrow("no marker for: b");
    expect(() => withSections(markers, {})).toThrow('"a"');
  });
});
