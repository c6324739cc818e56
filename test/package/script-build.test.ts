/** The build steps of the script file, tested by real builds of small entries. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { SourceMap, type SourceMapPayload } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, launch } from "puppeteer-core";
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { findChromium } from "../../scripts/lib/chromium.ts";
import { LhcStatusElement } from "../../src/element.ts";
import { classicScript, INTERNAL_NAMES } from "../../vite.config.ts";
import { scriptForTag } from "../pages/support/scripts.ts";

const repository = join(import.meta.dirname, "../..");
const project = mkdtempSync(join(tmpdir(), "lhc-status-script-"));
const lit = "node_modules/@lit/reactive-element";
const litFile = join(project, lit, "reactive-element.js");
let litCode: string;

beforeAll(() => {
  // Vitest sets another NODE_ENV.
  vi.stubEnv("NODE_ENV", "production");
  mkdirSync(join(project, lit, ".."), { recursive: true });
  cpSync(join(repository, lit), join(project, lit), { recursive: true });
  litCode = readFileSync(litFile, "utf8");
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(project, { recursive: true });
});

/** Builds this code. */
async function built(code: string): Promise<string> {
  const entry = join(project, "entry.ts");
  const outDir = join(project, "dist");
  writeFileSync(entry, code);
  await build({ ...classicScript(entry, outDir), root: project, configFile: false, logLevel: "silent" });
  return readFileSync(join(outDir, "lhc-status.js"), "utf8");
}

test("test/pages uses the same script as dist/", async () => {
  const shipped = readFileSync(join(repository, "dist/lhc-status.js"), "utf8");
  const same = shipped.replace(/\n\/\/# sourceMappingURL=.*\n?$/, "") === (await scriptForTag()).trimEnd();
  expect(same, "dist/ is out of date. Run: npm run build").toBe(true);
});

test.each([
  ["base-url", "base-url is missing."],
  ["announcer", "clip-path:inset(50%)"],
  ["jsonp", "loaded but did not call back"],
  ["upgrade", "another script keeps undoing"],
])("the source map leads to the line of the source: %s", (_name, text) => {
  const dist = join(repository, "dist");
  const script = readFileSync(join(dist, "lhc-status.js"), "utf8");
  const map = JSON.parse(readFileSync(join(dist, "lhc-status.js.map"), "utf8")) as SourceMapPayload;
  const before = script.slice(0, script.indexOf(text)).split("\n");
  const entry = new SourceMap(map).findEntry(before.length - 1, before.at(-1)?.length ?? 0);
  if (!("originalSource" in entry)) throw new Error(`No source for ${text}`);

  const source = readFileSync(join(dist, entry.originalSource), "utf8").split("\n");
  expect(source.slice(entry.originalLine, entry.originalLine + 3).join(" ")).toContain(text);
});

describe("Lit's globals", () => {
  const USES_LIT = `import { ReactiveElement } from "@lit/reactive-element"; console.log(ReactiveElement);`;

  test.each([
    ["list of versions", "reactiveElementVersions", "Lit has changed"],
    ["map of metadata", "litPropertyMetadata??=", "Lit has changed"],
    ["reading of metadata", "litPropertyMetadata.get", "Lit has changed"],
    ["unused converter", "trustedTypes,", "Lit has changed"],
    ["unused initializers", "addInitializer(", "Lit has changed"],
    ["unused options of shadow roots", "this.constructor.shadowRootOptions", "Lit has changed"],
    ["unused polyfill support", "reactiveElementPolyfillSupport", "Lit has changed"],
    ["unused comparison", "hasChanged??", "Lit has changed"],
  ])("fail the build if the %s is not found", async (_name, text, message) => {
    expect(litCode).toContain(text);
    writeFileSync(litFile, litCode.replace(text, `other${text}`));
    await expect(built(USES_LIT)).rejects.toThrow(message);
    writeFileSync(litFile, litCode);
  });

  test("fail the build if another file defines them", async () => {
    const other = "globalThis.litPropertyMetadata ??= new WeakMap();";
    await expect(built(USES_LIT + other)).rejects.toThrow("Lit's globals are still in the script");
  });

  test("are removed from Lit", async () => {
    expect(await built(USES_LIT)).not.toMatch(/reactiveElementVersions|litPropertyMetadata|Symbol\.metadata/);
  });
});

describe("shortened names", () => {
  test("are none that the element, its events or its errors have", () => {
    const manifest = JSON.parse(readFileSync(join(repository, "dist/custom-elements.json"), "utf8")) as {
      modules: { declarations: { members?: { name: string; privacy?: string }[] }[] }[];
    };
    const members = manifest.modules.flatMap(({ declarations }) =>
      declarations.flatMap((declaration) => declaration.members ?? []),
    );
    const names = members.filter(({ privacy }) => privacy !== "private").map(({ name }) => name);
    expect(names).toContain("checkedAt");
    const read = ["previous", "url", "code", "httpStatus", "hint", "docs", "message", "updateComplete"];
    expect(INTERNAL_NAMES.filter((name) => [...names, ...read].includes(name))).toEqual([]);
  });

  test("are all in use", () => {
    const map = JSON.parse(readFileSync(join(repository, "dist/lhc-status.js.map"), "utf8")) as {
      sourcesContent: string[];
    };
    const sources = map.sourcesContent.join();
    expect(INTERNAL_NAMES.filter((name) => !sources.includes(name))).toEqual([]);
  });
});

// V8 ignores the hint after any code.
test("the file begins with the hint to compile it while it arrives", async () => {
  expect(await built("console.log(1);")).toMatch(/^\/\/# allFunctionsCalledOnLoad\n/);
});

test("a non-ASCII character in a template fails the build", async () => {
  await expect(built("console.log(String.raw`•`);")).rejects.toThrow("Not ASCII");
});

describe("minified styles", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch(await findChromium());
  });
  afterAll(() => browser.close());

  const IN_STRINGS = String.raw`
    .a::before { content: "Status: on ; }  /* no comment */ , > { "; quotes: '"  "' "it's: a" }
    /* Don't stop here: "a */
    .b::after { content: 'a: b ;} "c: d"' ; }
    .c { background: url("data:image/svg+xml,<svg  xmlns='a'> </svg>") }
  `;
  const NESTED = `
    .card { color: red; & > .a , & .b :hover { margin: -1px  auto ; }
      &:not( .c , .d ) + p { inset: 0 }  @media ( width >= 400px ) and ( hover ) { color: green } }
    @supports not ( width: round(1px, 1px) ) { .e { width: calc( 1px + 2 * ( 3px - 1px ) ) } }
    @supports selector( a > b ) and ( color: color-mix( in srgb , red 8% , transparent ) ) {
      .f { color: color-mix( in srgb , currentColor 8% , transparent ) ; }
    }
    @container  card ( width > 30em ) { .g { grid-area: 1 / 1 } }
    @keyframes  k { from { opacity: 0 } 50% { opacity: .5 } to { opacity: 1 } }
    @layer one , two ; @layer two { .h > .i ~ .j { color: red !important } }
    :host( [ hidden ] ) , ::slotted( a:hover ) , [part = "base"] { display: none }
    .k/* joined */.l { color: red }
  `;
  const CUSTOM = `
    :host { --a: 1px ; --b:  calc( var( --a , 2px ) * 2 ) ; --c: { x: y ; } ; --d: ; --e: "a: b ;}" ;
      --f: color-mix(in srgb, currentColor 8%, transparent); width: var( --g , var( --h , 1em ) ) }
  `;
  const ESCAPES = String.raw`.a\\: b { color: red } .c::after { content: "\\201C: \\"; }  \\" " }`;

  /** The rules of style sheets as parsed by the browser, with nested rules. */
  async function parsed(...sheets: string[]): Promise<unknown[]> {
    const page = await browser.newPage();
    const script = `(texts) => texts.map((text) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      const rules = (list) => Array.from(list, (rule) =>
        ({ type: rule.constructor.name, text: rule.cssText, rules: rules(rule.cssRules ?? []) }));
      return rules(sheet.cssRules);
    })`;
    const read = (await page.evaluate(`(${script})(${JSON.stringify(sheets)})`)) as unknown[];
    await page.close();
    return read;
  }

  /** Without what Chromium keeps in custom properties, var() and @supports: white space, and a last semicolon. */
  const normal = (rules: unknown): unknown =>
    JSON.parse(
      JSON.stringify(rules).replaceAll(
        /(\\"(?:\\\\.|[^"\\])*\\")|\s*(?:;\s*(?=\})|([,:;{}()>]))\s*/g,
        (_all, string?: string, mark?: string) => string ?? mark ?? "",
      ),
    );

  test.each([
    ["the element", String(LhcStatusElement.styles)],
    ["strings", IN_STRINGS],
    ["nesting, @supports, color-mix() and other rules", NESTED],
    ["custom properties", CUSTOM],
    ["escapes", ESCAPES],
  ])("keep their meaning: %s", async (_name, css) => {
    const script = await built(
      `const css = ([text]: TemplateStringsArray) => text; Object.assign(globalThis, { minified: css\`${css}\` });`,
    );
    const page = await browser.newPage();
    await page.addScriptTag({ content: script });
    const minified = (await page.evaluate("minified")) as string;
    await page.close();

    const before = css.replaceAll("\\\\", "\\");
    const [was, is] = await parsed(before, minified);
    expect(was).not.toEqual([]);
    expect(normal(is)).toEqual(normal(was));
    if (css === before) expect(minified.length).toBeLessThan(0.95 * css.trim().length);
    else expect(minified).toBe(before);
  });
});
