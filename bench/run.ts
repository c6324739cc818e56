/**
 * `npm run bench` measures everything and writes docs/performance.md (and bench/results.json, which git ignores).
 * `npm run bench -- --quick` measures less, and `--only size,herd` only some parts. Both print and write nothing.
 */
import { writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { startBrowser } from "./browser.ts";
import { type Results, writeDocs } from "./docs.ts";
import { edge } from "./edge.ts";
import { herd } from "./herd.ts";
import { home } from "./home.ts";
import { mount } from "./mount.ts";
import type { Findings, Part } from "./part.ts";
import { size } from "./size.ts";
import { targets } from "./targets.ts";
import { timeToStatus } from "./time-to-status.ts";
import { visitorHours } from "./visitor-hours.ts";

const PARTS: Record<string, Part> = {
  size,
  time: timeToStatus,
  mount,
  targets,
  "visitor-hours": visitorHours,
  herd,
  edge,
  home,
};

const { values } = parseArgs({
  options: { quick: { type: "boolean", default: false }, only: { type: "string" } },
});
const { quick, only } = values;
const names = only?.split(",") ?? Object.keys(PARTS);
const unknown = names.find((name) => !PARTS[name]);
if (unknown !== undefined)
  throw new Error(`--only: unknown part '${unknown}'. Use some of: ${Object.keys(PARTS).join(",")}`);

const progress = (text: string): void => {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}`);
};

function print({ title, tables, method }: Findings): void {
  console.log(`\n# ${title}\n${method[0]!}`);
  for (const { title: what, head, rows } of tables) {
    const widths = head.map((name, i) => Math.max(name.length, ...rows.map((row) => String(row[i]).length)));
    console.log(`\n${what}`);
    for (const row of [head, ...rows])
      console.log(
        `  ${row.map((cell, i) => (i ? String(cell).padStart(widths[i]!) : String(cell).padEnd(widths[i]!))).join("  ")}`,
      );
  }
}

const started = performance.now();
const findings: Findings[] = [];
for (const name of names) {
  const begin = performance.now();
  progress(name);
  const found = await PARTS[name]!({ quick, progress });
  progress("");
  print(found);
  console.log(`\n${name} took ${((performance.now() - begin) / 1000).toFixed(0)} s`);
  findings.push(found);
}

console.log("");
let failed = 0;
for (const { what, isMet, isEnforced } of findings.flatMap(({ verdicts }) => verdicts)) {
  const mustHold = isEnforced || !quick;
  if (!isMet && mustHold) failed++;
  console.log(isMet ? "ok  " : "FAIL", what, isMet || mustHold ? "" : "(not enforced in a quick run)");
}
console.log(`${((performance.now() - started) / 1000).toFixed(0)} s, ${failed} failed`);
process.exitCode = failed ? 1 : 0;

if (!quick && only === undefined) {
  const browser = await startBrowser();
  const results: Results = {
    environment: { cpus: availableParallelism(), node: process.versions.node, chromium: browser.version() },
    findings,
  };
  await browser.close();
  writeFileSync(join(import.meta.dirname, "results.json"), `${JSON.stringify(results, null, 2)}\n`);
  writeDocs(results);
}
