import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    dir: import.meta.dirname,
    globalSetup: "test/wordpress/builds.ts",
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Editors and servers are slow on a busy machine.
    expect: { poll: { timeout: 20_000 } },
  },
});
