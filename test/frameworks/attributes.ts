/** The element's attributes and events, and values to give them. All from the manifest, so a new one is covered. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type ElementDoc, words } from "../../scripts/manifest/read-element.ts";

export type Attribute = ElementDoc["attributes"][number];

interface Manifest {
  modules: [{ declarations: [ElementDoc] }];
}

const manifest = JSON.parse(
  readFileSync(join(import.meta.dirname, "../../dist/custom-elements.json"), "utf8"),
) as Manifest;
export const { attributes, events } = manifest.modules[0].declarations[0];

export const isBoolean = ({ type }: Pick<Attribute, "type">): boolean => type.text === "boolean";
const isNumber = ({ type }: Attribute): boolean => type.text.includes("number");
/** Any string is valid. */
const isText = (attribute: Attribute): boolean => attribute.value === "text";

/** The attribute that this one needs to have an effect, as its description says: "(department)". */
export const neededBy = ({ description = "" }: Attribute): string | undefined =>
  /\(([\w, ]+)\)\.$/
    .exec(description)?.[1]
    ?.split(", ")
    .find((name) => attributes.some((attribute) => attribute.name === name));

/** Two valid strings that differ from the default. */
export function textsOf(attribute: Attribute): [string, string] {
  const { name, type, value = "", default: byDefault } = attribute;
  const [first, ...others] = words(type.text).filter((word) => word !== byDefault);
  if (first) return [first, others[0] ?? byDefault!];
  if (isBoolean(attribute)) return ["true", "false"];
  if (name === "base-url") return ["{lhc}/index.php/", "{lhc}/"];
  if (name === "hide-when") return ["offline unknown", "unknown"];
  if (value.startsWith("seconds")) return ["120", "90"];
  return isNumber(attribute) ? ["2", "1"] : ["Sales", "Service"];
}

/** Values that mean "not given". An empty boolean attribute is true in HTML, so "" is not among them there. */
export const notGivenTo = (attribute: Attribute): unknown[] =>
  isBoolean(attribute) ? [undefined, null] : [undefined, null, ""];

/** Valid values of each type that the attribute accepts. */
export function validFor(attribute: Attribute): unknown[] {
  const texts = textsOf(attribute);
  if (isBoolean(attribute)) return [true, false, ...texts];
  if (isNumber(attribute)) return [Number(texts[0]), ...texts];
  return isText(attribute) ? [7, ...texts] : texts;
}

/** Values of types that the attribute does not accept. */
export function invalidFor(attribute: Attribute): unknown[] {
  if (isBoolean(attribute)) return [7, "Sales"];
  return isNumber(attribute) || isText(attribute) ? [false] : [false, 7];
}
