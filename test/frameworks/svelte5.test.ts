import { singleFile } from "./framework.ts";
import { testFramework } from "./test-framework.ts";

testFramework({
  name: "Svelte 5",
  folder: "svelte5",
  bindings: [({ name }, value) => `${name}={${value}}`, ({ fieldName }, value) => `${fieldName}={${value}}`],
  listen: (event, handler) => `on${event}={${handler}}`,
  value: "value",
  file: "src/Cases.svelte",
  cases: (markups) =>
    singleFile(
      `<script lang="ts">\n// @ts-nocheck\nRECORD\nlet { shown, value } = $props();\n</script>`,
      markups,
      `{#if shown === "NAME"}MARKUP{/if}`,
    ),
  generated: {
    site: "svelte",
    files: (code) => ({
      "src/ChatStatus.svelte": code("ChatStatus.svelte"),
      "src/main.ts": `import { mount } from "svelte";
import ChatStatus from "./ChatStatus.svelte";

mount(ChatStatus, { target: document.getElementById("app")! });
`,
    }),
  },
  typeCheck: ["svelte-check", "--fail-on-warnings", "--output", "human"],
});
