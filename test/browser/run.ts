/**
 * Runs test/browser in the engines that are named, in Chromium without any:
 * `npm run test:browser -- [chromium] [firefox] [webkit] [--files test/browser/x.test.ts] [--watch]`
 * With `--fuzz` it runs test/fuzz in their place, in several pages at once.
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

/** Pages that take a part of the sequences each: most of their time they wait for a window or the server. */
const FUZZERS = 4;
const args = process.argv.slice(2);
const fuzzes = args.includes("--fuzz");

const launchers: Record<string, () => BrowserLauncher | Promise<BrowserLauncher>> = {
  // Without `browser: "chrome"`, which would turn native coverage off.
  chromium: async () =>
    chromeLauncher({
      launchOptions: await findChromium(),
      concurrency: fuzzes ? FUZZERS : 2,
      // A context has windows and storage of its own. In one window, one page of the two would be hidden.
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
    ...(fuzzes ? {} : { files: "test/browser/**/*.test.ts" }),
    groups: Array.from({ length: fuzzes ? FUZZERS : 0 }, (_, i) => ({
      name: `fuzzer ${i + 1}`,
      files: "test/fuzz/**/*.test.ts",
    })),
    browsers: await Promise.all(engines.map(async (engine) => launchers[engine]!())),
    concurrentBrowsers: engines.length,
    // Lit's development build: what it warns of fails the run.
    nodeResolve: { exportConditions: ["development"] },
    plugins: [esbuildPlugin({ ts: true, tsconfig: "tsconfig.json", target: "es2022" }), ...plugins],
    // The fuzz test takes its time.
    testsFinishTimeout: 20 * 60_000,
    testFramework: { config: { timeout: "30000" } },
    coverage: engines.includes("chromium") && !fuzzes && !args.includes("--watch"),
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
  writeFileSync(`reports/${fuzzes ? "fuzz" : "browser"}.json`, JSON.stringify(counts));
  process.exit(passed && counts.failed === 0 ? 0 : 1);
});

interface Counts {
  passed: number;
  failed: number;
  /** Which ones, and why. */
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
  // An error outside of the tests, a time-out, a file that does not load.
  if (!session.passed && counts.failed === before)
    fail(session.errors.map(({ message }) => message).join("; "));
  // A page that is well says nothing, whatever it is asked to show: a test that expects a warning takes console.warn over.
  if (session.logs.length > 0) fail(`words in the console: ${JSON.stringify(session.logs)}`);
}

function countSuite(suite: TestSuiteResult | undefined, counts: Counts, fail: (what: string) => void): void {
  for (const test of suite?.tests ?? []) {
    if (test.passed) counts.passed += 1;
    else if (!test.skipped) fail(`${test.name}: ${test.error?.message ?? ""}`);
  }
  for (const inner of suite?.suites ?? []) countSuite(inner, counts, fail);
}
