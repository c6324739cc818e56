/** Reports words and headings that are hard to read, in documentation and in source: part of `npm run lint`. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectFiles, root } from "./lib/project-files.ts";

/** Each with what to write instead. */
const AVOID: [RegExp, string][] = [
  [/\bmend(s|ed|ing)?\b/i, "fix, correct"],
  [/\bwhoever\b|\bsomebody who\b|\bnobody who\b/i, "anyone who"],
  [/\bto be had\b/i, "available"],
  [/\bstands? (back|aside)\b/i, "stops, does nothing"],
  [/\blets? go of\b/i, "releases, stops following"],
  [/\bvouch/i, "trust"],
  [/\b(is|are|be|was) told\b/i, "is reported, receives"],
  [/\b(is|are|be|was) taken for\b/i, "is treated as"],
  [/\bin vain\b/i, "without success"],
  [
    /\b(it|that|which|who|page|tab|server|badge|script|browser|poller|element) (hears|tells)\b/i,
    "receives, reports",
  ],
  [/\bso (many|long)\b(?! as)/i, "this many, for this time"],
  [/\bsays aloud\b|\bsaid aloud\b/i, "explicit"],
  [/\banew\b/i, "again"],
  [/\byonder\b|\bhenceforth\b|\bwhence\b|\bthereof\b/i, "a plain word"],
];

const NAMES = new Set(
  "I LHC CSP API URL HTML CSS REST SVG CMS CDN JSX npm PHP PR Live Helper Chat Content-Security-Policy Drupal Google Tag Manager JavaScript Joomla React Vue Preact Shopify Trusted Types WordPress Unreleased Added Changed Removed Fixed Cross-Origin-Embedder-Policy Early Hints".split(
    " ",
  ),
);

/** Capitals inside a heading: only the first word and names have them. */
const isTitleCase = (heading: string): boolean =>
  heading
    .replaceAll(/`[^`]*`|"[^"]*"|^#+ |\[[^\]]*\]/g, "")
    .split(/\s+/)
    .slice(1)
    .some((word, i, all) => /^[A-Z][a-z]/.test(word) && !NAMES.has(word) && !/[.:?]$/.test(all[i - 1] ?? ""));

const hits: string[] = [];
const files = projectFiles("md", "ts", "tsx", "vue", "svelte", "astro", "html", "css", "conf").filter(
  (file) => file !== "scripts/lint-prose.ts" && !file.startsWith("test/lhc-wire/"),
);
for (const file of files) {
  let isCode = false;
  for (const [i, line] of readFileSync(join(root, file), "utf8").split("\n").entries()) {
    const report = (what: string): void => void hits.push(`${file}:${i + 1}: ${what}`);
    for (const [word, instead] of AVOID) {
      const found = word.exec(line);
      if (found) report(`"${found[0].trim()}" is hard to read. Write: ${instead}.`);
    }
    if (!file.endsWith(".md")) continue;
    if (line.startsWith("```")) isCode = !isCode;
    else if (!isCode && line.startsWith("#")) {
      if (/[.!:]$/.test(line)) report("A heading ends without punctuation.");
      if (isTitleCase(line)) report(`"${line}" has capitals inside. Write it as a sentence.`);
    }
  }
}
console.log([...hits, `prose: ${files.length} files, ${hits.length} to correct`].join("\n"));
process.exitCode = hits.length ? 1 : 0;
