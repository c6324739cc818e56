import { defineConfig } from "eslint/config";
import wc from "eslint-plugin-wc";
import { tsImport } from "tsx/esm/api";
import * as parser from "@typescript-eslint/parser";

const { default: oldestBrowsers } = await tsImport("./scripts/eslint/oldest-browsers.ts", import.meta.url);

const impure = [
  ..."window document self globalThis navigator location history screen customElements".split(" "),
  ..."fetch XMLHttpRequest WebSocket localStorage sessionStorage BroadcastChannel process".split(" "),
  ..."setTimeout setInterval queueMicrotask requestAnimationFrame performance crypto console".split(" "),
];

/** The rules that oxlint lacks. All others are in .oxlintrc.json, because oxlint is much faster. */
export default defineConfig(
  {
    files: ["src/**/*.ts"],
    languageOptions: { parser, parserOptions: { projectService: true } },
  },
  {
    // Code that runs in pages.
    files: ["src/**/*.ts"],
    ignores: ["src/rest/**", "src/doctor/**"],
    plugins: { "oldest-browsers": oldestBrowsers },
    rules: {
      // Custom states are optional.
      "oldest-browsers/js": ["error", ["ElementInternals.states"]],
      "oldest-browsers/css": "error",
    },
  },
  {
    files: ["src/element/**/*.ts"],
    extends: [wc.configs["flat/best-practice"]],
    settings: { wc: { elementBaseClasses: ["ReactiveElement"] } },
    // The base class has them.
    rules: { "wc/guard-super-call": "off" },
  },
  {
    // These modules are pure, so that tests need no timers.
    files: ["src/protocol/**/*.ts", "src/doctor/rules/**/*.ts", "src/status/schedule.ts"],
    rules: {
      "no-restricted-globals": ["error", ...impure],
      "no-restricted-properties": [
        "error",
        { object: "Date", property: "now", message: "Take the time as an argument." },
        { object: "Math", property: "random", message: "Take the random number as an argument." },
      ],
      "no-restricted-syntax": [
        "error",
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: "Take the time as an argument.",
        },
      ],
    },
  },
);
