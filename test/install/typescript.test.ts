/** The types compile with every TypeScript version since 5.0. Needs the registry once. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pack, repository, typeErrors, unpack } from "../package/support/packed.ts";

const VERSIONS = ["5.0", "5.4", "5.9", "6.0", "7.0"];
const cache = join(repository, "node_modules/.cache/typescript-versions");
const compiler = (version: string) => join(cache, "node_modules", `typescript-${version}`, "bin/tsc");
const project = mkdtempSync(join(tmpdir(), "lhc-status-types-"));

beforeAll(() => {
  if (!VERSIONS.every((version) => existsSync(compiler(version)))) {
    mkdirSync(cache, { recursive: true });
    writeFileSync(join(cache, "package.json"), JSON.stringify({ private: true }));
    const aliases = VERSIONS.map((version) => `typescript-${version}@npm:typescript@${version}`);
    execFileSync("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", ...aliases], {
      cwd: cache,
      stdio: "pipe",
    });
  }
  unpack(pack(project), project);
}, 300_000);
afterAll(() => rmSync(project, { recursive: true }));

describe.each(VERSIONS)("TypeScript %s", (version) => {
  test.each(["bundler", "nodenext"] as const)(
    "has types for moduleResolution %s",
    { timeout: 120_000 },
    (resolution) => {
      expect(typeErrors(project, resolution, compiler(version))).toBe("");
    },
  );
});

test("older resolvers without support for exports find main and types", { timeout: 120_000 }, () => {
  expect(typeErrors(project, "node10", compiler("5.0"))).toBe("");
});
