import { defineConfig } from "vitest/config";

/** Stryker's: the tests of the pure modules alone, none that looks at a built package or starts a server. */
export default defineConfig({ test: { include: ["test/unit/{protocol,status}/**/*.test.ts"] } });
