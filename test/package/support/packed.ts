/** Packs the package and installs it into test projects. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export const repository = join(import.meta.dirname, "../../..");

export interface Manifest {
  exports: Record<string, string | Record<string, string>>;
  dependencies: Record<string, string>;
  peerDependencies: Record<string, string>;
  bin: Record<string, string>;
  main: string;
  types: string;
  [field: string]: unknown;
}

export interface Packed {
  /** The path of the tarball. */
  tarball: string;
  /** The paths in it. */
  files: string[];
}

export function pack(folder: string, cwd = repository): Packed {
  const args = ["pack", "--json", "--ignore-scripts", "--pack-destination", folder];
  const output = execFileSync("npm", args, { cwd, encoding: "utf8", stdio: "pipe" });
  const [{ filename, files }] = JSON.parse(output) as [{ filename: string; files: { path: string }[] }];
  return { tarball: join(folder, filename), files: files.map(({ path }) => path) };
}

/** Installs the package with its dependencies and peers from the repository, without the registry. */
export function unpack({ tarball }: Packed, project: string): Manifest {
  const installed = join(project, "node_modules/lhc-status");
  mkdirSync(installed, { recursive: true });
  execFileSync("tar", ["-xzf", tarball, "--strip-components=1", "-C", installed]);
  const manifest = JSON.parse(readFileSync(join(installed, "package.json"), "utf8")) as Manifest;
  const peers = Object.keys(manifest.peerDependencies).filter((name) => !name.startsWith("@types/"));
  for (const name of [...Object.keys(manifest.dependencies), ...peers]) {
    mkdirSync(join(project, "node_modules", name, ".."), { recursive: true });
    symlinkSync(join(repository, "node_modules", name), join(project, "node_modules", name));
  }
  writeFileSync(join(project, "package.json"), JSON.stringify({ type: "module" }));
  return manifest;
}

const ROOT_CONSUMER = `
  import { type LhcStatusError, LhcStatusElement as Both, checkStatus as ask } from "lhc-status";
  const both: Both = document.createElement("lhc-status");
  ask({ baseUrl: "/" }).catch(({ code }: LhcStatusError) => code.length);
  // @ts-expect-error: the types are not any
  both.refresh().nothingOfTheKind;
`;
const CONSUMER = `
  import { LhcStatusElement as Both, checkStatus as ask } from "lhc-status";
  import { checkStatus, watchStatus } from "lhc-status/core";
  import { LhcStatusElement } from "lhc-status/element";
  import { LhcRestClient } from "lhc-status/rest";
  import "lhc-status/define";
  const both: typeof LhcStatusElement = Both;
  const asks: typeof checkStatus = ask;
  const element: LhcStatusElement = document.createElement("lhc-status");
  element.addEventListener("lhc-status-change", ({ detail }) => detail.status.length);
  element.baseUrl = "https://chat.example.com/";
  const watch = watchStatus({ baseUrl: element.baseUrl }, () => watch.stop());
  // @ts-expect-error: the types are not any
  element.refresh().nothingOfTheKind;
  // @ts-expect-error
  new LhcRestClient({ baseUrl: 1 });
  export { asks, both };
`;

/** The type errors of a project that uses the package. "node10" ignores exports and uses main and types. */
export function typeErrors(
  project: string,
  moduleResolution: "bundler" | "nodenext" | "node10",
  tsc = join(repository, "node_modules/typescript/bin/tsc"),
): string {
  const isOld = moduleResolution === "node10";
  writeFileSync(join(project, "consumer.ts"), isOld ? ROOT_CONSUMER : CONSUMER);
  const compilerOptions = {
    ...{ target: "ES2022", lib: ["ES2022", "DOM", "DOM.Iterable"], types: [], strict: true, noEmit: true },
    // Check declarations, too.
    skipLibCheck: false,
    module: moduleResolution === "nodenext" ? "NodeNext" : "ESNext",
    moduleResolution,
  };
  writeFileSync(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["consumer.ts"] }));
  const { stdout, stderr } = spawnSync("node", [tsc, "-p", project], { encoding: "utf8" });
  return stdout + stderr;
}
