import { testFramework } from "./test-framework.ts";

testFramework({
  name: "Angular 20",
  folder: "angular20",
  bindings: [
    ({ fieldName }, value) => `[${fieldName}]="${value}"`,
    ({ name }, value) => `[attr.${name}]="${value}"`,
  ],
  listen: (event, handler) => `(${event})="${handler}($event)"`,
  value: "value()",
  file: "src/cases.ts",
  cases: (markups) => `import { Component, CUSTOM_ELEMENTS_SCHEMA, input } from "@angular/core";

@Component({
  selector: "page-cases",
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: \`
${Array.from(markups, ([name, markup]) => `@if (shown() === "${name}") { ${markup} }`).join("\n")}
  \`,
})
export class Cases {
  readonly shown = input.required<string>();
  readonly value = input.required<unknown>();
  readonly record = (event: Event): void => (window as unknown as { record(event: Event): void }).record(event);
}
`,
  generated: {
    site: "angular",
    files: (code) => ({
      "src/chat-status.ts": code("chat-status.ts"),
      "src/main.ts": `import { Component, provideZonelessChangeDetection } from "@angular/core";
import { bootstrapApplication } from "@angular/platform-browser";
import { ChatStatus } from "./chat-status";

@Component({ selector: "page-root", imports: [ChatStatus], template: "<app-chat-status />" })
class Page {}

await bootstrapApplication(Page, { providers: [provideZonelessChangeDetection()] });
`,
    }),
  },
  build: ["ng", "build"],
  hasStatus: true,
  typeCheck: ["ngc", "--noEmit", "-p", "."],
  // Its templates have no comment that expects an error.
  typeErrors: {
    command: ["ngc", "--noEmit", "-p", "tsconfig.wrong.json"],
    messages: [
      "Property 'online' does not exist on type 'StatusChange'",
      "Property 'variants' does not exist on type 'LhcStatusElement'",
    ],
  },
});
