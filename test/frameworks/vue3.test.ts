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
  typeCheck: ["vue-tsc", "-p", "."],
});
