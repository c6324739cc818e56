import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./project-files.ts";

/** The codes of all languages that the package has labels for. */
export const LANGUAGES = readdirSync(join(root, "src/locales"))
  .map((file) => file.replace(/\.ts$/, ""))
  .filter((name) => name !== "labels");

/** A table of the languages, with those in the script file. */
export function languageTable(): string {
  const script = readFileSync(join(root, "src/embed/script-languages.ts"), "utf8");
  const inScript = new Set([
    "en",
    ...Array.from(script.matchAll(/locales\/([\w-]+)\.ts/g), ([, code]) => code),
  ]);
  const names = new Intl.DisplayNames("en", { type: "language" });
  const listOf = (codes: string[]): string =>
    codes
      .map((code) => `${names.of(code)} (\`${code}\`)`)
      .sort()
      .join(", ");
  return `- **In the script file and for npm:** ${listOf(LANGUAGES.filter((code) => inScript.has(code)))}.
- **For npm only:** ${listOf(LANGUAGES.filter((code) => !inScript.has(code)))}.`;
}
