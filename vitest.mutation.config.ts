import { defineConfig } from "vitest/config";

/** For Stryker: only the tests of the pure modules, which need neither a build nor a server. */
export default defineConfig({ test: { include: ["test/unit/{protocol,status}/**/*.test.ts"] } });
