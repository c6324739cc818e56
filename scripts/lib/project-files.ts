import { readdirSync } from "node:fs";
import { join } from "node:path";

export const root = join(import.meta.dirname, "../..");

const FOLDERS = ["bench", "demo", "docs", "examples", "integrations", "scripts", "site", "src", "test"];
/** Frameworks generate files in `build` and in folders such as `.next`. */
const SKIPPED = /^(node_modules|dist|build|[.].+)$/;

/** The project's own files with one of these extensions, as paths from its root. */
export function projectFiles(...extensions: string[]): string[] {
  const inside = (folder: string, isTop = false): string[] =>
    readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
      const path = folder + entry.name;
      if (!entry.isDirectory()) return [path];
      return SKIPPED.test(entry.name) || (isTop && !FOLDERS.includes(entry.name)) ? [] : inside(`${path}/`);
    });
  return inside("", true)
    .filter((file) => extensions.some((extension) => file.endsWith(`.${extension}`)))
    .sort();
}
