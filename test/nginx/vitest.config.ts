import { defineConfig } from "vitest/config";

/** Tests run concurrently, because each has its own nginx and LHC and mostly waits for answers to expire. */
export default defineConfig({
  test: {
    dir: import.meta.dirname,
    fileParallelism: false,
    sequence: { concurrent: true },
    testTimeout: 60_000,
    hookTimeout: 30_000,
  },
});
