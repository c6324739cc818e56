import { minify } from "terser";
import { defineConfig, type Plugin, type UserConfig } from "vite";

/** The global that Lit extends. Some libraries replace it, or `Document`. */
const NATIVES = `var HTMLElement=Object.getPrototypeOf(
Object.getPrototypeOf(document).createElement.call(document,"b")).constructor;`;

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
].map((pattern): [RegExp, string] => [pattern, ""]);

/** What no property or style of the element uses, and what remains in its place: 1 kB after brotli. */
const UNUSED_IN_LIT: [RegExp, string][] = [
  // Properties that are reflected to attributes or have accessors, a default or a comparison of their own
  [/_\$ET\(\w+,\w+\)\{.*?\}(?=_\$AK)/, ""],
  [/this\._\$Eq&&=this\._\$Eq\.forEach\(\w+=>this\._\$ET\(\w+,this\[\w+\]\)\),/, ""],
  [
    /if\(\w+\.state&&.*?(this\.elementProperties\.set\(\w+,\w+\)),.*?;void 0!==\w+&&\w+\(this\.prototype,\w+,\w+\)\}/,
    "$1",
  ],
  [/static getPropertyDescriptor\(\w+,\w+,\w+\)\{.*?\}(?=static _\$Ei)/, ""],
  [
    /requestUpdate\(\w+,\w+,\w+,\w+=!1,\w+\)\{.*?\.hasChanged\?\?\w+\)\(.*?(?=!1===this\.isUpdatePending)/,
    "requestUpdate(){",
  ],
  [/C\((\w+),\w+,\{useDefault.*?\}(?=async)/, ""],
  [
    /&&this\._\$Em!==\w+\)\{const (\w+)=(\w+)\.getPropertyOptions\((\w+)\),.*?\.fromAttribute\((\w+),.*?,this\._\$Em=null\}/,
    "){const{converter:$1}=$2.elementProperties.get($3);this[$3]=$1?$1($4):$4}",
  ],
  [/,this\._\$Em=null/, ""],
  [/const (\w+)=this\.constructor\.elementProperties;if\(\1\.size>0\)for\(.*?\}(?=\}let)/, ""],
  // Converters, options and attribute names by default
  [/(createProperty\(\w+,\w+)=\w+/, "$1"],
  [/static _\$Eu\(\w+,\w+\)\{.*?\}/, ""],
  [
    /const (\w+)=this\._\$Eu\((\w+),(\w+)\);void 0!==\1&&(this\._\$Eh\.set\()\1,\2/,
    "$4$3.attribute??$2.toLowerCase(),$2",
  ],
  [/(attributeChangedCallback\()\w+,\w+,\w+\)\{this\._\$AK\(\w+,\w+\)\}_\$AK\((\w+),(\w+)\)/, "$1$2,old,$3)"],
  [/,(\w+)=\w+\.trustedTypes,\w+=\1\?\1\.emptyScript:""/, ""],
  // Initializers of decorators
  [/static addInitializer\(\w+\)\{[^}]*\}/, ""],
  [/,void 0!==\w+\.l&&\(this\.l=\[\.\.\.\w+\.l\]\)/, ""],
  [/,this\.constructor\.l\?\.forEach\(\w+=>\w+\(this\)\)/, ""],
  // Hooks
  [/removeController\(\w+\)\{.*?\}/, ""],
  [/,void 0!==this\.renderRoot&&this\.isConnected&&\w+\.hostConnected\?\.\(\)/, ""],
  [/this\.hasUpdated=!1,/, ""],
  [
    /this\.hasUpdated\|\|\(this\.hasUpdated=!0,this\.firstUpdated\(\w+\)\),this\.updated\(\w+\)/,
    "this.updated()",
  ],
  [/shouldUpdate\(\w+\)\{return!0\}update\(\w+\)\{.*?\}updated\(\w+\)\{\}firstUpdated\(\w+\)\{\}/, ""],
  [/enableUpdating\(\w+\)\{\}/, ""],
  [
    /let (\w+)=!1;const \w+=this\._\$AL;try\{\1=this\.shouldUpdate\(\w+\),\1\?\(this\.willUpdate\(\w+\),(.*?),this\.update\(\w+\)\):this\._\$EM\(\)\}catch\((\w+)\)\{throw \1=!1,this\._\$EM\(\),\3\}\1&&this\._\$AE\(\w+\)\}willUpdate\(\w+\)\{\}_\$AE\(\w+\)\{/,
    "try{$2}finally{this.isUpdatePending=!1}",
  ],
  [
    /const \w+=this\.scheduleUpdate\(\);.*?,(?=!this)(.*?)\}scheduleUpdate\(\)\{return (.*?)\}/,
    "return $2,$1}",
  ],
  [/this\.getUpdateComplete\(\)\}getUpdateComplete\(\)\{return /, ""],
  // Calls and conditions that are needless without all this
  [
    /if\(!this\.isUpdatePending\)return;if\(!this\.hasUpdated\)\{if\(this\.renderRoot\?\?=this\.createRenderRoot\(\),(this\._\$Ep\)\{.*?this\._\$Ep=void 0\})\}/,
    "if($1",
  ],
  [
    /static _\$Ei\(\)\{if\(.*?return;(.*?)\}(static finalize\(\)\{if\(.*?return;)(.*?),this\._\$Ei\(\)/,
    "$2$1;$3",
  ],
  [/this\._\$Eh&&/, ""],
  // Support for browsers without shadow roots
  [/,\w+=\w+\.reactiveElementPolyfillSupport/, ""],
  [/,\w+\?\.\(\{ReactiveElement:\w+\}\)/, ""],
  // Shadow roots that exist already or have other options, and elements without styles
  [/this\.shadowRoot\?\?(this\.attachShadow\()this\.constructor\.shadowRootOptions/, '$1{mode:"open"}'],
  [/\w+\.elementStyles=\[\],\w+\.shadowRootOptions=\{mode:"open"\},/, ""],
  // The map of changed properties
  [/(?<=_\$Ev\(\)\{.*?)this\._\$AL=new Map,/, ""],
  [/_\$EM\(\)\{.*?\}/, ""],
  [/,this\._\$Ev\(\)\}_\$Ev\(\)\{/, ","],
  // Symbols as names of properties, and lists of styles
  [/\[\.\.\.(\w+\(\w+\)),\.\.\.\w+\(\w+\)\]/, "$1"],
  [/this\.finalizeStyles\((this\.styles)\)(.*?)static finalizeStyles\(\w+\)\{.*?return \w+\}/, "[$1]$2"],
];

/** The same in the module of Lit's styles. */
const UNUSED_IN_LIT_STYLES: [RegExp, string][] = [
  [/if\(this\._\$cssResult\$=!0,.*?;(this\.cssText=\w+),this\.t=\w+/, "$1"],
  [/\("string"==typeof (\w+)\?\1:\1\+"",void 0,\w+\)/, "($1)"],
  [
    /get styleSheet\(\)\{.*?return \w+\}toString\(\)\{.*?\}/,
    "get styleSheet(){return this.o||(this.o=new CSSStyleSheet).replaceSync(this.cssText),this.o}",
  ],
  [/(\w+) instanceof CSSStyleSheet\?\1:(?=\1\.styleSheet)/, ""],
  [/,(\w+)=\w+\.litNonce;void 0!==\1&&\w+\.setAttribute\("nonce",\1\),/, ";"],
  [
    /(\w+)\.ShadowRoot&&\(void 0===.*?"replace"in CSSStyleSheet\.prototype/,
    "$1.CSSStyleSheet?.prototype.replaceSync",
  ],
];

function onlyUsedLit(): Plugin {
  return {
    name: "only-used-lit",
    transform: {
      filter: { id: /@lit\/reactive-element\/(reactive-element|css-tag)\.js$/ },
      handler(code, id) {
        const cuts = id.endsWith("css-tag.js") ? UNUSED_IN_LIT_STYLES : [...LIT_GLOBALS, ...UNUSED_IN_LIT];
        const rest = cuts.reduce((left, [pattern, replacement]) => {
          if (!pattern.test(left)) this.error(`Lit has changed: ${pattern.source} is not found.`);
          return left.replace(pattern, replacement);
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

/**
 * Names of properties that only the script itself uses, for the minifier to shorten: some 350 B. What pages, LHC, other
 * tabs or other versions of the script may read is not among them. A name that is missing here costs some bytes.
 */
export const INTERNAL_NAMES = [
  // Of this project
  "addTo adopt answerKey answered askedAt baseUri checkExpiry controller endedAt failed failures fetchWorks given hasAnswered headStart",
  "inFlight isActive isAsking isFirstPause isIdle isOffline isOutdated isRepeating labelOf lastError leaveMessage needs notify onFirstAnswer",
  "probe publish repair repaired repairs resumedAt server skipsBackoff subscribers ticks unsubscribe violated waiting",
  // Of Lit
  "addController createProperty createRenderRoot converter elementStyles enableUpdating finalize",
  "fromAttribute getPropertyDescriptor getPropertyOptions hasChanged hasUpdated hostConnected",
  "hostDisconnected hostUpdate hostUpdated isUpdatePending performUpdate reflect renderRoot requestUpdate scheduleUpdate",
  "shouldUpdate useDefault willUpdate",
  "_$AE _$AK _$AL _$EM _$EO _$EP _$ES _$E_ _$Eh _$Ei _$Em _$Ep _$Eu _$Ev",
].flatMap((names) => names.split(" "));

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
    .replaceAll(/="(\w+)"]/g, "=$1]")
    .trim();

/** Minifies CSS without strings and comments. */
const minifiedTokens = (css: string): string =>
  css
    .replaceAll(/\s+/g, " ")
    .replaceAll(/ ?([{},;>]) ?/g, "$1")
    .replaceAll(": ", ":")
    .replaceAll(";}", "}");

/**
 * V8 compiles the functions while the file arrives, on another thread. Otherwise it would compile most of them on the
 * main thread, when the first badge calls them.
 */
const COMPILE_HINT = "//# allFunctionsCalledOnLoad";

/** Saves some 500 B (brotli) that Vite's own minifier leaves. */
function minifyAgain(): Plugin {
  return {
    name: "minify-again",
    async generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== "chunk") continue;
        const { code, map } = await minify(file.code, {
          ecma: 2020,
          compress: {
            passes: 3,
            keep_fargs: false,
            hoist_funs: true,
            unsafe_methods: true,
            pure_getters: true,
            unsafe_arrows: true,
          },
          mangle: {
            properties: {
              // Some have the name of a property of a browser's API that the script does not use.
              builtins: true,
              keep_quoted: true,
              regex: new RegExp(`^(${INTERNAL_NAMES.join("|").replaceAll("$", "\\$")})$`),
            },
          },
          format: { ascii_only: true, preamble: COMPILE_HINT },
          ...(file.map && {
            sourceMap: { content: JSON.stringify(file.map), includeSources: true, asObject: true },
          }),
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
