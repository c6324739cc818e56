import { defineConfig } from "vitest/config";

/** Each test has an nginx and an LHC of its own, and mostly waits for answers to grow old: several at once. */
export default defineConfig({
  test: {
    dir: import.meta.dirname,
    fileParallelism: false,
    sequence: { concurrent: true },
    testTimeout: 60_000,
    hookTimeout: 30_000,
  },
});
