/** What npm gets: packed, unpacked into a project of its own, and used there in the ways that people use it. */
import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, launch } from "puppeteer-core";
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { findChromium } from "../../scripts/lib/chromium.ts";

interface Manifest {
  exports: Record<string, { types: string; default: string }>;
  dependencies: Record<string, string>;
}

const repository = join(import.meta.dirname, "../..");
const project = mkdtempSync(join(tmpdir(), "lhc-status-package-"));
const installed = join(project, "node_modules/lhc-status");
const { exports } = JSON.parse(readFileSync(join(repository, "package.json"), "utf8")) as Manifest;
const doors = Object.keys(exports).map((path) => path.replace(".", "lhc-status"));
let files: string[] = [];
let manifest: Manifest;

beforeAll(() => {
  const npm = (...args: string[]) =>
    execFileSync("npm", args, { cwd: repository, encoding: "utf8", stdio: "pipe" });
  const packed = npm("pack", "--json", "--ignore-scripts", "--pack-destination", project);
  const [{ filename, files: list }] = JSON.parse(packed) as [{ filename: string; files: { path: string }[] }];
  files = list.map(({ path }) => path);
  mkdirSync(installed, { recursive: true });
  execFileSync("tar", ["-xzf", join(project, filename), "--strip-components=1", "-C", installed]);
  manifest = JSON.parse(readFileSync(join(installed, "package.json"), "utf8")) as Manifest;
  // Nothing but what the package asks for, from the repository: the registry need not be there.
  for (const name of Object.keys(manifest.dependencies)) {
    mkdirSync(join(project, "node_modules", name, ".."), { recursive: true });
    symlinkSync(join(repository, "node_modules", name), join(project, "node_modules", name));
  }
  writeFileSync(join(project, "package.json"), JSON.stringify({ type: "module" }));
});

afterAll(() => rmSync(project, { recursive: true }));

test("holds what it should and nothing else", () => {
  expect(files).toEqual(
    expect.arrayContaining(["README.md", "LICENSE", "CHANGELOG.md", "package.json", "dist/lhc-status.js"]),
  );
  expect(
    files.filter(
      (file) =>
        !/^(dist\/.+\.(js|js\.map|d\.ts)|dist\/[\w.-]+\.json|[A-Z]+(\.md)?|package\.json)$/.test(file),
    ),
  ).toEqual([]);
});

test.each(Object.entries(exports))("has the files of %s", (_path, { types, default: code }) => {
  expect(existsSync(join(installed, types)), types).toBe(true);
  expect(existsSync(join(installed, code)), code).toBe(true);
});

test("imports no package that it does not ask for", () => {
  const code = files
    .filter((file) => file.endsWith(".js"))
    .map((file) => readFileSync(join(installed, file), "utf8"));
  const names = code.flatMap((text) =>
    Array.from(text.matchAll(/\b(?:from|import)\s*"((?:@[^/"]+\/)?[^./"][^/"]*)/g), ([, name]) => name),
  );
  expect([...new Set(names)].sort()).toEqual(Object.keys(manifest.dependencies).sort());
});

test.each(doors)("%s can be imported on a server", (door) => {
  const script = `import * as door from "${door}"; console.log(Object.keys(door).join());`;
  const node = (...args: string[]) =>
    execFileSync("node", args, { cwd: project, encoding: "utf8", stdio: "pipe" });
  expect(node("--input-type=module", "--eval", script)).toMatch(door.endsWith("/define") ? /^\n$/ : /\w/);
});

test.each(["bundler", "nodenext"])("has types for moduleResolution %s", (moduleResolution) => {
  writeFileSync(
    join(project, "consumer.ts"),
    `import { LhcStatusElement as Both, checkStatus as ask } from "lhc-status";
     import { checkStatus, watchStatus } from "lhc-status/core";
     import { LhcStatusElement } from "lhc-status/element";
     import "lhc-status/define";
     const both: typeof LhcStatusElement = Both;
     const asks: typeof checkStatus = ask;
     const element: LhcStatusElement = document.createElement("lhc-status");
     element.addEventListener("lhc-status-change", ({ detail }) => detail.status.length);
     element.baseUrl = "https://chat.example.com/";
     const watch = watchStatus({ baseUrl: element.baseUrl }, () => watch.stop());
     // @ts-expect-error: the types are no any
     element.refresh().nothingOfTheKind;
     export { asks, both };`,
  );
  const options = {
    ...{ target: "ES2022", lib: ["ES2022", "DOM", "DOM.Iterable"], types: [], strict: true, noEmit: true },
    // The declarations are looked into, too.
    skipLibCheck: false,
    module: moduleResolution === "bundler" ? "ESNext" : "NodeNext",
    moduleResolution,
  };
  writeFileSync(
    join(project, "tsconfig.json"),
    JSON.stringify({ compilerOptions: options, files: ["consumer.ts"] }),
  );
  expect(failure("node", join(repository, "node_modules/typescript/bin/tsc"), "-p", project)).toBe("");
});

describe("in a page", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch(await findChromium());
  });
  afterAll(() => browser.close());

  /** Runs a classic script in an empty page. */
  async function run(content: string): Promise<{ defined: boolean; globals: string[]; said: string[] }> {
    const page = await browser.newPage();
    const said: string[] = [];
    page
      .on("console", (message) => said.push(message.text()))
      .on("pageerror", (error) => said.push(String(error)));
    const globals = async () =>
      JSON.parse(String(await page.evaluate("JSON.stringify(Object.keys(window))"))) as string[];
    const before = await globals();
    await page.addScriptTag({ content });
    const defined = Boolean(await page.evaluate(`!!customElements.get("lhc-status")`));
    const after = await globals();
    await page.close();
    return { defined, globals: after.filter((name) => !before.includes(name)), said };
  }

  // See test/package/rest.test.ts.
  test.each(doors.filter((door) => door !== "lhc-status/rest"))("%s works from a bundle", async (door) => {
    const entry = join(project, `${door.replace("/", "-")}.js`);
    // For its side effect alone, which a bundler may drop only where package.json says so.
    writeFileSync(entry, `import "${door}"; console.log("ran");`);
    const outDir = join(project, "bundle", door);
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
    const { defined, said } = await run(readFileSync(join(outDir, "bundle.js"), "utf8"));
    expect({ defined, said }).toEqual({
      defined: !["lhc-status/core", "lhc-status/element"].includes(door),
      said: ["ran"],
    });
  });

  test("the script for a script tag defines the element and leaves no global", async () => {
    const script = readFileSync(join(installed, "dist/lhc-status.js"), "utf8");
    const { defined, globals, said } = await run(script);
    expect({ defined, said }).toEqual({ defined: true, said: [] });
    // Lit's own, which tell a second Lit of the first.
    expect(globals.filter((name) => !/^(lit|reactiveElement)[A-Z]/.test(name))).toEqual([]);
  });
});

/** What a command printed in case it failed. */
function failure(command: string, ...args: string[]): string {
  try {
    execFileSync(command, args, { encoding: "utf8", stdio: "pipe" });
    return "";
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}
