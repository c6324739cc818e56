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
  // Projects with packages of their own are checked by their own compilers.
  globalIgnores([
    "dist",
    "site/dist",
    "coverage",
    "reports",
    ".stryker-tmp",
    "examples",
    "test/frameworks/*/**",
  ]),
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "@typescript-eslint/no-confusing-void-expression": "off",
      // Messages quote any value that an author wrote.
      "@typescript-eslint/no-base-to-string": "off",
      // Elements are created by the document, not by their constructor.
      "@typescript-eslint/no-unsafe-class-instance-assignment": "off",
      // Only useful in src/, because tests often index arrays that they have just created.
      "@typescript-eslint/no-unnecessary-condition": "off",
      "@typescript-eslint/no-non-null-assertion": "off",
      eqeqeq: ["error", "always", { null: "ignore" }],
      "no-constant-binary-expression": "error",
      "no-self-compare": "error",
      "prefer-const": "error",
    },
  },
  {
    // Exceptions give a reason: `eslint-disable-next-line … -- older browsers lack it`.
    files: ["src/**/*.ts"],
    rules: {
      "@typescript-eslint/no-unnecessary-condition": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
    },
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
  {
    files: ["test/**/*.ts", "demo/**/*.ts", "site/**/*.ts"],
    rules: {
      // Chai's assertions are properties: expect(x).to.be.true
      "@typescript-eslint/no-unused-expressions": "off",
      // expect.any() is any.
      "@typescript-eslint/no-unsafe-assignment": "off",
    },
  },
);
