/** Reads the element's documentation from its comments, by the analyzer, and from its types. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { LhcStatusElement } from "../../src/element.ts";

interface Described {
  name: string;
  description?: string;
}

export interface Property extends Described {
  type: { text: string };
  default?: string;
  readonly?: boolean;
}

export interface Attribute extends Property {
  fieldName: string;
  /** A description of the value, such as the unit of a number. */
  value?: string;
}

interface Event extends Described {
  type: { text: string };
  /** The property names of `detail`. */
  detail: string[];
}

/** The part of a custom elements manifest declaration that is used here. */
export interface ElementDoc {
  name: string;
  tagName: string;
  summary: string;
  attributes: Attribute[];
  members: (Property & {
    kind: string;
    attribute?: string;
    privacy?: string;
    return?: { type: { text: string } };
  })[];
  events: Event[];
  slots: Described[];
  cssParts: Described[];
  cssStates: Described[];
  cssProperties: (Described & { default: string })[];
}

/** The analyzer has no type declarations. */
interface Analyzer {
  ts: typeof ts;
  create: (options: { modules: unknown[]; plugins: unknown[]; context: object }) => {
    modules: { declarations: (ElementDoc & { customElement?: boolean })[] }[];
  };
}
/** Members with @internal, which the analyzer ignores. */
const INTERNAL = ["settings", "removeAttribute"];
const ANALYZER = "@custom-elements-manifest/analyzer";

const root = join(import.meta.dirname, "../..");
const source = "src/element/lhc-status-element.ts";

export async function readElement(): Promise<ElementDoc> {
  const { create, ts: analyzersTs } = (await import(ANALYZER)) as Analyzer;
  const { litPlugin } = (await import(`${ANALYZER}/src/features/framework-plugins/lit/lit.js`)) as {
    litPlugin: () => unknown[];
  };
  const code = readFileSync(join(root, source), "utf8");
  const { modules } = create({
    modules: [analyzersTs.createSourceFile(source, code, analyzersTs.ScriptTarget.ES2022, true)],
    plugins: litPlugin(),
    context: {},
  });
  const element = modules[0]!.declarations.find(({ customElement }) => customElement)!;
  const { typeOf, tagsOf, detailOf } = typesOf(element.name);

  // The analyzer includes private members, and reports `new CustomEvent(type)` as an event named "type".
  element.members = element.members.filter(
    ({ name, privacy }) => (!privacy || privacy === "public") && !INTERNAL.includes(name),
  );
  element.events = element.events
    .filter(({ name }) => name !== "type")
    .map((event) => ({ ...event, detail: detailOf(event.type.text) }));
  for (const member of element.members) {
    if (member.kind === "field") member.type = { text: typeOf(member.name) };
    if (member.attribute) member.attribute = attributeOf(member.name);
  }
  // `lang` is a global attribute, without a property of the element.
  const own = element.attributes.filter(({ fieldName }) => (fieldName as string | undefined) !== undefined);
  element.attributes = own.map((attribute) => ({
    ...attribute,
    name: attributeOf(attribute.fieldName),
    ...tagsOf(attribute.fieldName),
    type: { text: typeOf(attribute.fieldName) },
  }));
  return element;
}

/** The analyzer does not know the names that the element derives. */
const attributeOf = (property: string): string => String(LhcStatusElement.properties[property]?.attribute);

/** Resolves type names, which the analyzer does not. */
function typesOf(className: string) {
  const { config } = ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile.bind(ts.sys)) as {
    config: object;
  };
  const { options } = ts.parseJsonConfigFileContent({ ...config, files: [source] }, ts.sys, root);
  const program = ts.createProgram([join(root, source)], options);
  const checker = program.getTypeChecker();
  const file = program.getSourceFile(join(root, source))!;
  const exported = (name: string) =>
    checker.getDeclaredTypeOfSymbol(
      checker.getExportsOfModule(checker.getSymbolAtLocation(file)!).find((each) => each.name === name)!,
    );
  const property = (name: string) => checker.getPropertyOfType(exported(className), name)!;
  return {
    typeOf: (name: string): string =>
      checker.typeToString(
        checker.getTypeOfSymbol(property(name)),
        undefined,
        ts.TypeFormatFlags.InTypeAlias | ts.TypeFormatFlags.NoTruncation,
      ),
    /** `@value` and `@default`. */
    tagsOf: (name: string): { value?: string; default?: string } =>
      Object.fromEntries(
        property(name)
          .getJsDocTags(checker)
          .map((tag) => [tag.name, ts.displayPartsToString(tag.text)]),
      ),
    detailOf: (eventType: string): string[] =>
      checker
        .getTypeOfSymbol(checker.getPropertyOfType(exported(eventType), "detail")!)
        .getProperties()
        .map(({ name }) => name),
  };
}

/** The keywords of a type such as `"a" | "b"`. Empty for other types. */
export function words(type: string): string[] {
  const parts = type.split(" | ").filter((part) => part !== "null");
  return parts.every((part) => /^".*"$/.test(part)) ? parts.map((part) => part.slice(1, -1)) : [];
}
