/** Generates the tables of the docs. */
import { type Attribute, type ElementDoc, words } from "./read-element.ts";

type Row = (string | undefined)[];

/** The tables by the name of their section. */
export function tablesOf(element: ElementDoc): Record<string, string> {
  return Object.fromEntries(Object.entries(rowsOf(element)).map(([name, rows]) => [name, table(rows)]));
}

function rowsOf(element: ElementDoc): Record<string, Row[]> {
  const { attributes, members, events, slots, cssParts, cssStates, cssProperties } = element;
  const withName = ({ name, description }: { name: string; description?: string }): Row => [
    code(name),
    description,
  ];
  return {
    attributes: [
      ["attribute (property)", "values, default", "meaning"],
      ...attributes.map((attribute) => [
        code(attribute.name) +
          (attribute.name === attribute.fieldName ? "" : ` (${code(attribute.fieldName)})`),
        valuesOf(attribute),
        attribute.description,
      ]),
    ],
    properties: [
      ["property, read-only", "values", "meaning"],
      ...members
        .filter(({ kind, readonly }) => kind === "field" && readonly)
        .map(({ name, type, description }) => [
          code(name),
          type.text.replaceAll('"', "").split(" | ").map(code).join(", "),
          description,
        ]),
    ],
    methods: [
      ["method", "returns", "meaning"],
      ...members
        .filter(({ kind }) => kind === "method")
        .map((method) => [code(`${method.name}()`), code(method.return!.type.text), method.description]),
    ],
    events: [
      ["event", "`detail`", "when"],
      ...events.map(({ name, detail, description }) => [
        code(name),
        code(`{ ${detail.join(", ")} }`),
        description,
      ]),
    ],
    slots: [
      ["slot", "what it contains"],
      ...slots.map(({ name, description }) => [name ? code(name) : "(default)", description]),
    ],
    parts: [["part", "what it is"], ...cssParts.map(withName)],
    states: [["state", "meaning"], ...cssStates.map(withName)],
    "css-properties": [
      ["CSS property", "default", "what it sets"],
      ...cssProperties.map(({ name, default: value, description }) => [
        code(name),
        /^[a-z]+ [a-z]+ /.test(value) ? value : code(value),
        description,
      ]),
    ],
  };
}

/** Allowed values and the default: `a` (default), `b`; or: seconds, at least 30; default 60 */
export function valuesOf({ type, value, default: byDefault }: Attribute): string {
  const choice = words(type.text);
  if (choice.length) {
    return choice.map((word) => code(word) + (word === byDefault ? " (default)" : "")).join(", ");
  }
  return (value ?? type.text) + (byDefault ? `; default ${byDefault}` : "");
}

const code = (text: string): string => `\`${text}\``;

/** Pads columns to equal width, like the formatter. */
function table([head, ...rows]: Row[]): string {
  const cells = [head!, ...rows].map((row) => row.map(cell));
  const widths = head!.map((_, column) => Math.max(...cells.map((row) => row[column]!.length)));
  const line = (row: string[]) => `| ${row.map((text, i) => text.padEnd(widths[i]!)).join(" | ")} |\n`;
  const [first, ...others] = cells;
  return line(first!) + line(widths.map((width) => "-".repeat(width))) + others.map(line).join("");
}

/** Puts text on one line and removes the final full stop. */
const cell = (text = ""): string =>
  text
    .replaceAll(/\s+/g, " ")
    .replaceAll("|", String.raw`\|`)
    .replace(/\.$/, "");
