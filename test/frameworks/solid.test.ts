import { jsxBinding, jsxCases } from "./framework.ts";
import { testFramework } from "./test-framework.ts";

testFramework({
  name: "Solid",
  folder: "solid",
  bindings: [
    jsxBinding(({ fieldName }) => `prop:${fieldName}`),
    jsxBinding(({ name }) => `attr:${name}`),
    jsxBinding(({ name }) => name),
  ],
  listen: (event, handler) => `on:${event}={${handler}}`,
  value: "props.value",
  file: "src/Cases.tsx",
  cases: jsxCases,
  hasStatus: true,
  typeCheck: ["tsc", "-p", "."],
});
