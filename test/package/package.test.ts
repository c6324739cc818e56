/** The npm package: packed, unpacked into a project, and used there. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, normalize } from "node:path";
import { type Browser, launch } from "puppeteer-core";
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { findChromium } from "../../scripts/lib/chromium.ts";
import { type Manifest, pack, repository, typeErrors, unpack } from "./support/packed.ts";

const project = mkdtempSync(join(tmpdir(), "lhc-status-package-"));
const installed = join(project, "node_modules/lhc-status");
const { exports: patterns } = JSON.parse(readFileSync(join(repository, "package.json"), "utf8")) as Manifest;
/** One language stands for all. */
const exports = JSON.parse(JSON.stringify(patterns).replaceAll("*", "de")) as Manifest["exports"];
/** The files of an export. A string is a file to copy, or a file for tools. */
const filesOf = (target: string | Record<string, string>) =>
  typeof target === "string" ? [target] : Object.values(target);
/** Those with code. lhc-status/solid has types only. */
const entryPoints = Object.entries(exports).flatMap(([path, target]) =>
  typeof target !== "string" && target["default"] ? [path.replace(".", "lhc-status")] : [],
);
let files: string[] = [];
let manifest: Manifest;

beforeAll(() => {
  const packed = pack(project);
  files = packed.files;
  manifest = unpack(packed, project);
});

afterAll(() => rmSync(project, { recursive: true }));

const read = (file: string) => readFileSync(join(installed, file), "utf8");

test("contains exactly the expected kinds of files", () => {
  expect(files).toEqual(
    expect.arrayContaining(["README.md", "LICENSE", "CHANGELOG.md", "package.json", "dist/lhc-status.js"]),
  );
  const expected =
    /^(dist\/.+\.(js|d\.ts)(\.map)?|dist\/[\w.-]+\.json|docs\/[\w-]+\.md|[A-Z]+(\.md)?|package\.json)$/;
  expect(files.filter((file) => !expected.test(file))).toEqual([]);
});

test("contains the pages of docs/ that README.md and error messages link to", () => {
  const pages = /docs\/[\w-]+\.md/g;
  const linked = files
    .filter((file) => /^README\.md$|\.js$/.test(file))
    .flatMap((file) => read(file).match(pages) ?? []);
  expect(linked).toContain("docs/rest.md");
  expect(linked.filter((page) => !files.includes(page))).toEqual([]);
});

test.each(Object.entries(exports))("contains the files of %s", (_path, target) => {
  for (const file of filesOf(target)) expect(existsSync(join(installed, file)), file).toBe(true);
});

test.each(["main", "types", "unpkg", "jsdelivr", "customElements", "web-types"])(
  "contains the file of the field %s",
  (field) => {
    expect(existsSync(join(installed, String(manifest[field])))).toBe(true);
  },
);

test("main and types are the files of the root export", () => {
  expect({ types: manifest.types, default: manifest.main }).toEqual(exports["."]);
});

test.each(["lhc-status.js", "custom-elements.json", "web-types.json", "package.json"])(
  "lhc-status/%s is resolvable for copy steps and tools",
  (file) => {
    const script = `console.log(import.meta.resolve("lhc-status/${file}"))`;
    expect(inNode(script).trim().endsWith(file)).toBe(true);
  },
);

test("Storybook finds the element in lhc-status/custom-elements.json", () => {
  const output = inNode(`
    import manifest from "lhc-status/custom-elements.json" with { type: "json" };
    const declarations = manifest.modules.flatMap(({ declarations }) => declarations);
    console.log(JSON.stringify(declarations.filter(({ tagName }) => tagName === "lhc-status")));
  `);
  const [element, ...others] = JSON.parse(output) as Record<string, Record<string, unknown>[]>[];
  expect(others).toEqual([]);
  // What its table of controls shows.
  for (const list of ["attributes", "members", "events", "slots", "cssParts", "cssProperties"]) {
    expect(element![list], list).not.toEqual([]);
    for (const item of element![list]!) {
      expect(item, list).toMatchObject({ name: expect.any(String), description: expect.stringMatching(/./) });
    }
  }
});

test("every module of dist/ is reachable from an entry point and imports existing files", () => {
  const isCode = (file: string) => /\.(js|d\.ts)$/.test(file);
  const missing: string[] = [];
  const reached = new Set<string>();
  const visit = (file: string) => {
    if (reached.has(file)) return;
    reached.add(file);
    const declarations = file.replace(/\.js$/, ".d.ts");
    if (files.includes(declarations)) visit(declarations);
    for (const [, path = ""] of read(file).matchAll(/\b(?:from|import)\s*\(?\s*"(\.\.?\/[^"]+)"/g)) {
      const imported = normalize(join(dirname(file), path));
      // Declarations import .ts or .js files.
      const found = file.endsWith(".d.ts") ? imported.replace(/\.[jt]s$/, ".d.ts") : imported;
      if (files.includes(found)) visit(found);
      else if (!path.includes(" ")) missing.push(`${file}: ${path}`);
    }
  };
  const commands = Object.values(manifest.bin);
  [...Object.values(exports).flatMap(filesOf), ...commands].map(normalize).filter(isCode).forEach(visit);
  files.filter((file) => /^dist\/languages\/.*\.(js|d\.ts)$/.test(file)).forEach(visit);

  const nameOf = (file: string) => file.replace(/(\.d\.ts|\.js)(\.map)?$/, "");
  const modules = new Set([...reached].map(nameOf));
  const inDist = files.filter((file) => /^dist\/.*\.(js|ts|map)$/.test(file));
  expect({ missing, unreached: inDist.filter((file) => !modules.has(nameOf(file))) }).toEqual({
    missing: [],
    unreached: [],
  });
});

test("only the command imports modules of Node", () => {
  const importers = files.filter((file) => file.endsWith(".js") && /\bfrom "node:/.test(read(file)));
  expect(importers).not.toEqual([]);
  expect(importers.filter((file) => !/^dist\/doctor\/[\w-]+\.js$/.test(file))).toEqual([]);
});

test("source maps contain the sources", () => {
  const maps = files.filter((file) => file.endsWith(".js.map"));
  const empty = maps.filter((file) => {
    const { sources, sourcesContent } = JSON.parse(read(file)) as {
      sources: string[];
      sourcesContent?: string[];
    };
    return sources.length === 0 || sources.length !== sourcesContent?.filter(Boolean).length;
  });
  expect(maps).toContain("dist/core.js.map");
  expect(empty).toEqual([]);
});

test("imports only its dependencies", () => {
  const code = files.filter((file) => file.endsWith(".js")).map(read);
  const names = code.flatMap((text) =>
    Array.from(text.matchAll(/\b(?:from|import)\s*"((?:@[^/"]+\/)?[^./"][^/"]*)/g), ([, name]) => name),
  );
  // A framework is a peer of its hook.
  const frameworks = ["preact", "react", "svelte", "vue"];
  const packages = names.filter((name) => !name?.startsWith("node:"));
  expect([...new Set(packages)].sort()).toEqual(
    [...Object.keys(manifest.dependencies), ...frameworks].sort(),
  );
});

function inNode(script: string): string {
  const args = ["--input-type=module", "--eval", script];
  return execFileSync("node", args, { cwd: project, encoding: "utf8", stdio: "pipe" });
}

test.each(entryPoints)("%s can be imported on a server", (entryPoint) => {
  const script = `import * as entryPoint from "${entryPoint}"; console.log(Object.keys(entryPoint).join());`;
  expect(inNode(script)).toMatch(/\/(define|locales.*)$/.test(entryPoint) ? /^\n$/ : /\w/);
});

// test/install checks older versions and moduleResolution nodenext.
test("has types that compile", { timeout: 120_000 }, () => {
  expect(typeErrors(project, "bundler")).toBe("");
});

describe("in a page", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch(await findChromium());
  });
  afterAll(() => browser.close());

  /** Runs a classic script in an empty page. */
  async function run(content: string): Promise<{ defined: boolean; globals: string[]; messages: string[] }> {
    const page = await browser.newPage();
    const messages: string[] = [];
    page
      .on("console", (message) => messages.push(message.text()))
      .on("pageerror", (error) => messages.push(String(error)));
    // Include non-enumerable globals and properties of Symbol.
    const globals = async () =>
      JSON.parse(
        String(await page.evaluate("JSON.stringify([window, Symbol].flatMap(Reflect.ownKeys).map(String))")),
      ) as string[];
    const before = await globals();
    await page.addScriptTag({ content });
    const defined = Boolean(await page.evaluate(`!!customElements.get("lhc-status")`));
    const after = await globals();
    await page.close();
    return { defined, globals: after.filter((name) => !before.includes(name)), messages };
  }

  // lhc-status/rest is tested in test/package/rest.test.ts.
  test.each(entryPoints.filter((entryPoint) => entryPoint !== "lhc-status/rest"))(
    "%s works from a bundle",
    async (entryPoint) => {
      const entry = join(project, `${entryPoint.replaceAll("/", "-")}.js`);
      // Import it only for side effects, which a bundler drops unless package.json lists them.
      writeFileSync(entry, `import "${entryPoint}"; console.log("ran");`);
      const outDir = join(project, "bundle", entryPoint);
      vi.stubEnv("NODE_ENV", "production");
      await build({
        root: project,
        configFile: false,
        logLevel: "error",
        build: {
          outDir,
          modulePreload: false,
          rolldownOptions: { input: entry, output: { format: "iife", entryFileNames: "bundle.js" } },
        },
      });
      const { defined, messages } = await run(readFileSync(join(outDir, "bundle.js"), "utf8"));
      expect({ defined, messages }).toEqual({
        defined: ["lhc-status", "lhc-status/define"].includes(entryPoint),
        messages: ["ran"],
      });
    },
  );

  test("the script for a script tag defines the element and leaves no global", async () => {
    const script = readFileSync(join(installed, "dist/lhc-status.js"), "utf8");
    // Lit's development build would print a warning.
    expect(await run(script)).toEqual({ defined: true, globals: [], messages: [] });
  });
});
