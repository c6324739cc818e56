import { defineConfig } from "vitest/config";

/** Builds the site once. Files run one after another, because each has a browser of its own. */
export default defineConfig({
  test: {
    dir: import.meta.dirname,
    globalSetup: `${import.meta.dirname}/support/build.ts`,
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 90_000,
  },
});
