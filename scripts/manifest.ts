/** Generates the manifest, editor data and framework types in dist/ from the element's comments and types. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { getWebTypesData } from "custom-element-jet-brains-integration";
import { getVsCodeCssCustomData, getVsCodeHtmlCustomData } from "custom-element-vs-code-integration";
import { frameworkTypes } from "./manifest/framework-types.ts";
import { type ElementDoc, readElement } from "./manifest/read-element.ts";
import { valuesOf } from "./manifest/tables.ts";

const root = join(import.meta.dirname, "..");

function manifestOf(element: ElementDoc) {
  const declaration = { name: element.name, module: "dist/element.js" };
  return {
    schemaVersion: "2.1.0",
    readme: "README.md",
    modules: [
      {
        kind: "javascript-module" as const,
        path: "dist/element.js",
        declarations: [element],
        exports: [{ kind: "js" as const, name: element.name, declaration }],
      },
      {
        kind: "javascript-module" as const,
        path: "dist/define.js",
        declarations: [],
        exports: [{ kind: "custom-element-definition" as const, name: element.tagName, declaration }],
      },
    ],
  };
}

/** Editors show only an attribute's description, and suggest each keyword of its type. */
function forEditors(element: ElementDoc): ElementDoc {
  const attributes = element.attributes.map((attribute) => ({
    ...attribute,
    description: `${attribute.description ?? ""}\n\nValues: ${valuesOf(attribute)}`,
    type: { text: attribute.type.text.replace(/ \| (URL|null)\b/g, "") },
  }));
  return { ...element, attributes };
}

function writeDist(element: ElementDoc): void {
  const manifest = manifestOf(forEditors(element)) as unknown as Parameters<
    typeof getVsCodeHtmlCustomData
  >[0];
  const files: Record<string, string> = {
    "custom-elements.json": `${JSON.stringify(manifestOf(element), null, 2)}\n`,
    "vscode.html-custom-data.json": getVsCodeHtmlCustomData(manifest, {}),
    "vscode.css-custom-data.json": getVsCodeCssCustomData(manifest, {}),
    "web-types.json": getWebTypesData(manifest, {}),
  };
  for (const [framework, types] of Object.entries(frameworkTypes)) {
    files[`${framework}.d.ts`] = types(element);
  }
  mkdirSync(join(root, "dist"), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(root, "dist", name), text);
}

writeDist(await readElement());
