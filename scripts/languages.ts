/** Writes the entry points `lhc-status/locales` and `lhc-status/locales/*`, which add the languages of src/locales. */
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const languages = readdirSync(join(root, "src/locales"))
  .map((file) => file.replace(/\.ts$/, ""))
  .filter((name) => name !== "labels");

function write(name: string, code: string): void {
  writeFileSync(join(root, "dist", `${name}.js`), code);
  writeFileSync(join(root, "dist", `${name}.d.ts`), "export {};\n");
}

mkdirSync(join(root, "dist/languages"), { recursive: true });
for (const language of languages) {
  write(
    `languages/${language}`,
    `import { labels } from "../locales/${language}.js";
import { addLanguage } from "../page/labels.js";

addLanguage("${language}", labels);
`,
  );
}
write("languages", languages.map((language) => `import "./languages/${language}.js";\n`).join(""));
