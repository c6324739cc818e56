/** `npm install` of the package works with any framework version, and `npx` finds its command. Needs the registry. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { pack } from "../package/support/packed.ts";

const folder = mkdtempSync(join(tmpdir(), "lhc-status-install-"));
let tarball: string;

beforeAll(() => {
  ({ tarball } = pack(folder));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Installs into a project of its own, without the downloads. A conflict of peers that npm would only warn of fails. */
function install(...names: string[]) {
  const project = mkdtempSync(join(folder, "project-"));
  mkdirSync(project, { recursive: true });
  writeFileSync(join(project, "package.json"), JSON.stringify({ private: true }));
  const args = [
    "install",
    "--package-lock-only",
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--strict-peer-deps",
  ];
  const { status, stderr } = spawnSync("npm", [...args, ...names], { cwd: project, encoding: "utf8" });
  return { status, peers: stderr.split("\n").filter((line) => /ERESOLVE|peer/i.test(line)) };
}

test.each([
  [["react@18", "react-dom@18", "@types/react@18"]],
  [["@types/react@17"]],
  [["vue@3.4"]],
  [["vue@2.7"]],
  [["preact@10.19"]],
  [["svelte@4"]],
  [["react@19", "@types/react@19", "preact@10", "vue@3"]],
])("installs beside %s", { timeout: 180_000 }, (others) => {
  // First the project's, then ours: npm holds on to what is there.
  expect(install(...others, tarball)).toEqual({ status: 0, peers: [] });
});

test("a range of peers that excludes a version would be noticed", { timeout: 180_000 }, () => {
  const other = join(folder, "other");
  mkdirSync(other);
  writeFileSync(
    join(other, "package.json"),
    JSON.stringify({
      name: "other",
      version: "1.0.0",
      peerDependencies: { vue: ">=3.5" },
      peerDependenciesMeta: { vue: { optional: true } },
    }),
  );
  const { status, peers } = install("vue@3.4", pack(folder, other).tarball);
  expect(status).not.toBe(0);
  expect(peers.join()).toContain("ERESOLVE");
});

test("npx runs the command", { timeout: 180_000 }, () => {
  const args = ["--yes", `--package=${tarball}`, "--", "lhc-status", "doctor", "--help"];
  const { status, stdout, stderr } = spawnSync("npx", args, { cwd: folder, encoding: "utf8" });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(stdout).toContain("Usage: npx lhc-status doctor ADDRESS");
});
