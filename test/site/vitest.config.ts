import { defineConfig } from "vitest/config";

/** Builds the site once. Two files run at once, each with a browser of its own. */
export default defineConfig({
  test: {
    dir: import.meta.dirname,
    globalSetup: `${import.meta.dirname}/support/build.ts`,
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 90_000,
  },
});
