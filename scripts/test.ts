/**
 * Runs the checks before each push. `npm test -- --verbose` shows the output of all steps.
 * `npm run test:full` adds slow checks and those that need more than Node: other engines, policies, pictures, faults.
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
  /** The file in reports/ with its test counts. Without one, the step counts as one test. */
  report?: string;
}

const verbose = process.argv.includes("--verbose");
const full = process.argv.includes("--full");
/** Not before each push, because it makes the tests slower. */
const coverage = full ? " --coverage" : "";
const total: Counts = { passed: 0, failed: 0 };
/** Output lines of a failed step that are repeated at the end. */
const SUMMARY_LINES = 12;
const failureSummaries: string[] = [];

const step = (name: string, command: string): Step => ({ name, command });
const vitest = (name: string, command: string, report: string): Step => ({
  name,
  command: `${command} --reporter=default --reporter=json --outputFile=reports/${report}.json`,
  report,
});
const inBrowser = (name: string, command: string, report: string): Step => ({ name, command, report });

const build = step("build", "npm run build");
/** Two run at a time. Those that read `dist/` come last, when it has long been built. */
const steps: Step[] = [
  step("oxlint, with types", "oxlint --type-check"),
  step("eslint", "eslint src"),
  vitest("unit tests", `npm run test:unit --${coverage}`, "unit"),
  step("imports", "depcruise ."),
  step("prose", "tsx scripts/lint-prose.ts"),
  step("format", "oxfmt --check"),
  vitest("generated docs", "vitest run test/docs", "docs"),
  vitest("script file", "vitest run test/pages/script-tag.test.ts", "script"),
  step("size", "npm run size"),
  step("unused code", "knip"),
];

/** Runs alone, because some tests depend on time. */
const browserTests = inBrowser(
  "browser tests",
  `npm run test:browser -- --static-logging${coverage}`,
  "browser",
);

async function run({ name, command, report }: Step): Promise<void> {
  // Remove the report of an earlier run.
  if (report) rmSync(`reports/${report}.json`, { force: true });
  const start = performance.now();
  const { code, output } = await execute(command);
  let { passed, failed } = code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  if (report) {
    ({ passed, failed } = readCounts(report));
    // Count a crash, and a run without tests, as a failure.
    if (failed === 0 && (code !== 0 || passed === 0)) failed = 1;
  }
  total.passed += passed;
  total.failed += failed;
  const time = `${((performance.now() - start) / 1000).toFixed(1)} s`.padStart(7);
  console.log(failed ? "FAIL" : "ok  ", time, name, report ? `(${passed} passed, ${failed} failed)` : "");
  if (failed || verbose) console.log(`$ ${command}\n${output}`);
  if (failed)
    failureSummaries.push(`FAIL ${name}\n${output.trimEnd().split("\n").slice(-SUMMARY_LINES).join("\n")}\n`);
}

function execute(command: string): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    // Ignore scripts, because packing would build again.
    const env = { ...process.env, NO_COLOR: "1", FORCE_COLOR: undefined, npm_config_ignore_scripts: "true" };
    // npx finds the tools. Windows needs a shell to start them.
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
  // The first names are Vitest's, the others those of test/browser/run.ts.
  return {
    passed: counts["numPassedTests"] ?? counts["passed"] ?? 0,
    failed: counts["numFailedTests"] ?? counts["failed"] ?? 0,
  };
}

/** Two run at a time, because their results do not depend on time. */
const untimed: Step[] = [
  vitest("installs with other versions", "npm run test:install --", "install"),
  step("types", "npm run types"),
  vitest("package", "npm run test:package --", "package"),
  step("publint", "publint --strict"),
  vitest("jsdom and happy-dom", "npm run test:environments --", "environments"),
  // Sites copy the script file and do not import it.
  step("types for importers", "attw --pack . --profile esm-only --quiet --exclude-entrypoints lhc-status.js"),
];

/** These run one after another, because each keeps the machine busy. */
const slow: Step[] = [
  inBrowser("Firefox and WebKit", "npm run test:browser -- firefox webkit --static-logging", "browser"),
  vitest("pages", "npm run test:pages --", "pages"),
  // Without the files that start browsers of their own, and those whose code runs the same in each engine.
  ...["firefox", "webkit"].map((engine) =>
    vitest(
      `policies in ${engine}`,
      `LHC_STATUS_ENGINE=${engine} npm run test:pages -- --exclude test/pages/{page-life,hooks,missing-features,oldest-browsers}.test.ts`,
      `pages-${engine}`,
    ),
  ),
  vitest("site", "npm run test:site --", "site"),
  vitest("sheet of variants", "npm run test:sheet --", "sheet"),
  inBrowser("1,000 sequences", "npm run test:fuzz", "fuzz"),
  step("10,000 questions", "npm run test:leak"),
  // By hand: the other frameworks and examples, which take longer.
  inBrowser("frameworks", "npm run test:frameworks -- react19.test preact11 vue3 svelte5", "frameworks"),
  inBrowser("examples", "npm run test:examples -- html next", "examples"),
  step("faults in three engines", "npm run test:faults"),
  step("quick bench", "npm run bench -- --quick"),
  vitest("nginx cache", "npm run test:nginx --", "nginx"),
  vitest("doctor with Apache and nginx", "npm run test:doctor --", "doctor"),
  vitest("WordPress", "npm run test:wordpress --", "wordpress"),
  vitest("editors", "npm run test:editors --", "editors"),
];

for (const folder of ["reports", "coverage"]) rmSync(folder, { recursive: true, force: true });
const runAll = async (queue: Step[]): Promise<void> => {
  for (let next = queue.shift(); next; next = queue.shift()) await run(next);
};
await Promise.all([runAll(steps), run(build).then(() => runAll(steps))]);
await run(browserTests);
if (full) {
  const reports = ["coverage/unit/lcov.info", "coverage/browser/lcov.info"].filter((file) =>
    existsSync(file),
  );
  console.log(`\n${linesCovered(reports)} by unit and browser tests together`);
  await Promise.all([runAll(untimed), runAll(untimed)]);
  await runAll(slow);
}
for (const summary of failureSummaries) console.log(summary);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
