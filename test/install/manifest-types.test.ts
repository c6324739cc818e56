/** The pages in test/types contain code that must compile, and errors marked by @ts-expect-error. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";

const repository = join(import.meta.dirname, "../..");

test.each([
  ["react", "typescript/bin/tsc"],
  ["preact", "typescript/bin/tsc"],
  ["vue", "vue-tsc/bin/vue-tsc.js"],
])("a misspelt attribute or event is a type error in %s", { timeout: 120_000 }, (framework, compiler) => {
  const args = [join(repository, "node_modules", compiler), "-p", join("test/types", framework)];
  const { status, stdout, stderr } = spawnSync("node", args, { cwd: repository, encoding: "utf8" });
  expect({ status, output: stdout + stderr }).toEqual({ status: 0, output: "" });
});
