import { jsxBinding, jsxCases } from "./framework.ts";
import { testFramework } from "./test-framework.ts";

/** React 18 writes attributes only. Properties and events need the element. */
testFramework({
  name: "React 18",
  folder: "react18",
  bindings: [
    jsxBinding(({ name }) => name),
    ({ fieldName }, value) => `ref={(badge) => { if (badge) badge.${fieldName} = ${value}; }}`,
  ],
  listen: (event, handler) => `ref={(badge) => badge?.addEventListener("${event}", ${handler})}`,
  value: "props.value",
  file: "src/Cases.tsx",
  cases: jsxCases,
  typeCheck: ["tsc", "-p", "."],
});
