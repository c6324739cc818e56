import { readdirSync } from "node:fs";
import { join } from "node:path";

export const root = join(import.meta.dirname, "../..");

const FOLDERS = ["bench", "demo", "docs", "examples", "integrations", "scripts", "site", "src", "test"];
/** Frameworks generate files in `build` and in folders such as `.next`. */
const GENERATED = /\/(node_modules|dist|build|[.][^/]+)\//;

/** The project's own files with one of these extensions, as paths from its root. */
export function projectFiles(...extensions: string[]): string[] {
  const top = readdirSync(root, { withFileTypes: true });
  return top
    .flatMap((entry) => {
      if (!entry.isDirectory()) return [entry.name];
      if (!FOLDERS.includes(entry.name)) return [];
      const inside = readdirSync(join(root, entry.name), { recursive: true }) as string[];
      return inside.map((path) => `${entry.name}/${path.replaceAll("\\", "/")}`);
    })
    .filter((file) => extensions.some((extension) => file.endsWith(`.${extension}`)))
    .filter((file) => !GENERATED.test(file))
    .sort();
}
