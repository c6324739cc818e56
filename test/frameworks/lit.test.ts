import { isBoolean } from "./attributes.ts";
import { testFramework } from "./test-framework.ts";

testFramework({
  name: "Lit",
  folder: "lit",
  bindings: [
    ({ fieldName }, value) => `.${fieldName}=\${${value}}`,
    // Without the question mark, a boolean attribute would be true for `undefined`.
    (attribute, value) => `${isBoolean(attribute) ? "?" : ""}${attribute.name}=\${${value}}`,
  ],
  // `?paused` takes any text for true.
  passes: (binding, attribute, value) =>
    !(binding === 1 && isBoolean(attribute) && typeof value === "string"),
  listen: (event, handler) => `@${event}=\${${handler}}`,
  value: "value",
  file: "src/cases.ts",
  cases: (markups) =>
    `// @ts-nocheck
import { html } from "lit";
const record = (event) => window.record(event);
export const cases: Record<string, any> = {
${Array.from(markups, ([name, markup]) => `  ${JSON.stringify(name)}: (value) => html\`${markup}\`,`).join("\n")}
};
`,
  // Its app needs no component: the badge is in the page.
  generated: { site: "npm", files: (code) => ({ "src/main.ts": code("Your script") }) },
  typeCheck: ["tsc", "-p", "."],
});
