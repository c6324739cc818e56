import { join } from "node:path";
import { defineConfig } from "vitest/config";

const root = join(import.meta.dirname, "../..");

/** Runs all tests in both simulated browsers in which apps test their own code. */
export default defineConfig({
  resolve: {
    alias: [
      { find: /^lhc-status$/, replacement: join(root, "src/index.ts") },
      { find: /^lhc-status\/(.+)$/, replacement: join(root, "src/$1.ts") },
    ],
  },
  test: {
    testTimeout: 30_000,
    projects: ["jsdom", "happy-dom"].map((environment) => ({
      extends: true,
      test: { name: environment, environment, dir: import.meta.dirname },
    })),
  },
});
