/** Checks that docs/errors.md has an entry for each error code and console warning of src/. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { expect, it } from "vitest";
import { projectFiles, root } from "../../scripts/lib/project-files.ts";

const read = (file: string): string => readFileSync(join(root, file), "utf8");
const errors = read("docs/errors.md");
/** Inline code may be wrapped. */
const entries = Array.from(errors.replaceAll(/^```.*?^```/gms, "").matchAll(/`([^`]+)`/g), ([, text]) =>
  text!.replaceAll(/\s+/g, " "),
);

const sources = projectFiles("ts").filter((file) => /^src\/(?!rest\/|doctor\/)/.test(file));

/** A text with a placeholder for each part that differs. */
const PLACEHOLDER = "…";

/** The texts that an expression can become. */
function textsOf(node: ts.Expression): string[] {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isTemplateExpression(node))
    return [node.head.text + node.templateSpans.map(({ literal }) => PLACEHOLDER + literal.text).join("")];
  if (ts.isConditionalExpression(node)) return [...textsOf(node.whenTrue), ...textsOf(node.whenFalse)];
  if (ts.isParenthesizedExpression(node)) return textsOf(node.expression);
  if (ts.isBinaryExpression(node))
    return textsOf(node.left).flatMap((left) => textsOf(node.right).map((right) => left + right));
  return [PLACEHOLDER];
}

/** The texts given to functions whose name begins with `warn`. */
function warningsIn(file: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && /^warn/.test(node.expression.getText()) && node.arguments[0])
      found.push(...textsOf(node.arguments[0]).filter((text) => text !== PLACEHOLDER));
    node.forEachChild(visit);
  };
  visit(ts.createSourceFile(file, read(file), ts.ScriptTarget.ES2022, true));
  return found;
}

const codes = [
  ...read("src/protocol/error.ts")
    .replace(/.*export type LhcStatusErrorCode =/s, "")
    .replace(/;.*/s, "")
    .matchAll(/"([\w-]+)"/g),
].map(([, code]) => code!);
const warnings = [...new Set(sources.flatMap(warningsIn))];

it("finds codes and warnings in the source", () => {
  expect(codes).toContain("blocked-by-csp");
  expect(warnings.length).toBeGreaterThanOrEqual(9);
});

it.each(codes)("docs/errors.md has a heading for the code %s", (code) => {
  expect(errors).toContain(`\n## ${code}\n`);
});

it.each(warnings)("docs/errors.md has an entry for the warning: %s", (warning) => {
  const escaped = warning.split(PLACEHOLDER).map((part) => part.replaceAll(/[$()*+.?[\\\]^{|}]/g, "\\$&"));
  const pattern = new RegExp(`^${escaped.join(".+")}$`);
  expect(
    entries.filter((entry) => pattern.test(entry)),
    "Add its text to docs/errors.md",
  ).not.toEqual([]);
});
