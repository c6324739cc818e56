/**
 * Runs test/browser in the given engines (default: Chromium):
 * `npm run test:browser -- [chromium] [firefox] [webkit] [--files test/browser/x.test.ts] [--coverage] [--watch]`
 * With `--fuzz` it runs test/fuzz instead, in several pages in parallel.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { relative } from "node:path";
import { esbuildPlugin } from "@web/dev-server-esbuild";
import {
  type BrowserLauncher,
  chromeLauncher,
  startTestRunner,
  type TestSession,
  type TestSuiteResult,
} from "@web/test-runner";
import puppeteer from "puppeteer-core";
import { findChromium } from "../../scripts/lib/chromium.ts";
import { findFirefox } from "../../scripts/lib/firefox.ts";
import { lhcPlugin } from "./support/lhc-plugin.ts";
import { visibilityPlugin } from "./support/visibility-plugin.ts";
import { webkitLauncher } from "./support/webkit-launcher.ts";

/** Parallel pages, each with a part of the sequences. They mostly wait for a window or the server. */
const FUZZERS = 4;
const args = process.argv.slice(2);
const isFuzz = args.includes("--fuzz");

const launchers: Record<string, () => BrowserLauncher | Promise<BrowserLauncher>> = {
  // No `browser: "chrome"`, which would disable native coverage.
  chromium: async () =>
    chromeLauncher({
      launchOptions: await findChromium(),
      concurrency: isFuzz ? FUZZERS : 2,
      // Each page gets its own window and storage. In a shared window, one of two pages would be hidden.
      createPage: async ({ browser }) => (await browser.createBrowserContext()).newPage(),
    }),
  firefox: () =>
    chromeLauncher({
      puppeteer: puppeteer as never,
      concurrency: 1,
      launchOptions: {
        browser: "firefox",
        executablePath: findFirefox(),
      },
    }),
  webkit: webkitLauncher,
};

const named = args.filter((arg) => arg in launchers || arg === "--fuzz");
const engines = named.some((arg) => arg in launchers)
  ? named.filter((arg) => arg in launchers)
  : ["chromium"];
const plugins = [lhcPlugin(), visibilityPlugin()];

const runner = await startTestRunner({
  readFileConfig: false,
  autoExitProcess: false,
  argv: args.filter((arg) => !named.includes(arg)),
  config: {
    ...(isFuzz ? {} : { files: "test/browser/**/*.test.ts" }),
    groups: Array.from({ length: isFuzz ? FUZZERS : 0 }, (_, i) => ({
      name: `fuzzer ${i + 1}`,
      files: "test/fuzz/**/*.test.ts",
    })),
    browsers: await Promise.all(engines.map(async (engine) => launchers[engine]!())),
    concurrentBrowsers: engines.length,
    // Lit's development build, because its warnings fail the run.
    nodeResolve: { exportConditions: ["development"] },
    plugins: [esbuildPlugin({ ts: true, tsconfig: "tsconfig.json", target: "es2022" }), ...plugins],
    // The fuzz test is slow.
    testsFinishTimeout: 20 * 60_000,
    testFramework: { config: { timeout: "30000" } },
    coverageConfig: { include: ["src/**/*.ts"], reportDir: "coverage/browser", reporters: ["lcovonly"] },
    filterBrowserLogs: ({ args: [text] }) => !/^Lit is in dev mode|thrown on purpose/.test(String(text)),
  },
});
if (!runner) throw new Error("The browser tests did not start");

runner.sessions.on("session-status-updated", ({ id, status }) => {
  if (status === "FINISHED") for (const plugin of plugins) void plugin.closeSession(id);
});
process.on("SIGINT", () => void runner.stop());
runner.on("stopped", (passed) => {
  const counts: Counts = { passed: 0, failed: 0, failures: [] };
  for (const session of runner.sessions.all()) count(session, counts);
  for (const failure of counts.failures) console.error(`FAILED ${failure}`);
  mkdirSync("reports", { recursive: true });
  writeFileSync(`reports/${isFuzz ? "fuzz" : "browser"}.json`, JSON.stringify(counts));
  process.exit(passed && counts.failed === 0 ? 0 : 1);
});

interface Counts {
  passed: number;
  failed: number;
  /** File, title and message of each. */
  failures: string[];
}

function count(session: TestSession, counts: Counts): void {
  const where = `${session.browser.name}, ${relative(".", session.testFile ?? "")}`;
  const fail = (what: string): void => {
    counts.failed += 1;
    counts.failures.push(`${where}: ${what}`);
  };
  const before = counts.failed;
  countSuite(session.testResults, counts, fail);
  // An error outside the tests, a timeout, or a file that does not load.
  if (!session.passed && counts.failed === before)
    fail(session.errors.map(({ message }) => message).join("; "));
  // A working page logs nothing. A test that expects a warning stubs console.warn.
  if (session.logs.length > 0) fail(`unexpected console messages: ${JSON.stringify(session.logs)}`);
}

function countSuite(suite: TestSuiteResult | undefined, counts: Counts, fail: (what: string) => void): void {
  for (const test of suite?.tests ?? []) {
    if (test.passed) counts.passed += 1;
    else if (!test.skipped) fail(`${test.name}: ${test.error?.message ?? ""}`);
  }
  for (const inner of suite?.suites ?? []) countSuite(inner, counts, fail);
}
