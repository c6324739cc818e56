/** The zip file of the WordPress plugin. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { zipSync } from "fflate";
import { projectFiles, root } from "../lib/project-files.ts";
import { moFile } from "./mo.ts";
import { translations } from "./translations.ts";

export const SLUG = "status-badge-for-live-helper-chat";
const SOURCE = "integrations/wordpress/";

/** The plugin's own files, by their path in its folder. */
export function pluginFiles(): Record<string, Buffer> {
  const files = projectFiles("php", "js", "json", "txt").filter(
    (file) => file.startsWith(SOURCE) && !file.endsWith("/translations.json"),
  );
  return Object.fromEntries(files.map((file) => [file.slice(SOURCE.length), readFileSync(join(root, file))]));
}

/** The version in a file of the plugin; an error if it is not the package's. */
function checkVersions(files: Record<string, Buffer>): void {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
  const PLACES: [string, RegExp][] = [
    [`${SLUG}.php`, /^ \* Version: +(.+)$/m],
    [`${SLUG}.php`, /^const VERSION = '(.+)';$/m],
    ["readme.txt", /^Stable tag: (.+)$/m],
  ];
  for (const [file, pattern] of PLACES) {
    const found = pattern.exec(files[file]?.toString() ?? "")?.[1];
    if (found !== version)
      throw new Error(
        `${SOURCE}${file} has version ${found}, but package.json has ${version}. Write ${version} there (${pattern.source}).`,
      );
  }
}

/**
 * The same files give the same bytes, in any time zone: names are sorted, and times are fixed.
 *
 * @param script the text of dist/lhc-status.js
 */
export function pluginZip(script: string | Buffer): Uint8Array {
  const files = pluginFiles();
  checkVersions(files);
  files["assets/lhc-status.js"] = Buffer.from(script);
  files["LICENSE"] = readFileSync(join(root, "LICENSE"));
  for (const [locale, texts] of Object.entries(translations()))
    files[`languages/${SLUG}-${locale}.mo`] = moFile(texts);
  const sorted = Object.keys(files).sort();
  return zipSync(Object.fromEntries(sorted.map((name) => [`${SLUG}/${name}`, files[name]!])), {
    // Zip files have local times.
    mtime: new Date(2000, 0, 1),
    level: 9,
  });
}
