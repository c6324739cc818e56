import { isBoolean } from "./support/attributes.ts";
import { testFramework } from "./support/test-framework.ts";

testFramework({
  name: "Lit",
  folder: "lit",
  bindings: [
    ({ fieldName }, value) => `.${fieldName}=\${${value}}`,
    // A plain attribute would be true for `undefined`.
    (attribute, value) => `${isBoolean(attribute) ? "?" : ""}${attribute.name}=\${${value}}`,
  ],
  listen: (event, handler) => `@${event}=\${${handler}}`,
  value: "value",
  file: "src/cases.ts",
  cases: (markups) =>
    `// @ts-nocheck
import { html } from "lit";
const record = (event) => window.record(event);
export const cases = {
${Array.from(markups, ([name, markup]) => `  ${JSON.stringify(name)}: (value) => html\`${markup}\`,`).join("\n")}
};
`,
  typeCheck: ["tsc", "-p", "."],
});
