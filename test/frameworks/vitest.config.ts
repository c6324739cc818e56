import { defineConfig } from "vitest/config";

/** One framework at a time. */
export default defineConfig({
  test: {
    dir: import.meta.dirname,
    include: ["*.test.ts"],
    globalSetup: "test/frameworks/pack.ts",
    fileParallelism: false,
    testTimeout: 30_000,
    // `npm ci` and the build run in a hook.
    hookTimeout: 300_000,
    reporters: ["default", "json"],
    outputFile: "reports/frameworks.json",
  },
});
