/** Prints the size of the script compared with Lit alone, and the bundled size of each entry point. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { build, type Rolldown } from "vite";
import { bareElement } from "./lib/bare-element.ts";
import { SCRIPT_BUDGET, weigh } from "./lib/weigh.ts";

/** Bytes after brotli 11. */
const BUDGETS = { "lhc-status.js": SCRIPT_BUDGET, rest: 7_500 };
/** The same for a hook, beside `lhc-status/core`. */
const HOOK_BUDGET = 600;

const root = join(import.meta.dirname, "..");

/** Bundles modules of dist/ with their imports except packages. */
async function bundled(...modules: string[]): Promise<string> {
  const [{ output }] = (await build({
    root,
    configFile: false,
    logLevel: "warn",
    plugins: [
      {
        name: "modules",
        resolveId: (id) => (id.endsWith("modules") ? "\0modules" : null),
        load: (id) =>
          id === "\0modules"
            ? modules.map((name) => `export * from "${join(root, "dist", name)}.js";`).join("\n")
            : null,
      },
    ],
    build: {
      write: false,
      minify: true,
      lib: { entry: "modules", formats: ["es"] },
      rolldownOptions: {
        external: /^(@lit|react|preact|vue|svelte)\b/,
        output: { minify: true, comments: false },
      },
    },
  })) as [Rolldown.RolldownOutput];
  return output[0].code;
}

function print(name: string, code: string): number {
  const { raw, gzip, brotli } = weigh(code);
  console.log(name.padEnd(32), ...[raw, gzip, brotli].map((bytes) => String(bytes).padStart(8)));
  return brotli;
}

console.log("bytes".padEnd(32), ..."raw gzip brotli".split(" ").map((name) => name.padStart(8)));
const script = print("dist/lhc-status.js", readFileSync(join(root, "dist/lhc-status.js"), "utf8"));
const bare = print("  a bare LitElement", await bareElement());
for (const entry of ["index", "core", "define", "element"]) {
  print(`lhc-status/${entry}${entry === "core" ? "" : ", without Lit"}`, await bundled(entry));
}
const rest = print("lhc-status/rest", await bundled("rest"));
const core = weigh(await bundled("core")).brotli;
const hooks: Record<string, number> = {};
for (const name of ["react", "preact", "vue", "svelte"]) {
  hooks[name] = weigh(await bundled("core", `frameworks/${name}`)).brotli - core;
}
console.log(`\n${script - bare} B of dist/lhc-status.js more than the bare LitElement.`);
const checks = [
  ["lhc-status.js", script, BUDGETS["lhc-status.js"]],
  ["rest", rest, BUDGETS.rest],
  ...Object.entries(hooks).map(([name, bytes]) => [`${name} beside core`, bytes, HOOK_BUDGET] as const),
] as const;
for (const [name, bytes, budget] of checks) {
  console.log(`${name}: ${bytes} B of ${budget} B (brotli)`);
  if (bytes <= budget) continue;
  console.error(`${name} is ${bytes - budget} B over its budget.`);
  process.exitCode = 1;
}
