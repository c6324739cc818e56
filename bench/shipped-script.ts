import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The built script. Run `npm run build` first. */
export function shippedScript(): string {
  try {
    return readFileSync(join(import.meta.dirname, "../dist/lhc-status.js"), "utf8");
  } catch (cause) {
    throw new Error("There is no dist/lhc-status.js. Run `npm run build` first.", { cause });
  }
}
