/** Last step of the build: prints the file name and integrity hash of dist/lhc-status.js and writes dist/sri.json. */
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
const script = readFileSync(join(root, "dist/lhc-status.js"));
const integrity = `sha384-${createHash("sha384").update(script).digest("base64")}`;
const entry = { version, file: "lhc-status.js", serveAs: `lhc-status-${version}.js`, integrity };

writeFileSync(join(root, "dist/sri.json"), `${JSON.stringify(entry, null, 2)}\n`);
console.log(`dist/lhc-status.js, served as ${entry.serveAs}:\n  integrity="${integrity}"`);
