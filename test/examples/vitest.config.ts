import { defineConfig } from "vitest/config";

/** Files run one after another, because installing and building keep the machine busy. The console shows durations. */
export default defineConfig({
  test: {
    dir: import.meta.dirname,
    fileParallelism: false,
    disableConsoleIntercept: true,
    reporters: ["default", ["json", { outputFile: "reports/examples.json" }]],
    testTimeout: 120_000,
    // Installs, checks types and builds.
    hookTimeout: 600_000,
  },
});
