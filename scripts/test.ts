/**
 * Everything that must hold before a change goes in. `npm test -- --verbose` shows what the steps print;
 * `npm run test:rest` does what takes longer, or needs more than Node: other engines, policies, looks and faults.
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
  /** Where the command reports its tests. Without, the step counts as one. */
  counts?: () => Counts;
}

const verbose = process.argv.includes("--verbose");
const total: Counts = { passed: 0, failed: 0 };
/** So much of what a failed step printed stands again at the end, where it is looked for. */
const LAST_LINES = 12;
const ends: string[] = [];

const step = (name: string, command: string, counts?: Step["counts"]): Step => ({
  name,
  command,
  ...(counts && { counts }),
});
const json = (file: string) => JSON.parse(readFileSync(file, "utf8")) as Record<string, number>;

const fromVitest = (file: string) => (): Counts => {
  const { numPassedTests: passed = 0, numFailedTests: failed = 0 } = json(file);
  return { passed, failed };
};
const fromBrowser = (file: string) => (): Counts => {
  const { passed = 0, failed = 0 } = json(file);
  return { passed, failed };
};

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
    step("README is current", "npm run manifest -- --check"),
    step("package", "npm run test:package"),
    step("script file", "vitest run test/pages/script-tag.test.ts test/pages/second-copies.test.ts"),
    step("unused code", "knip"),
  ],
  [
    step("types of src", "tsc -p tsconfig.json"),
    step("types of the rest", "tsc -p tsconfig.tools.json"),
    step("eslint", "eslint ."),
    step("imports", "depcruise src demo test bench"),
    step("format", "oxfmt --check"),
    step(
      "unit tests",
      "npm run test:unit -- --coverage --reporter=default --reporter=json --outputFile=reports/unit.json",
      fromVitest("reports/unit.json"),
    ),
  ],
];

/** By itself, since it looks at how time goes by. */
const browserTests = step(
  "browser tests",
  "npm run test:browser -- --static-logging",
  fromBrowser("reports/browser.json"),
);

async function run({ name, command, counts }: Step): Promise<void> {
  const start = performance.now();
  const { code, output } = await execute(command);
  let { passed, failed } = code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  if (counts) {
    ({ passed, failed } = attempt(counts) ?? { passed: 0, failed: 0 });
    // A runner that crashes, or finds no test at all, must not look like success.
    if (failed === 0 && (code !== 0 || passed === 0)) failed = 1;
  }
  total.passed += passed;
  total.failed += failed;
  const time = `${((performance.now() - start) / 1000).toFixed(1)} s`.padStart(7);
  console.log(failed ? "FAIL" : "ok  ", time, name, counts ? `(${passed} passed, ${failed} failed)` : "");
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

function attempt(counts: () => Counts): Counts | undefined {
  try {
    return counts();
  } catch {
    return undefined;
  }
}

/** One after the other: each of them keeps a machine busy. */
const rest: Step[] = [
  step(
    "Firefox and WebKit",
    "npm run test:browser -- firefox webkit --static-logging",
    fromBrowser("reports/browser.json"),
  ),
  step("build", "npm run build"),
  step(
    "pages",
    "npm run test:pages -- --reporter=default --reporter=json --outputFile=reports/pages.json",
    fromVitest("reports/pages.json"),
  ),
  ...["firefox", "webkit"].map((engine) =>
    step(
      `policies in ${engine}`,
      `LHC_STATUS_ENGINE=${engine} npm run test:pages -- --exclude test/pages/page-life.test.ts --reporter=default --reporter=json --outputFile=reports/pages-${engine}.json`,
      fromVitest(`reports/pages-${engine}.json`),
    ),
  ),
  step(
    "sheet of looks",
    "npm run test:sheet -- --reporter=default --reporter=json --outputFile=reports/sheet.json",
    fromVitest("reports/sheet.json"),
  ),
  step("2,000 sequences", "npm run test:fuzz", fromBrowser("reports/fuzz.json")),
  step("10,000 questions", "npm run test:leak"),
  step(
    "installs beside other versions",
    "npm run test:install -- --reporter=default --reporter=json --outputFile=reports/install.json",
    fromVitest("reports/install.json"),
  ),
  step("faults in three engines", "npm run test:faults"),
  step("bench, in its quick form", "npm run bench -- --quick"),
  step(
    "nginx in front",
    "npm run test:edge -- --reporter=default --reporter=json --outputFile=reports/edge.json",
    fromVitest("reports/edge.json"),
  ),
];

// No report of an earlier run may stand for this one.
for (const folder of ["reports", "coverage"]) rmSync(folder, { recursive: true, force: true });
if (process.argv.includes("--rest")) {
  for (const each of rest) await run(each);
} else {
  await Promise.all(
    rows.map(async (row) => {
      for (const each of row) await run(each);
    }),
  );
  await run(browserTests);
  const reports = ["coverage/unit/lcov.info", "coverage/browser/lcov.info"].filter((file) =>
    existsSync(file),
  );
  console.log(`\n${linesCovered(reports)} by unit and browser tests together`);
}
for (const end of ends) console.log(end);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
