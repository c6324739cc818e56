/**
 * Everything that must hold before a change goes in. `npm test -- --verbose` shows what the steps print;
 * `npm run test:full` adds what takes longer, or needs more than Node: other engines, policies, looks and faults.
 */
import { spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { linesCovered } from "./coverage.ts";

interface Counts {
  passed: number;
  failed: number;
}

interface Step {
  name: string;
  command: string;
  /** The file in reports/ that counts its tests. Without one, the step counts as one. */
  report?: string;
}

const verbose = process.argv.includes("--verbose");
const total: Counts = { passed: 0, failed: 0 };
/** So much of what a failed step printed stands again at the end, where it is looked for. */
const LAST_LINES = 12;
const ends: string[] = [];

const step = (name: string, command: string): Step => ({ name, command });
const vitest = (name: string, command: string, report: string): Step => ({
  name,
  command: `${command} --reporter=default --reporter=json --outputFile=reports/${report}.json`,
  report,
});
const inBrowser = (name: string, command: string, report: string): Step => ({ name, command, report });

/** Two rows at a time; in a row, one after the other. */
const rows: Step[][] = [
  [
    step("build", "npm run build"),
    step("size", "npm run size"),
    step("publint", "publint --strict"),
    // The script file is copied, not imported.
    step(
      "types for importers",
      "attw --pack . --profile esm-only --quiet --exclude-entrypoints lhc-status.js",
    ),
    vitest("generated docs", "vitest run test/docs", "docs"),
    vitest("package", "npm run test:package --", "package"),
    vitest(
      "script file",
      "vitest run test/pages/script-tag.test.ts test/pages/second-copies.test.ts",
      "script",
    ),
    step("unused code", "knip"),
  ],
  [
    step("types of src", "tsc -p src"),
    step("types of the rest", "tsc"),
    step("eslint", "eslint ."),
    step("imports", "depcruise ."),
    step("prose", "tsx scripts/lint-prose.ts"),
    step("format", "oxfmt --check"),
    vitest("unit tests", "npm run test:unit -- --coverage", "unit"),
  ],
];

/** By itself, since it looks at how time goes by. */
const browserTests = inBrowser("browser tests", "npm run test:browser -- --static-logging", "browser");

async function run({ name, command, report }: Step): Promise<void> {
  // No report of an earlier run may stand for this one.
  if (report) rmSync(`reports/${report}.json`, { force: true });
  const start = performance.now();
  const { code, output } = await execute(command);
  let { passed, failed } = code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  if (report) {
    ({ passed, failed } = readCounts(report));
    // A runner that crashes, or finds no test at all, must not look like success.
    if (failed === 0 && (code !== 0 || passed === 0)) failed = 1;
  }
  total.passed += passed;
  total.failed += failed;
  const time = `${((performance.now() - start) / 1000).toFixed(1)} s`.padStart(7);
  console.log(failed ? "FAIL" : "ok  ", time, name, report ? `(${passed} passed, ${failed} failed)` : "");
  if (failed || verbose) console.log(`$ ${command}\n${output}`);
  if (failed) ends.push(`FAIL ${name}\n${output.trimEnd().split("\n").slice(-LAST_LINES).join("\n")}\n`);
}

function execute(command: string): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    // Packing would build again what the first step has built.
    const env = { ...process.env, NO_COLOR: "1", FORCE_COLOR: undefined, npm_config_ignore_scripts: "true" };
    // npx for the tools' own names; a shell, since Windows has no other way to start them.
    const child = spawn(/^(npm|LHC_STATUS_ENGINE=)/.test(command) ? command : `npx --no-install ${command}`, {
      shell: true,
      env,
    });
    let output = "";
    child.stdout.on("data", (data: Buffer) => (output += data.toString()));
    child.stderr.on("data", (data: Buffer) => (output += data.toString()));
    child.on("close", (code) => resolve({ code, output }));
  });
}

function readCounts(report: string): Counts {
  const file = `reports/${report}.json`;
  if (!existsSync(file)) return { passed: 0, failed: 0 };
  const counts = JSON.parse(readFileSync(file, "utf8")) as Record<string, number | undefined>;
  // Vitest's names, or those of test/browser/run.ts.
  return {
    passed: counts["numPassedTests"] ?? counts["passed"] ?? 0,
    failed: counts["numFailedTests"] ?? counts["failed"] ?? 0,
  };
}

/** One after the other: each of them keeps a machine busy. */
const slow: Step[] = [
  inBrowser("Firefox and WebKit", "npm run test:browser -- firefox webkit --static-logging", "browser"),
  vitest("pages", "npm run test:pages --", "pages"),
  ...["firefox", "webkit"].map((engine) =>
    vitest(
      `policies in ${engine}`,
      `LHC_STATUS_ENGINE=${engine} npm run test:pages -- --exclude test/pages/page-life.test.ts`,
      `pages-${engine}`,
    ),
  ),
  vitest("sheet of looks", "npm run test:sheet --", "sheet"),
  inBrowser("2,000 sequences", "npm run test:fuzz", "fuzz"),
  step("10,000 questions", "npm run test:leak"),
  vitest("installs beside other versions", "npm run test:install --", "install"),
  step("faults in three engines", "npm run test:faults"),
  step("bench, in its quick form", "npm run bench -- --quick"),
  vitest("nginx in front", "npm run test:nginx --", "nginx"),
];

for (const folder of ["reports", "coverage"]) rmSync(folder, { recursive: true, force: true });
await Promise.all(
  rows.map(async (row) => {
    for (const each of row) await run(each);
  }),
);
await run(browserTests);
const reports = ["coverage/unit/lcov.info", "coverage/browser/lcov.info"].filter((file) => existsSync(file));
console.log(`\n${linesCovered(reports)} by unit and browser tests together`);
if (process.argv.includes("--full")) {
  for (const each of slow) await run(each);
}
for (const end of ends) console.log(end);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
