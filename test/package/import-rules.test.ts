/** Runs the real import rules on a source tree that violates each of them. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";

/** Importing file, imported file, and the violated rule. */
const imports = [
  ["src/protocol/a.ts", "src/transport/to.ts", "protocol-knows-only"],
  ["src/protocol/b.ts", "some-package", "protocol-needs-no-package"],
  ["src/transport/a.ts", "src/status/to.ts", "transport-knows-only"],
  ["src/status/a.ts", "src/element/to.ts", "status-knows-only"],
  ["src/status/b.ts", "lit", "lit-for-elements-only"],
  ["src/status/schedule.ts", "src/status/to.ts", "schedule-is-pure"],
  ["src/element/a.ts", "src/index.ts", "element-knows-only"],
  ["src/element/b.ts", "demo/to.ts", "src-is-below"],
  ["demo/c.ts", "scripts/to.ts", "demo-is-below"],
  ["scripts/a.ts", "bench/to.ts", "scripts-is-below"],
  ["scripts/b.ts", "test/to.ts", "scripts-is-below"],
  ["bench/a.ts", "test/to.ts", "bench-is-below"],
  ["integrations/a.ts", "demo/to.ts", "integrations-stand-alone"],
  ["test/a.ts", "integrations/to.ts", "nothing-imports-integrations"],
  ["src/element/e.ts", "node:fs", "page-without-node"],
  ["src/doctor/a.ts", "src/status/to.ts", "doctor-knows-only"],
  ["src/doctor/rules/a.ts", "src/doctor/to.ts", "rules-know-protocol-only"],
  ["src/doctor/rules/b.ts", "node:fs", "rules-know-protocol-only"],
  ["src/core.ts", "src/element/to.ts", "core-without-lit"],
  ["src/rest/a.ts", "src/transport/to.ts", "rest-knows-only"],
  ["demo/a.ts", "src/protocol/to.ts", "by-the-doors"],
  ["scripts/c.ts", "src/protocol/to.ts", "by-the-doors"],
  ["test/browser/a.test.ts", "src/status/to.ts", "by-the-doors"],
  // Allowed imports.
  ["src/element/c.ts", "src/status/to.ts"],
  ["src/element/d.ts", "lit"],
  ["src/rest/b.ts", "src/protocol/to.ts"],
  ["src/doctor/b.ts", "node:fs"],
  ["src/doctor/c.ts", "src/doctor/rules/to.ts"],
  ["src/doctor/rules/c.ts", "src/protocol/to.ts"],
  ["demo/b.ts", "src/index.ts"],
  ["scripts/d.ts", "demo/to.ts"],
  ["bench/b.ts", "scripts/to.ts"],
  ["test/b.ts", "bench/to.ts"],
  ["test/unit/a.test.ts", "src/protocol/to.ts"],
] as const;

test("every import rule reports violations", () => {
  const folder = mkdtempSync(join(tmpdir(), "lhc-status-rules-"));
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  };
  write("tsconfig.json", "{}");
  for (const [, to] of imports.filter(([, path]) => !path.startsWith("node:")))
    write(to.endsWith(".ts") ? to : `node_modules/${to}/index.js`, "export {};");
  for (const [from, to] of imports) {
    const upwards = "../".repeat(from.split("/").length - 1);
    write(from, `import "${to.endsWith(".ts") ? upwards + to : to}";`);
  }

  const repository = join(import.meta.dirname, "../..");
  const depcruise = join(repository, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
  const args = [
    depcruise,
    "--config",
    join(repository, ".dependency-cruiser.cjs"),
    "--output-type",
    "json",
    ".",
  ];
  const output = execFileSync("node", args, { cwd: folder, encoding: "utf8" });
  rmSync(folder, { recursive: true });

  const { summary } = JSON.parse(output) as {
    summary: { violations: { from: string; rule: { name: string } }[] };
  };
  const violations = summary.violations.map(({ from, rule }) => `${from}: ${rule.name}`);
  expect(violations.sort()).toEqual(
    imports.flatMap(([from, , rule]) => (rule ? `${from}: ${rule}` : [])).sort(),
  );
});
