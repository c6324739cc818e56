/** Writes the README's section on policies from what test/pages has tried: `npx tsx scripts/csp-section.ts` */
import { readFileSync, writeFileSync } from "node:fs";
import { cspSection } from "../test/pages/policies.ts";

const readme = new URL("../README.md", import.meta.url);
const text = readFileSync(readme, "utf8");
writeFileSync(
  readme,
  text.replace(
    /(<!-- policies -->\n)[^]*(<!-- \/policies -->)/,
    (_all, start: string, end: string) => start + cspSection() + end,
  ),
);
