/** Types of `<lhc-status>` for frameworks: a wrong attribute, or a handler for another event, does not compile. */
import type { ElementDoc, Property } from "./read-element.ts";
import { valuesOf } from "./tables.ts";

const HEAD = "// Written by scripts/manifest.ts\n";

/** The declarations of each door that is `lhc-status` with the types of a framework. */
export const frameworkTypes: Record<string, (element: ElementDoc) => string> = {
  react: (element) => jsx("react", element),
  preact: (element) => jsx("preact", element),
  vue,
};

/** React 19 and Preact set a property where there is one of that name, and an attribute where not: both names do. */
function jsx(framework: string, element: ElementDoc): string {
  const attributes = element.attributes.flatMap((attribute) => {
    const names = new Set([attribute.fieldName, attribute.name]);
    return [...names].map((name) => member(name, attributesType(attribute), about(attribute)));
  });
  const events = element.events.map(({ name, type, description = "" }) =>
    member(`on${name}`, `((event: ${type.text}) => void)`, description),
  );
  return `${HEAD}import type { ClassAttributes, HTMLAttributes } from "${framework}";
import type { ${imports(element)} } from "./index.js";

export * from "./index.js";

export interface LhcStatusProps extends HTMLAttributes<${element.name}>, ClassAttributes<${element.name}> {
${[...attributes, ...events].join("")}  /** No such event: TypeScript accepts any name with a dash, but here nothing can be read from its event. */
  [misspelt: \`onlhc-\${string}\`]: ((event: never) => void) | undefined;
}

declare module "${framework}" {
  namespace JSX {
    interface IntrinsicElements {
      "${element.tagName}": LhcStatusProps;
    }
  }
}
`;
}

/** Vue's templates know both spellings by the one with capitals. */
function vue(element: ElementDoc): string {
  const attributes = element.attributes.map((attribute) =>
    member(attribute.fieldName, attributesType(attribute), about(attribute)),
  );
  const events = element.events.map(({ name, type, description = "" }) =>
    member(camelCase(`on-${name}`), `((event: ${type.text}) => void)`, description),
  );
  return `${HEAD}import type { HTMLAttributes, ReservedProps } from "vue";
import type { ${imports(element)} } from "./index.js";

export * from "./index.js";

export interface LhcStatusProps extends HTMLAttributes, ReservedProps {
${[...attributes, ...events].join("")}}

declare module "vue" {
  interface GlobalComponents {
    "${element.tagName}": new () => ${element.name} & { $props: LhcStatusProps };
  }
}
`;
}

const attributesType = ({ type }: Property): string => type.text;

const about = (attribute: ElementDoc["attributes"][number]): string =>
  `${attribute.description ?? ""}\nValues: ${valuesOf(attribute)}`;

const member = (name: string, type: string, comment: string): string =>
  `  /** ${comment.replaceAll("\n", "\n   * ")} */\n  ${/\W/.test(name) ? `"${name}"` : name}?: ${type} | undefined;\n`;

const imports = ({ name, events }: ElementDoc): string =>
  [...new Set([name, ...events.map(({ type }) => type.text)])].sort().join(", ");

const camelCase = (name: string): string =>
  name.replaceAll(/-(\w)/g, (_all, letter: string) => letter.toUpperCase());
