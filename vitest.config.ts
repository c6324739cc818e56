import { defineConfig } from "vitest/config";

/** The tests that need no browser: `vitest run test/unit`, `vitest run test/package`. */
export default defineConfig({
  test: {
    include: ["test/{unit,package}/**/*.test.ts"],
    // Packing, and the type checker, take their time.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    coverage: {
      // Every file counts, also one that no test loads.
      include: ["src/**/*.ts"],
      reportsDirectory: "coverage/unit",
      reporter: ["lcovonly"],
    },
  },
});
