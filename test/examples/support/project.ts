/** A copy of an example outside the repository, with the packed package. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { pack, repository } from "../../package/support/packed.ts";

export const examples = join(repository, "examples");
/** The server that the source of each example names. */
const LHC_URL = "https://chat.example.com/";
const GENERATED = new Set("node_modules .next .nuxt .output .svelte-kit .astro build dist".split(" "));
export const PACKAGE = "lhc-status";
export const PACKAGE_IN_LOCK = `node_modules/${PACKAGE}`;

export const exampleNames = (): string[] =>
  readdirSync(examples, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);

export interface Project {
  readonly folder: string;
  /** Runs a command of npm. Fails with its output. */
  npm(...args: string[]): Promise<void>;
  remove(): void;
}

/** Copies an example, with another LHC server in its source. It depends on a tarball of this repository. */
export function copyExample(name: string, lhcUrl = LHC_URL): Project {
  // The real path, because bundlers compare paths.
  const parent = realpathSync(mkdtempSync(join(tmpdir(), "lhc-status-example-")));
  const folder = join(parent, name);
  const filter = (path: string): boolean => !GENERATED.has(basename(path));
  cpSync(join(examples, name), folder, { recursive: true, filter });
  for (const file of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!file.isFile()) continue;
    const path = join(file.parentPath, file.name);
    const text = readFileSync(path, "utf8");
    if (text.includes(LHC_URL)) writeFileSync(path, text.replaceAll(LHC_URL, lhcUrl));
  }
  dependOn(`file:${pack(parent).tarball}`, folder);
  return {
    folder,
    npm: (...args) => npm(args, folder),
    remove: () => rmSync(parent, { recursive: true, force: true }),
  };
}

export interface Lock {
  packages: Record<
    string,
    { version?: string; dependencies?: Record<string, string>; resolved?: string; integrity?: string }
  >;
}

/** The examples name a version, as apps do. Their lock files have no integrity, because each build changes it. */
function dependOn(tarball: string, folder: string): void {
  const manifestFile = join(folder, "package.json");
  const manifest = readJson(manifestFile) as { dependencies: Record<string, string> };
  manifest.dependencies[PACKAGE] = tarball;
  writeJson(manifestFile, manifest);

  const lockFile = join(folder, "package-lock.json");
  if (!existsSync(lockFile)) return;
  const lock = readJson(lockFile) as Lock;
  lock.packages[""]!.dependencies![PACKAGE] = tarball;
  lock.packages[PACKAGE_IN_LOCK]!.resolved = tarball;
  writeJson(lockFile, lock);
}

export const readJson = (file: string): unknown => JSON.parse(readFileSync(file, "utf8"));
export const writeJson = (file: string, content: unknown): void =>
  writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`);

export const environment = {
  ...process.env,
  // Vitest sets it to "test".
  NODE_ENV: undefined,
  NO_COLOR: "1",
  FORCE_COLOR: undefined,
  NEXT_TELEMETRY_DISABLED: "1",
  NUXT_TELEMETRY_DISABLED: "1",
  ASTRO_TELEMETRY_DISABLED: "1",
};

async function npm(args: string[], cwd: string): Promise<void> {
  const child = spawn("npm", args, { cwd, env: environment, shell: process.platform === "win32" });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (data: Buffer) => (output += data.toString()));
  }
  const [code] = (await once(child, "close")) as [number | null];
  if (code !== 0) throw new Error(`npm ${args.join(" ")} failed:\n${output}`);
}
