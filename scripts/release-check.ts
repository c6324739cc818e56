/**
 * `npm run release:check`: does all that a release needs, and publishes nothing. It builds the package twice, because the
 * same source has to give the same files.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./lib/project-files.ts";
import { changelogProblem, packageProblems } from "./lib/release-rules.ts";

interface Manifest {
  readonly version: string;
  readonly scripts: Readonly<Record<string, string>>;
}

const read = (file: string): string => readFileSync(join(root, file), "utf8");
const manifest = JSON.parse(read("package.json")) as Manifest;
let failures = 0;

/** A step fails if it returns a problem or throws. */
function step(name: string, run: () => string | undefined): void {
  let problem: string | undefined;
  try {
    problem = run();
  } catch (error) {
    problem = String(error);
  }
  if (problem !== undefined) failures += 1;
  console.log(problem === undefined ? "ok  " : "FAIL", name, problem === undefined ? "" : `\n${problem}`);
}

/** The end of a command's output if it fails. */
function command(line: string): string | undefined {
  const { status, stdout, stderr } = spawnSync(line, { cwd: root, shell: true, encoding: "utf8" });
  return status === 0 ? undefined : `${stdout}\n${stderr}`.trim().split("\n").slice(-20).join("\n");
}

/** The hash of each file in a folder. */
function hashes(folder: string): Record<string, string> {
  const files = readdirSync(join(root, folder), { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return Object.fromEntries(
    files.map(({ parentPath, name }) => {
      const file = join(parentPath, name);
      return [file, createHash("sha256").update(readFileSync(file)).digest("hex")];
    }),
  );
}

step("version and changelog agree", () => changelogProblem(read("CHANGELOG.md"), manifest.version));
step("the package builds", () => command("npm run build"));
const first = hashes("dist");
step("the build is reproducible", () => {
  const problem = command("npm run build");
  if (problem !== undefined) return problem;
  const second = hashes("dist");
  const changed = Object.keys({ ...first, ...second }).filter((file) => first[file] !== second[file]);
  return changed.length > 0 ? `These files differ between two builds: ${changed.join(", ")}` : undefined;
});
step("the integrity hash is that of the script", () => {
  const { integrity } = JSON.parse(read("dist/sri.json")) as { integrity: string };
  const hash = createHash("sha384")
    .update(readFileSync(join(root, "dist/lhc-status.js")))
    .digest("base64");
  return integrity === `sha384-${hash}` ? undefined : "dist/sri.json has another hash. Run: npm run build";
});
step("the tarball contains what it should", () => {
  const { stdout } = spawnSync("npm pack --dry-run --json --ignore-scripts", {
    cwd: root,
    shell: true,
    encoding: "utf8",
  });
  const [packed] = JSON.parse(stdout) as { files: { path: string }[] }[];
  const problems = packageProblems((packed?.files ?? []).map(({ path }) => path));
  return problems.length > 0 ? problems.join("\n") : undefined;
});
step("size", () => command("npm run size"));
step("types", () => command("npm run types"));
step("entry points", () => command("npx --no-install publint --strict"));
step("types for importers", () =>
  command("npx --no-install attw --pack . --profile esm-only --quiet --exclude-entrypoints lhc-status.js"),
);
step("generated docs and their links", () => command("npx --no-install vitest run test/docs"));
if ("build:wordpress" in manifest.scripts) {
  step("the WordPress zip", () => {
    const problem = command("npm run build:wordpress");
    const isThere = existsSync(join(root, "dist/lhc-status-wordpress.zip"));
    return problem ?? (isThere ? undefined : "dist/lhc-status-wordpress.zip was not written.");
  });
}
step("the site builds", () => command("npm run build:site"));
step("an example works with the tarball", () => command("npm run test:examples -- html"));
console.log(failures === 0 ? "\nReady to release." : `\n${failures} to correct before a release.`);
process.exitCode = failures === 0 ? 0 : 1;
