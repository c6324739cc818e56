/** The ESLint rules for features that old browsers lack. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ESLint } from "eslint";
import * as parser from "@typescript-eslint/parser";
import { afterAll, expect, it } from "vitest";
import oldestBrowsers from "../../../scripts/eslint/oldest-browsers.ts";

const folder = mkdtempSync(join(tmpdir(), "lhc-status-lint-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** The reported features, in order. */
async function missing(code: string): Promise<string[]> {
  const compilerOptions = { strict: true, target: "ESNext", lib: ["ESNext", "DOM"], types: [] };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["code.ts"] }));
  writeFileSync(join(folder, "code.ts"), code);
  const eslint = new ESLint({
    cwd: folder,
    overrideConfigFile: true,
    overrideConfig: {
      files: ["**/*.ts"],
      languageOptions: {
        parser,
        parserOptions: { project: "tsconfig.json", tsconfigRootDir: folder },
      },
      plugins: { oldest: oldestBrowsers },
      rules: { "oldest/js": ["error", ["ElementInternals.states"]], "oldest/css": "error" },
    },
  });
  const [result] = await eslint.lintFiles(["code.ts"]);
  return result!.messages.map(({ message }) => message.replace(/ is missing in .*/s, ""));
}

it("reports methods, static methods, globals and reflected attributes that are too new", async () => {
  const code = `
    declare const signal: AbortSignal, element: HTMLElement, set: Set<number>;
    AbortSignal.any([signal]);
    element.showPopover();
    element.role = "status";
    const { popover } = element;
    set.union(set);
    Promise.withResolvers();
    new Highlight();
    (element as HTMLElement & { other: string }).ariaHidden = "true";
  `;
  expect(await missing(code)).toEqual([
    "AbortSignal.any",
    "HTMLElement.showPopover",
    "Element.role",
    "HTMLElement.popover",
    "Set.union",
    "Promise.withResolvers",
    "Highlight",
    "Element.ariaHidden",
  ]);
});

it("accepts supported, feature-tested and allowed features, and types", async () => {
  const code = `
    declare const element: HTMLElement, internals: ElementInternals;
    let watcher: Highlight | undefined;
    const own = { any: 1, showPopover: 2 };
    own.any + own.showPopover;
    AbortSignal.timeout(1);
    element.hidden = "showPopover" in element || typeof Highlight === "function";
    internals.states.size;
    structuredClone([].at(0));
  `;
  expect(await missing(code)).toEqual([]);
});

it("reports CSS that is too new, including in fallbacks and custom properties", async () => {
  const code = `
    const css = String.raw;
    css\`
      p { color: light-dark(red, blue); text-wrap: balance }
      p { color: var(--x, var(--y, light-dark(red, blue))); --z: light-dark(red, blue) }
      p:has(a) { & b { color: red } }
      p { b { color: red } }
      :state(x) { width: round(1px, 1px); interpolate-size: allow-keywords }
      @starting-style { p { color: red } }
    \`;
  `;
  expect(await missing(code)).toEqual([
    "light-dark()",
    "text-wrap",
    "text-wrap: balance",
    "light-dark()",
    "light-dark()",
    ":has",
    "nested rules",
    "nested rules",
    ":state",
    "round()",
    "interpolate-size",
    "interpolate-size: allow-keywords",
    "@starting-style",
  ]);
});

it("accepts supported CSS, and CSS inside @supports", async () => {
  const code = `
    const css = String.raw;
    const color = "red";
    css\`
      :host(:focus-visible) { color: color-mix(in srgb, currentColor 8%, \${color}); inset: 0 }
      @supports (width: round(1px, 1px)) { p { width: round(1px, 1px) } }
      @media (forced-colors: active) { p { color: CanvasText } }
    \`;
  `;
  expect(await missing(code)).toEqual([]);
});
