/** The plugin's words in other languages, from integrations/wordpress/translations.json and the badge's own labels. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { SCRIPT_LANGUAGES } from "../../src/embed/script-languages.ts";
import { root } from "../lib/project-files.ts";

const FILE = join(root, "integrations/wordpress/translations.json");

/** Texts of block.json, by the context that WordPress gives them. */
const IN_BLOCK: Readonly<Record<string, string>> = {
  "Live Helper Chat status": "block title",
  "Shows whether your Live Helper Chat is online.": "block description",
};

/** By WordPress's name of a language, such as `de_DE`: each text by its original. */
export function translations(): Record<string, Record<string, string>> {
  const languages = JSON.parse(readFileSync(FILE, "utf8")) as Record<string, Record<string, string>>;
  return Object.fromEntries(
    Object.entries(languages).map(([locale, texts]) => {
      const [language = ""] = locale.split("_");
      const labels = SCRIPT_LANGUAGES[locale === "pt_BR" ? "pt-BR" : (language as "de")];
      const rows = Object.entries(texts).map(([original, text]) => {
        const context = IN_BLOCK[original];
        // A context is written before the original, with a control character.
        return [context ? `${context}\u0004${original}` : original, text];
      });
      // The label without an answer.
      return [locale, Object.fromEntries([["Contact us", labels[3]], ...rows]) as Record<string, string>];
    }),
  );
}
