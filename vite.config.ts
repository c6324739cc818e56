import { minify } from "terser";
import { defineConfig, type Plugin, type UserConfig } from "vite";

/** The globals that Lit uses. Some libraries replace or remove them. */
const NATIVES = `var Document=Object.getPrototypeOf(document).constructor,
HTMLElement=Object.getPrototypeOf(Document.prototype.createElement.call(document,"b")).constructor,
CSSStyleSheet=self.CSSStyleSheet||class{};`;

/** `vite build` writes the only bundle of the package, the file for script tags. npm gets the modules that tsc emits. */
export default defineConfig(classicScript("src/embed.ts"));

/** A self-contained classic script without globals. It is ASCII, so that it works with any charset of the page. */
export function classicScript(input: string, outDir = "dist"): UserConfig {
  return {
    plugins: [onlyUsedLit(), minifyCss(), minifyAgain(), asciiOnly()],
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

/** Lit's globals would cause a "multiple versions" warning on sites that use Lit. The script does not need them. */
const LIT_GLOBALS = [
  /,\(\w+\.reactiveElementVersions\?\?=\[\]\)\.push\("[\d.]+"\)/,
  /Symbol\.metadata\?\?=Symbol\("metadata"\),\w+\.litPropertyMetadata\?\?=new WeakMap;/,
  /const (\w+)=this\[Symbol\.metadata\];if\(null!==\1\)\{const (\w+)=litPropertyMetadata\.get\(\1\);if\(void 0!==\2\)for\(const\[\w+,\w+\]of \2\)this\.elementProperties\.set\(\w+,\w+\)\}/,
];

/** What no property or style of the element uses: 250 B after brotli. */
const UNUSED_IN_LIT = [
  // Properties that are reflected to attributes
  /_\$ET\(\w+,\w+\)\{.*?\}(?=_\$AK)/,
  /this\._\$Eq&&=this\._\$Eq\.forEach\(\w+=>this\._\$ET\(\w+,this\[\w+\]\)\),/,
  /,!0===\w+&&this\._\$Em!==\w+&&\(this\._\$Eq\?\?=new Set\)\.add\(\w+\)/,
  /\|\|\w+\.useDefault&&\w+\.reflect&&.*?(?=\)\)return)/,
  // Converters of other types than text
  /toAttribute\(\w+,\w+\)\{.*?return \w+\},(?=fromAttribute)/,
  /switch\(\w+\)\{case Boolean:\w+=null!==.*?\}\}(?=return \w+\}\})/,
  /,(\w+)=\w+\.trustedTypes,\w+=\1\?\1\.emptyScript:""/,
  // Initializers of decorators
  /static addInitializer\(\w+\)\{[^}]*\}/,
  /,void 0!==\w+\.l&&\(this\.l=\[\.\.\.\w+\.l\]\)/,
  /,this\.constructor\.l\?\.forEach\(\w+=>\w+\(this\)\)/,
  // Support for browsers without shadow roots
  /,\w+=\w+\.reactiveElementPolyfillSupport/,
  /,\w+\?\.\(\{ReactiveElement:\w+\}\)/,
];

function onlyUsedLit(): Plugin {
  return {
    name: "only-used-lit",
    transform: {
      filter: { id: /@lit\/reactive-element\/reactive-element\.js$/ },
      handler(code) {
        const rest = [...LIT_GLOBALS, ...UNUSED_IN_LIT].reduce((left, pattern) => {
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

/** Minifies css`…` templates without expressions or backslashes. */
function minifyCss(): Plugin {
  return {
    name: "minify-css",
    enforce: "pre",
    transform: {
      filter: { id: /\.ts$/, code: /css`/ },
      handler: (code) => ({
        code: code.replaceAll(/css`([^`$\\]*)`/g, (_all, css: string) => `css\`${minified(css)}\``),
        map: null,
      }),
    },
  };
}

const minified = (css: string): string =>
  css
    .replaceAll(/("[^"]*"|'[^']*')|\/\*[^]*?\*\//g, "$1")
    .split(/("[^"]*"|'[^']*')/)
    .map((part, i) => (i % 2 ? part : minifiedTokens(part)))
    .join("")
    .trim();

/** Minifies CSS without strings and comments. */
const minifiedTokens = (css: string): string =>
  css
    .replaceAll(/\s+/g, " ")
    .replaceAll(/ ?([{},;>]) ?/g, "$1")
    .replaceAll(": ", ":");

/** Saves some 200 B (brotli) that Vite's own minifier leaves. */
function minifyAgain(): Plugin {
  return {
    name: "minify-again",
    async generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== "chunk") continue;
        const { code, map } = await minify(file.code, {
          ecma: 2020,
          compress: { passes: 3, keep_fargs: false },
          format: { ascii_only: true },
          ...(file.map && { sourceMap: { content: JSON.stringify(file.map), asObject: true } }),
        });
        file.code = code ?? file.code;
        // The chunk's own map cannot be changed. What is written is this asset.
        const mapFile = bundle[`${file.fileName}.map`];
        if (mapFile?.type === "asset") mapFile.source = JSON.stringify(map);
      }
    },
  };
}

/** The minifier escapes strings, but not tagged templates, because these have a raw form. */
function asciiOnly(): Plugin {
  return {
    name: "ascii-only",
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        const found = file.type === "chunk" && /.{0,40}[^\0-\x7f].{0,20}/u.exec(file.code);
        if (found) this.error(`Not ASCII: ${found[0]}. In a template, use a CSS escape.`);
      }
    },
  };
}
