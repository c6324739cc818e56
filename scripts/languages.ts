/** Writes the entry points `lhc-status/locales` and `lhc-status/locales/*`, which add the languages of src/locales. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { LANGUAGES } from "./lib/languages.ts";
import { root } from "./lib/project-files.ts";

function write(name: string, code: string): void {
  writeFileSync(join(root, "dist", `${name}.js`), code);
  writeFileSync(join(root, "dist", `${name}.d.ts`), "export {};\n");
}

mkdirSync(join(root, "dist/languages"), { recursive: true });
for (const language of LANGUAGES) {
  write(
    `languages/${language}`,
    `import { labels } from "../locales/${language}.js";
import { addLanguage } from "../page/labels.js";

addLanguage("${language}", labels);
`,
  );
}
write("languages", LANGUAGES.map((language) => `import "./languages/${language}.js";\n`).join(""));
