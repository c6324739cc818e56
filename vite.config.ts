import { resolve } from "node:path";
import { minifyHTMLLiterals } from "minify-literals";
import { defineConfig, type Plugin, type UserConfig } from "vite";

/** The oldest browsers that are supported. */
const target = ["chrome111", "edge111", "firefox115", "safari16.4"];

const minified = { minify: true, comments: false } as const;

/** `vite build` writes the ES modules for pages, `--mode rest` the one for programs, `--mode script` the script tag's file. */
export default defineConfig(({ mode }) =>
  mode === "script" ? classicScript("src/embed.ts") : mode === "rest" ? restModule() : esModules(),
);

/** One ES module for each door of the package; Lit stays an import. */
function esModules(): UserConfig {
  return {
    plugins: [minifiedTemplates()],
    build: {
      target,
      sourcemap: true,
      lib: {
        entry: ["index", "core", "define", "element"].map((door) => `src/${door}.ts`),
        formats: ["es"],
      },
      rolldownOptions: {
        external: /^@?lit\b/,
        output: { ...minified, entryFileNames: "[name].js", chunkFileNames: "chunks/[name].js" },
      },
    },
  };
}

/** The client of the REST API, in one file: it shares nothing with a page. */
function restModule(): UserConfig {
  return {
    plugins: [notForPages()],
    build: {
      target: "node20.19",
      emptyOutDir: false,
      sourcemap: true,
      lib: { entry: "src/rest.ts", formats: ["es"] },
      rolldownOptions: { output: { ...minified, entryFileNames: "rest.js" } },
    },
  };
}

/** What bundlers for pages get in place of `rest`: an import that none of them resolves, and all of them show. */
function notForPages(): Plugin {
  const why =
    "lhc-status/rest holds credentials and must not be part of a page: use lhc-status or lhc-status/core";
  return {
    name: "not-for-pages",
    generateBundle() {
      this.emitFile({ type: "asset", fileName: "rest-in-a-page.js", source: `import "./${why}";\n` });
    },
  };
}

/** One self-contained classic script that leaves no global, in ASCII, so that no page's charset can spoil it. */
export function classicScript(input: string, outDir = "dist"): UserConfig {
  return {
    plugins: [scriptBase(), minifiedTemplates(), asciiOnly()],
    // Said aloud, since NODE_ENV would choose otherwise: Lit's development build warns in the page's console.
    resolve: { conditions: ["production", "browser", "module", "import", "default"] },
    build: {
      target,
      outDir,
      emptyOutDir: false,
      sourcemap: true,
      modulePreload: false,
      rolldownOptions: {
        input,
        output: { ...minified, format: "iife", charset: "ascii", entryFileNames: "lhc-status.js" },
      },
    },
  };
}

/** The element's base class in Lit's place; see there. */
function scriptBase(): Plugin {
  return {
    name: "script-base",
    enforce: "pre",
    resolveId: (source, importer) =>
      source.startsWith("@lit/reactive-element") && importer?.startsWith(resolve("src"))
        ? resolve("src/embed/reactive-element.ts")
        : undefined,
  };
}

function minifiedTemplates(): Plugin {
  return {
    name: "minified-templates",
    enforce: "pre",
    transform: {
      filter: { id: /\.ts$/, code: /(?:html|css)`/ },
      async handler(code, id) {
        const options = { fileName: id, minifyOptions: { minifyCSS: minifiedCss } };
        const result = await minifyHTMLLiterals(code, options);
        return result && { code: result.code, map: String(result.map) };
      },
    },
  };
}

/** Takes comments and white space out and nothing else: clean-css, the default, drops what it is too old for. */
function minifiedCss(css: string): string {
  return css
    .replaceAll(/\/\*[^]*?\*\//g, "")
    .split(/("[^"]*"|'[^']*')/)
    .map((part, i) => (i % 2 ? part : squeezed(part)))
    .join("")
    .trim();
}

/** An expression stands as `@NAME();` here: its semicolon is none of the style sheet's. */
function squeezed(css: string): string {
  return css
    .replaceAll(/\s+/g, " ")
    .replaceAll(/ ?([{},>]|(?<!\(\));) ?/g, "$1")
    .replaceAll(": ", ":")
    .replaceAll(/(?<!\(\));}/g, "}");
}

/** Strings are escaped by the minifier; the texts of tagged templates, which have a raw form, are not. */
function asciiOnly(): Plugin {
  return {
    name: "ascii-only",
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        const found = file.type === "chunk" && /.{0,40}[^\0-\x7f].{0,20}/u.exec(file.code);
        if (found) {
          this.error(`Not ASCII: ${found[0]} (in a template, write a character reference or a CSS escape)`);
        }
      }
    },
  };
}
