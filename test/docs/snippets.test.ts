/** Compares the code in docs/ with the files that it is taken from. `npm run docs` updates it. */
import { readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { projectFiles, root } from "../../scripts/lib/project-files.ts";
import { sectionsOf, withSections } from "./sections.ts";

const read = (file: string): string => readFileSync(join(root, file), "utf8");

/** The sections that are named by a file of the project, or a region of one: `<!-- generated:examples/next/app/badge.tsx#element -->`. */
const filesIn = (page: string): string[] =>
  Object.keys(sectionsOf(read(page))).filter((name) => name.includes("/"));

function snippet(name: string): string {
  const [file, region] = name.split("#") as [string, string?];
  const code = region ? regionOf(read(file), region) : read(file).trim();
  return `\`\`\`${extname(file).slice(1)}\n${code}\n\`\`\``;
}

/** The lines between comments with `#region NAME` and `#endregion`, with their common indentation removed. */
function regionOf(code: string, name: string): string {
  const lines = code.split("\n");
  const start = lines.findIndex((line) => line.includes(`#region ${name}`));
  if (start < 0) throw new Error(`There is no region ${name}.`);
  const end = lines.findIndex((line, i) => i > start && line.includes("#endregion"));
  const indentation = lines[start]!.search(/\S/);
  return lines
    .slice(start + 1, end)
    .map((line) => line.slice(indentation))
    .join("\n");
}

const pages = projectFiles("md").filter((page) => filesIn(page).length > 0);

describe("code in docs is the same as in tests and examples", () => {
  it.each(pages)("%s", async (page) => {
    const snippets = Object.fromEntries(filesIn(page).map((file) => [file, snippet(file)]));
    const updated = withSections(read(page), { ...sectionsOf(read(page)), ...snippets });
    await expect(updated, "Run: npm run docs").toMatchFileSnapshot(join(root, page));
  });
});
