/** What differs between frameworks: how `<lhc-status>` is spelled, and how a project is checked. */
import type { Attribute } from "./attributes.ts";

/** How something is written in a template, by its name: `base-url={value}`. */
export type Binding = (
  attribute: Pick<Attribute, "name" | "fieldName" | "type">,
  expression: string,
) => string;

/** An app of what the site's generator writes. */
export interface GeneratedApp {
  /** The generator's name for this kind of site. */
  readonly site: string;
  /** More files than those that configure the project, by path. `code` gives a block of the generator by its title. */
  readonly files: (code: (title: string) => string) => Readonly<Record<string, string>>;
}

type Command = readonly [string, ...string[]];

export interface Framework {
  /** As people call it: "React 19". */
  readonly name: string;
  /** The folder in test/frameworks/. */
  readonly folder: string;
  /** All ways to bind an expression to an attribute or a property; the first is the recommended one. */
  readonly bindings: readonly [Binding, ...Binding[]];
  /** Whether the binding with this index passes a value on as it is; true by default. */
  readonly passes?: (binding: number, attribute: Attribute, value: unknown) => boolean;
  /** Listens to an event. */
  readonly listen: (event: string, handler: string) => string;
  /** The bound value in the generated template. */
  readonly value: string;
  /** The generated file in the project. */
  readonly file: string;
  /** The code of that file: one component that renders the markup of the case `shown`. */
  readonly cases: (markups: ReadonlyMap<string, string>) => string;
  /** Whether the project has a component that shows the status without a badge. The hooks have tests of their own. */
  readonly hasStatus?: true;
  /** The generator of the site writes code for this framework. */
  readonly generated?: GeneratedApp;
  /** The command that builds into dist/; `vite build` by default. */
  readonly build?: Command;
  /** The command of the framework's type checker. */
  readonly typeCheck: Command;
  /** A command that must fail with these messages, where the source cannot mark expected errors. */
  readonly typeErrors?: { readonly command: Command; readonly messages: readonly string[] };
}

const RECORD = "const record = (event) => window.record(event);";

/** For JSX: an object of components. */
export function jsxCases(markups: ReadonlyMap<string, string>): string {
  const components = Array.from(
    markups,
    ([name, markup]) => `  ${JSON.stringify(name)}: (props) => ${markup},`,
  );
  return `// @ts-nocheck\n${RECORD}\nexport const cases: Record<string, any> = {\n${components.join("\n")}\n};\n`;
}

export const jsxBinding =
  (name: (attribute: Parameters<Binding>[0]) => string): Binding =>
  (attribute, expression) =>
    `${name(attribute)}={${expression}}`;

/** For single-file components. */
export const singleFile = (script: string, markups: ReadonlyMap<string, string>, branch: string): string =>
  `${script.replace("RECORD", RECORD)}\n${Array.from(markups, ([name, markup]) =>
    branch.replace("NAME", name).replace("MARKUP", () => markup),
  ).join("\n")}\n`;
