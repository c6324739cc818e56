import { defineConfig } from "vitest/config";

/** Files run one after another. The console shows measured contrasts. */
export default defineConfig({
  test: {
    dir: import.meta.dirname,
    fileParallelism: false,
    disableConsoleIntercept: true,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
