import { jsxBinding, jsxCases } from "./framework.ts";
import { testFramework } from "./test-framework.ts";

testFramework({
  name: "Preact 10",
  folder: "preact10",
  bindings: [jsxBinding(({ name }) => name), jsxBinding(({ fieldName }) => fieldName)],
  listen: (event, handler) => `on${event}={${handler}}`,
  value: "props.value",
  file: "src/Cases.tsx",
  cases: jsxCases,
  typeCheck: ["tsc", "-p", "."],
});
