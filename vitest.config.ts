import { defineConfig } from "vitest/config";

/** The tests that `vitest run test/unit`, `test/docs`, `test/package`, `test/pages` and `test/install` run. */
export default defineConfig({
  test: {
    include: ["test/{unit,docs,package,pages,install}/**/*.test.ts"],
    // Packing, and the type checker, take their time.
    testTimeout: 30_000,
    // A browser may need a second attempt to start.
    hookTimeout: 90_000,
    coverage: {
      // Every file counts, also one that no test loads.
      include: ["src/**/*.ts"],
      reportsDirectory: "coverage/unit",
      reporter: ["lcovonly"],
    },
  },
});
