/** Installs the editors from their own lock file, which is not part of the root's: they are large. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

export default function setup(): void {
  const cwd = import.meta.dirname;
  if (existsSync(join(cwd, "node_modules/.package-lock.json"))) return;
  const { status, stderr } = spawnSync("npm", ["ci", "--ignore-scripts"], { cwd, encoding: "utf8" });
  if (status !== 0) throw new Error(`npm ci in test/editors failed: ${stderr}`);
}
