import { singleFile } from "./framework.ts";
import { testFramework } from "./test-framework.ts";

testFramework({
  name: "Vue 3",
  folder: "vue3",
  bindings: [
    ({ name }, value) => `:${name}="${value}"`,
    ({ fieldName }, value) => `:${fieldName}="${value}"`,
  ],
  listen: (event, handler) => `@${event}="${handler}"`,
  value: "value",
  file: "src/Cases.vue",
  cases: (markups) =>
    `${singleFile(
      `<script setup lang="ts">\n// @ts-nocheck\nRECORD\ndefineProps(["shown", "value"]);\n</script>\n<template>`,
      markups,
      `<template v-if="shown === 'NAME'">MARKUP</template>`,
    )}</template>\n`,
  generated: {
    site: "vue",
    files: (code) => ({
      "src/ChatStatus.vue": code("ChatStatus.vue"),
      "src/main.ts": `import { createApp } from "vue";
import ChatStatus from "./ChatStatus.vue";

createApp(ChatStatus).mount("#app");
`,
      "vite.config.js": `import { defineConfig } from "vite";
import vue from "@vitejs/plugin-vue";

const plugin = ${code("vite.config.ts")}
export default defineConfig({ plugins: [plugin] });
`,
    }),
  },
  typeCheck: ["vue-tsc", "-p", "."],
});
