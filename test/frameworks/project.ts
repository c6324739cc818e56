/** Installs and builds the project of a framework, with the packed package. */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { SHARED } from "./shared.ts";

export interface Project {
  readonly folder: string;
  /** Writes a file of the project. */
  write(file: string, text: string): void;
  /** Runs an installed command and returns its output. Throws if the command fails. */
  run(command: string, ...args: string[]): string;
  /** Creates an empty project in a folder of this one, with the same packages. */
  nested(name: string): Project;
}

/** Runs `npm ci` unless the lock file is unchanged since the last time, unpacks the tarball, and writes the shared files. */
export function install(name: string, tarball: string): Project {
  const folder = join(import.meta.dirname, name);
  const modules = join(folder, "node_modules");
  const hash = createHash("sha256")
    .update(readFileSync(join(folder, "package-lock.json")))
    .digest("hex");
  const stamp = join(modules, ".installed");
  const project = projectIn(folder, modules);
  for (const [file, text] of Object.entries(SHARED[name] ?? {})) project.write(file, text);
  if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== hash) {
    run("npm", ["ci", "--ignore-scripts"], folder);
    writeFileSync(stamp, hash);
  }
  const unpacked = join(modules, "lhc-status");
  rmSync(unpacked, { recursive: true, force: true });
  mkdirSync(unpacked);
  run("tar", ["-xzf", tarball, "--strip-components=1", "-C", unpacked], folder);
  return project;
}

const projectIn = (folder: string, modules: string): Project => ({
  folder,
  write(file, text) {
    const path = join(folder, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  },
  run: (command, ...args) => run(join(modules, ".bin", command), args, folder),
  nested(name) {
    const inner = join(folder, name);
    rmSync(inner, { recursive: true, force: true });
    return projectIn(inner, modules);
  },
});

function run(command: string, args: readonly string[], cwd: string): string {
  // Vitest sets NODE_ENV to "test", which would choose development builds.
  const env = {
    ...process.env,
    NODE_ENV: undefined,
    NO_COLOR: "1",
    FORCE_COLOR: undefined,
    NG_CLI_ANALYTICS: "false",
  };
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, env, encoding: "utf8" });
  if (status === 0) return stdout;
  throw new Error(`"${[command, ...args].join(" ")}" failed in ${cwd}:\n${stdout}${stderr}`, {
    cause: error,
  });
}
