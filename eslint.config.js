import { defineConfig, globalIgnores } from "eslint/config";
import wc from "eslint-plugin-wc";
import { tsImport } from "tsx/esm/api";
import tseslint from "typescript-eslint";

const { default: oldestBrowsers } = await tsImport("./scripts/eslint/oldest-browsers.ts", import.meta.url);

const impure = [
  ..."window document self globalThis navigator location history screen customElements".split(" "),
  ..."fetch XMLHttpRequest WebSocket localStorage sessionStorage BroadcastChannel process".split(" "),
  ..."setTimeout setInterval queueMicrotask requestAnimationFrame performance crypto console".split(" "),
];

export default defineConfig(
  globalIgnores(["dist", "coverage", "reports", ".stryker-tmp"]),
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "@typescript-eslint/no-confusing-void-expression": "off",
      // Messages show authors what they wrote, whatever it is.
      "@typescript-eslint/no-base-to-string": "off",
      // Elements come from the document, not from their constructor.
      "@typescript-eslint/no-unsafe-class-instance-assignment": "off",
      // Outside of src/, both say more than they find: tests index what they have just made.
      "@typescript-eslint/no-unnecessary-condition": "off",
      "@typescript-eslint/no-non-null-assertion": "off",
      eqeqeq: ["error", "always", { null: "ignore" }],
      "no-constant-binary-expression": "error",
      "no-self-compare": "error",
      "prefer-const": "error",
    },
  },
  {
    // An exception says why: `eslint-disable-next-line … -- older browsers lack it`.
    files: ["src/**/*.ts"],
    rules: {
      "@typescript-eslint/no-unnecessary-condition": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
    },
  },
  {
    // What runs in pages.
    files: ["src/**/*.ts"],
    ignores: ["src/rest/**", "src/doctor/**", "src/protocol/installation/**"],
    plugins: { "oldest-browsers": oldestBrowsers },
    rules: {
      // Custom states are set where the browser takes them.
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
    // The rules that decide when and what is asked, and what an answer means, are tested without waiting.
    files: ["src/protocol/**/*.ts", "src/status/schedule.ts"],
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
  {
    files: ["test/**/*.ts", "demo/**/*.ts"],
    rules: {
      // Chai's assertions are properties: expect(x).to.be.true
      "@typescript-eslint/no-unused-expressions": "off",
      // expect.any() is any.
      "@typescript-eslint/no-unsafe-assignment": "off",
    },
  },
);
