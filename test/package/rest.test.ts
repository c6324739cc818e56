/** The built `lhc-status/rest` works in Node, is small, and cannot be bundled for a page. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { build, type Rolldown } from "vite";
import { afterAll, beforeAll, expect, test } from "vitest";

const repository = join(import.meta.dirname, "../..");
const project = mkdtempSync(join(tmpdir(), "lhc-status-rest-"));

beforeAll(() => {
  mkdirSync(join(project, "node_modules"));
  symlinkSync(repository, join(project, "node_modules/lhc-status"));
  writeFileSync(join(project, "package.json"), JSON.stringify({ type: "module" }));
});
afterAll(() => rmSync(project, { recursive: true }));

/** Bundles code and returns the result. */
async function bundle(code: string, platform: "page" | "node"): Promise<string> {
  const input = join(project, "entry.js");
  writeFileSync(input, code);
  const { output } = (await build({
    root: project,
    configFile: false,
    logLevel: "silent",
    ...(platform === "node" && { ssr: { noExternal: true } }),
    build: {
      write: false,
      modulePreload: false,
      ssr: platform === "node",
      minify: true,
      rolldownOptions: { input, preserveEntrySignatures: "strict" },
    },
  })) as Rolldown.RolldownOutput;
  return output[0].code;
}

test.each([
  `import { LhcRestClient } from "lhc-status/rest"; console.log(LhcRestClient);`,
  `import * as rest from "lhc-status/rest"; console.log(rest);`,
  `import "lhc-status/rest";`,
])("a bundle for a page fails with an explanation: %s", async (code) => {
  await expect(bundle(code, "page")).rejects.toThrow(/lhc-status\/rest holds credentials/);
});

test("Node can import it", () => {
  const script = `import * as rest from "lhc-status/rest"; console.log(Object.keys(rest).sort().join());`;
  const output = execFileSync("node", ["--input-type=module", "--eval", script], {
    cwd: project,
    encoding: "utf8",
  });
  expect(output.trim()).toBe("ChatStatus,LhcRestClient,LhcRestError,messageAuthor");
});

test("is at most 7,500 B after brotli", async () => {
  const code = await bundle(`export * from "lhc-status/rest";`, "node");
  expect(code).toContain("chatcheckoperatormessage");
  expect(brotliCompressSync(code).length).toBeLessThanOrEqual(7500);
});

test("is tree-shakable", async () => {
  const code = await bundle(
    `import { messageAuthor } from "lhc-status/rest"; console.log(messageAuthor);`,
    "node",
  );
  expect(code).toContain("operator");
  expect(code).not.toMatch(/restapi|fetch\(/);
  expect(code.length).toBeLessThan(1500);
});

test.each(["lhc-status", "lhc-status/core", "lhc-status/element"])(
  "%s contains no code of it",
  async (entryPoint) => {
    const code = await bundle(`export * from "${entryPoint}";`, "page");
    expect(code).toContain("LhcStatusError");
    expect(code).not.toMatch(/LhcRest|chatcheckoperatormessage/);
  },
);

test("the script file contains no code of it", () => {
  const code = readFileSync(join(repository, "dist/lhc-status.js"), "utf8");
  expect(code).not.toMatch(/LhcRest|chatcheckoperatormessage/);
});
