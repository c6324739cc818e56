import { defineConfig, type Plugin, type UserConfig } from "vite";

/** What Lit takes from the global scope. Some libraries put functions of their own in the place of these. */
const NATIVES = `var Document=Object.getPrototypeOf(document).constructor,
HTMLElement=Object.getPrototypeOf(Document.prototype.createElement.call(document,"b")).constructor;`;

/** `vite build` writes the one bundle of the package: the script tag's file. npm gets modules, as tsc emits them. */
export default defineConfig(classicScript("src/embed.ts"));

/** One self-contained classic script that leaves no global, in ASCII, so that no page's charset can spoil it. */
export function classicScript(input: string, outDir = "dist"): UserConfig {
  return {
    plugins: [withoutLitGlobals(), squeezedCss(), asciiOnly()],
    // Explicit, because NODE_ENV would select Lit's development build.
    resolve: { conditions: ["production", "browser", "module", "import", "default"] },
    build: {
      // The oldest supported browsers.
      target: ["chrome111", "edge111", "firefox115", "safari16.4"],
      outDir,
      emptyOutDir: outDir === "dist",
      sourcemap: true,
      modulePreload: false,
      rolldownOptions: {
        input,
        output: {
          minify: true,
          comments: false,
          format: "iife",
          charset: "ascii",
          entryFileNames: "lhc-status.js",
          intro: NATIVES,
        },
      },
    },
  };
}

/** Lit's globals would tell a site that develops with Lit of "multiple versions". Nothing in the script needs them. */
const LIT_GLOBALS = [
  /,\(\w+\.reactiveElementVersions\?\?=\[\]\)\.push\("[\d.]+"\)/,
  /Symbol\.metadata\?\?=Symbol\("metadata"\),\w+\.litPropertyMetadata\?\?=new WeakMap;/,
  /const (\w+)=this\[Symbol\.metadata\];if\(null!==\1\)\{const (\w+)=litPropertyMetadata\.get\(\1\);if\(void 0!==\2\)for\(const\[\w+,\w+\]of \2\)this\.elementProperties\.set\(\w+,\w+\)\}/,
];

function withoutLitGlobals(): Plugin {
  return {
    name: "without-lit-globals",
    transform: {
      filter: { id: /@lit\/reactive-element\/reactive-element\.js$/ },
      handler(code) {
        const rest = LIT_GLOBALS.reduce((left, pattern) => {
          if (!pattern.test(left)) this.error(`Lit has changed: ${pattern.source} is not found.`);
          return left.replace(pattern, "");
        }, code);
        return { code: rest, map: null };
      },
    },
    generateBundle(_options, bundle) {
      const left = Object.values(bundle).some(
        (file) => file.type === "chunk" && /reactiveElementVersions|litPropertyMetadata/.test(file.code),
      );
      if (left) this.error("Lit's globals are still in the script.");
    },
  };
}

/** Removes comments and white space from css`…`. One with an expression or a backslash stays as it is. */
function squeezedCss(): Plugin {
  return {
    name: "squeezed-css",
    enforce: "pre",
    transform: {
      filter: { id: /\.ts$/, code: /css`/ },
      handler: (code) => ({
        code: code.replaceAll(/css`([^`$\\]*)`/g, (_all, css: string) => `css\`${squeezed(css)}\``),
        map: null,
      }),
    },
  };
}

const squeezed = (css: string): string =>
  css
    .replaceAll(/("[^"]*"|'[^']*')|\/\*[^]*?\*\//g, "$1")
    .split(/("[^"]*"|'[^']*')/)
    .map((part, i) => (i % 2 ? part : squeezedTokens(part)))
    .join("")
    .trim();

/** All but strings and comments. */
const squeezedTokens = (css: string): string =>
  css
    .replaceAll(/\s+/g, " ")
    .replaceAll(/ ?([{},;>]) ?/g, "$1")
    .replaceAll(": ", ":");

/** Strings are escaped by the minifier; the texts of tagged templates, which have a raw form, are not. */
function asciiOnly(): Plugin {
  return {
    name: "ascii-only",
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        const found = file.type === "chunk" && /.{0,40}[^\0-\x7f].{0,20}/u.exec(file.code);
        if (found) this.error(`Not ASCII: ${found[0]} (in a template, write a CSS escape)`);
      }
    },
  };
}
