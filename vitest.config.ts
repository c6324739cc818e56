import { defineConfig } from "vitest/config";

/** Configuration of test/unit, test/docs, test/package, test/pages and test/install. */
export default defineConfig({
  test: {
    include: ["test/{unit,docs,package,pages,install}/**/*.test.ts"],
    // They start faster than processes.
    pool: "threads",
    // Packing and type checking are slow.
    testTimeout: 30_000,
    // A browser may need a second attempt to start.
    hookTimeout: 90_000,
    coverage: {
      // Count files that no test loads, too.
      include: ["src/**/*.ts"],
      reportsDirectory: "coverage/unit",
      reporter: ["lcovonly"],
    },
  },
});
