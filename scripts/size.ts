/** What the script costs a page, next to what Lit alone costs, and what each door of the package weighs. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { bareElement } from "./bare-element.ts";
import { SCRIPT_BUDGET, weigh } from "./weigh.ts";

/** Bytes after brotli 11. */
const BUDGETS = { "lhc-status.js": SCRIPT_BUDGET, "rest.js": 6_000 };

const root = join(import.meta.dirname, "..");
const dist = join(root, "dist");

/** A door with the chunks that it loads; Lit comes on top. */
function withChunks(file: string, seen = new Map<string, string>()): string {
  if (!seen.has(file)) {
    const code = readFileSync(file, "utf8");
    seen.set(file, code);
    for (const [, path] of code.matchAll(/(?:from|import)\s*"(\.[^"]+)"/g))
      withChunks(join(file, "..", path!), seen);
  }
  return [...seen.values()].join("");
}

function print(name: string, code: string): number {
  const { raw, gzip, brotli } = weigh(code);
  console.log(name.padEnd(32), ...[raw, gzip, brotli].map((bytes) => String(bytes).padStart(8)));
  return brotli;
}

console.log("bytes".padEnd(32), ..."raw gzip brotli".split(" ").map((name) => name.padStart(8)));
const script = print("dist/lhc-status.js", readFileSync(join(dist, "lhc-status.js"), "utf8"));
const bare = print("  a bare LitElement", await bareElement());
for (const door of ["index", "core", "define", "element"]) {
  print(`dist/${door}.js${door === "core" ? "" : ", without Lit"}`, withChunks(join(dist, `${door}.js`)));
}
const rest = print("dist/rest.js", readFileSync(join(dist, "rest.js"), "utf8"));
console.log(`\n${script - bare} B of dist/lhc-status.js are beyond the bare LitElement.`);
for (const [file, bytes] of [
  ["lhc-status.js", script],
  ["rest.js", rest],
] as const) {
  const budget = BUDGETS[file];
  console.log(`dist/${file}: ${bytes} B of ${budget} B (brotli)`);
  if (bytes <= budget) continue;
  console.error(`dist/${file} is ${bytes - budget} B over its budget.`);
  process.exitCode = 1;
}
