import { defineConfig } from "vitest/config";

/** In one Chromium after the other; the figures are for people to read. */
export default defineConfig({
  test: {
    dir: import.meta.dirname,
    fileParallelism: false,
    disableConsoleIntercept: true,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
