import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, it } from "vitest";
import { projectFiles, root } from "../../scripts/lib/project-files.ts";

const read = (file: string): string => readFileSync(join(root, file), "utf8");
const pages = projectFiles("md");

const withoutFences = (markdown: string): string => markdown.replaceAll(/^(```|~~~).*?^\1/gms, "");

/** The anchors that GitHub gives the headings of a page. */
function anchorsOf(page: string): Set<string> {
  const anchors = new Set<string>();
  for (const [, heading] of withoutFences(read(page)).matchAll(/^#+ (.+)$/gm)) {
    const slug = heading!
      .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1")
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
      .replaceAll(" ", "-");
    let anchor = slug;
    for (let i = 1; anchors.has(anchor); i += 1) anchor = `${slug}-${i}`;
    anchors.add(anchor);
  }
  return anchors;
}

/** What is wrong with a link of this file; nothing, if it leads to a file and a heading that exist. */
function faultOf(link: string, file: string): string[] {
  const [path = "", anchor] = link.split("#");
  const target = path ? normalize(join(dirname(file), path)) : file;
  if (!existsSync(join(root, target))) return [`${link}: there is no ${target}`];
  if (anchor === undefined || statSync(join(root, target)).isDirectory()) return [];
  return anchorsOf(target).has(anchor) ? [] : [`${link}: ${target} has no heading for #${anchor}`];
}

function linksOf(page: string): string[] {
  const text = withoutFences(read(page)).replaceAll(/`[^`\n]*`/g, "");
  return Array.from(text.matchAll(/\]\(\s*([^)\s]+)/g), ([, link]) => link!).filter(
    (link) => !/^[a-z]+:/.test(link),
  );
}

describe("internal links and anchors lead somewhere", () => {
  it.each(pages)("%s", (page) => {
    expect(linksOf(page).flatMap((link) => faultOf(link, page))).toEqual([]);
  });

  it("in messages of the source", () => {
    const faults = projectFiles("ts")
      .filter((file) => file.startsWith("src/"))
      .flatMap((file) => read(file).match(/(?<=lhc-status\/)[\w/-]+\.md(#[a-z-]+)?/g) ?? [])
      .flatMap((link) => faultOf(link, "README.md"));
    expect(faults).toEqual([]);
  });
});

it("every page of docs/ is linked from the README", () => {
  const linked = linksOf("README.md").map((link) => link.replace(/#.*/, ""));
  expect(pages.filter((page) => page.startsWith("docs/") && !linked.includes(page))).toEqual([]);
});

it("README.md has at most 250 lines", () => {
  expect(read("README.md").trimEnd().split("\n").length).toBeLessThanOrEqual(250);
});

it("examples name the file of the current version", () => {
  const { version } = JSON.parse(read("package.json")) as { version: string };
  const named = pages.flatMap((page) => read(page).match(/lhc-status-(\d[\w.-]*)\.js/g) ?? []);
  expect(new Set(named)).toEqual(new Set([`lhc-status-${version}.js`]));
});
