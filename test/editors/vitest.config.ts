import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    dir: import.meta.dirname,
    globalSetup: "test/editors/install.ts",
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
