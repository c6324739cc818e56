/** The tables of README.md. */
import { type Attribute, type ElementDoc, words } from "./read-element.ts";

type Row = (string | undefined)[];

/** By the name of their section in README.md. */
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

/** What may be written, and what it is without: `a` (default), `b`; or: seconds, at least 30; default 60 */
export function valuesOf({ type, value, default: byDefault }: Attribute): string {
  const choice = words(type.text);
  if (choice.length) {
    return choice.map((word) => code(word) + (word === byDefault ? " (default)" : "")).join(", ");
  }
  return (value ?? type.text) + (byDefault ? `; default ${byDefault}` : "");
}

const code = (text: string): string => `\`${text}\``;

/** Of equal width in each column, as the formatter wants it. */
function table([head, ...rows]: Row[]): string {
  const cells = [head!, ...rows].map((row) => row.map(cell));
  const widths = head!.map((_, column) => Math.max(...cells.map((row) => row[column]!.length)));
  const line = (row: string[]) => `| ${row.map((text, i) => text.padEnd(widths[i]!)).join(" | ")} |\n`;
  const [first, ...others] = cells;
  return line(first!) + line(widths.map((width) => "-".repeat(width))) + others.map(line).join("");
}

/** In one line, without the full stop at its end. */
const cell = (text = ""): string =>
  text
    .replaceAll(/\s+/g, " ")
    .replaceAll("|", String.raw`\|`)
    .replace(/\.$/, "");
