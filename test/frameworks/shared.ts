/** Files that several projects have in common. Git ignores the copies. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

const read = (file: string): string => readFileSync(join(import.meta.dirname, "..", file), "utf8");

const page = (main: string): string => read("frameworks/shared/page.html").replace("MAIN", main);
const reactTypes = read("types/react/page.tsx");
const REACT = {
  "index.html": page("main.tsx"),
  "src/main.tsx": read("frameworks/shared/react.tsx"),
  "src/types.tsx": reactTypes,
};
const PREACT = {
  "index.html": page("main.tsx"),
  "src/main.tsx": read("frameworks/shared/preact.tsx"),
  "src/types.tsx": reactTypes
    .replace('from "react"', 'from "preact/hooks"')
    .replace("lhc-status/react", "lhc-status/preact"),
};

/** By the folder of a project: the text of each file. */
export const SHARED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  react18: REACT,
  react19: REACT,
  preact10: { ...PREACT, "src/SalesBadge.tsx": read("frameworks/preact11/src/SalesBadge.tsx") },
  preact11: PREACT,
  solid: { "index.html": page("main.tsx") },
  lit: { "index.html": page("main.ts") },
  svelte5: { "index.html": page("main.ts") },
  vue3: { "index.html": page("main.ts"), "src/Types.vue": read("types/vue/page.vue") },
};
