/**
 * Tests every fault of table.ts in every engine:
 * `npm run test:faults -- [chromium] [firefox] [webkit] [--only TEXT]`
 */
import { parseArgs } from "node:util";
import { findChromium } from "../../scripts/lib/chromium.ts";
import { lineOf } from "./report.ts";
import { ENGINES } from "./row.ts";
import { run } from "./run.ts";
import { GROUPS } from "./table.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { only: { type: "string", default: "" } },
});
const unknown = positionals.find((name) => !(ENGINES as readonly string[]).includes(name));
if (unknown !== undefined) throw new Error(`Unknown engine '${unknown}'. Use ${ENGINES.join(", ")}.`);
const engines = ENGINES.filter((engine) => positionals.length === 0 || positionals.includes(engine));
const rows = GROUPS.flatMap((group) => group.rows).filter(({ name }) => name.includes(values.only));

const cells = await run(engines, rows, findChromium, (cell) => console.log(lineOf(cell)));

for (const engine of engines) {
  const own = cells.filter((cell) => cell.engine === engine);
  const count = (condition: (cell: (typeof own)[number]) => boolean): number => own.filter(condition).length;
  console.log(
    `${engine}: ${count(({ seen, faults }) => seen !== undefined && faults?.length === 0)} as expected, ` +
      `${count(({ faults }) => (faults?.length ?? 0) > 0)} failed, ` +
      `${count(({ expected }) => typeof expected === "object")} not testable, ` +
      `${count(({ faults }) => !faults)} without a verdict`,
  );
}
const isGood = cells.length > 0 && cells.every(({ faults }) => faults?.length === 0);
process.exitCode = isGood ? 0 : 1;
