/** The plugin's words in other languages, from integrations/wordpress/translations.json. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../lib/project-files.ts";

const FILE = join(root, "integrations/wordpress/translations.json");

/** By WordPress's name of a language, such as `de_DE`: each text by its original. */
export function translations(): Record<string, Record<string, string>> {
  return existsSync(FILE)
    ? (JSON.parse(readFileSync(FILE, "utf8")) as Record<string, Record<string, string>>)
    : {};
}
