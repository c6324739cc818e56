/** The pages in test/types hold what must compile, and what must not: for that, a comment expects an error. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";

const repository = join(import.meta.dirname, "../..");

test.each([
  ["react", "typescript/bin/tsc"],
  ["preact", "typescript/bin/tsc"],
  ["vue", "vue-tsc/bin/vue-tsc.js"],
])("a wrong attribute or event is an error for %s", { timeout: 120_000 }, (framework, compiler) => {
  const args = [join(repository, "node_modules", compiler), "-p", join("test/types", framework)];
  const { status, stdout, stderr } = spawnSync("node", args, { cwd: repository, encoding: "utf8" });
  expect({ status, said: stdout + stderr }).toEqual({ status: 0, said: "" });
});
