/** Compares the code in docs/ with the files that it is taken from. `npm run docs` updates it. */
import { readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { projectFiles, root } from "../../scripts/lib/project-files.ts";
import { sectionsOf, withSections } from "./sections.ts";

const read = (file: string): string => readFileSync(join(root, file), "utf8");

/** The sections that are named by a file of the project: `<!-- generated:test/frameworks/lit/src/main.ts -->`. */
const filesIn = (page: string): string[] =>
  Object.keys(sectionsOf(read(page))).filter((name) => name.includes("/"));

const snippet = (file: string): string => `\`\`\`${extname(file).slice(1)}\n${read(file).trim()}\n\`\`\``;

const pages = projectFiles("md").filter((page) => filesIn(page).length > 0);

describe("code in docs is the same as in tests and examples", () => {
  it.each(pages)("%s", async (page) => {
    const snippets = Object.fromEntries(filesIn(page).map((file) => [file, snippet(file)]));
    const updated = withSections(read(page), { ...sectionsOf(read(page)), ...snippets });
    await expect(updated, "Run: npm run docs").toMatchFileSnapshot(join(root, page));
  });
});
