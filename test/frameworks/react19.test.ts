import { jsxBinding, jsxCases } from "./framework.ts";
import { testFramework } from "./test-framework.ts";

testFramework({
  name: "React 19",
  folder: "react19",
  bindings: [jsxBinding(({ name }) => name), jsxBinding(({ fieldName }) => fieldName)],
  listen: (event, handler) => `on${event}={${handler}}`,
  value: "props.value",
  file: "src/Cases.tsx",
  cases: jsxCases,
  generated: {
    site: "react",
    files: (code) => ({
      "src/ChatStatus.tsx": code("ChatStatus.tsx"),
      "src/main.tsx": `import { createRoot } from "react-dom/client";
import { ChatStatus } from "./ChatStatus.tsx";

createRoot(document.getElementById("app")!).render(<ChatStatus />);
`,
    }),
  },
  typeCheck: ["tsc", "-p", "."],
});
