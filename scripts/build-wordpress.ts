/** Writes dist/lhc-status-wordpress.zip from integrations/wordpress/ and dist/lhc-status.js: `npm run build:wordpress`. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./lib/project-files.ts";
import { pluginZip } from "./wordpress/package.ts";

const script = join(root, "dist/lhc-status.js");
if (!existsSync(script)) throw new Error("dist/lhc-status.js is missing. Run: npm run build");
const zip = pluginZip(readFileSync(script));
writeFileSync(join(root, "dist/lhc-status-wordpress.zip"), zip);
console.log(`dist/lhc-status-wordpress.zip: ${(zip.length / 1000).toFixed(1)} kB`);
