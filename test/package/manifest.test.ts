/** The element's documentation comments match its code and are complete. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { type ElementDoc, readElement, words } from "../../scripts/manifest/read-element.ts";
import { tablesOf } from "../../scripts/manifest/tables.ts";
import { labelOf } from "../../src/core.ts";
import { LhcStatusElement } from "../../src/element.ts";
import { styles } from "../../src/element/styles.ts";
import { DEFAULT_TIMEOUT_SECONDS } from "../../src/page/deadline.ts";
import { DEFAULT_INTERVAL, MIN_INTERVAL } from "../../src/page/settings.ts";
import { STATES } from "../../src/protocol/status.ts";

const repository = join(import.meta.dirname, "../..");
const read = (file: string) => readFileSync(join(repository, file), "utf8");
const json = (file: string): unknown => JSON.parse(read(file));
const found = (text: string, pattern: RegExp) =>
  [...new Set(Array.from(text.matchAll(pattern), ([, name]) => name))].sort();
const names = (list: { name: string }[]) => list.map(({ name }) => name).sort();

let element: ElementDoc;
beforeAll(async () => {
  element = await readElement();
});
const attribute = (name: string) => element.attributes.find((each) => each.name === name)!;

test("documents exactly the CSS properties of the styles", () => {
  expect(names(element.cssProperties)).toEqual(found(styles.cssText, /var\((--lhc-status-[\w-]+)/g));
});

test("documents the default values of the styles", () => {
  // A colour that depends on others is described in words.
  const known = element.cssProperties.filter((property) => !property.default?.startsWith("a "));
  expect(known).toHaveLength(7);
  for (const { name, default: value } of known) expect(styles.cssText).toContain(`var(${name}, ${value})`);
});

test("documents exactly the parts, slots, states and events", () => {
  const code = read("src/element/lhc-status-element.ts");
  const [states] = /this\.#setStates\(`.*`\)/.exec(read("src/element/view.ts"))!;
  expect(names(element.cssParts)).toEqual(found(styles.cssText, /\[part="(\w+)"\]/g));
  expect(names(element.slots)).toEqual(["", ...STATES].sort());
  expect(names(element.cssStates)).toEqual([...STATES, ...found(states, /\? " (\w+)" : ""/g)].sort());
  expect(names(element.events)).toEqual(found(code, /#dispatch\("([\w-]+)"/g));
});

test("documents every attribute, with its unit if it has one", () => {
  // `lang` is a global attribute.
  const observed = LhcStatusElement.observedAttributes.filter((name) => name !== "lang");
  expect(names(element.attributes)).toEqual(observed.sort());
  for (const { name, type, value, description } of element.attributes) {
    expect(description, name).toMatch(/\.$/);
    expect(type.text === "boolean" || words(type.text).length > 0 || value, name).toBeTruthy();
  }
});

test("documents all public members and no private ones", () => {
  expect(element.members.filter(({ description }) => !description)).toEqual([]);
  expect(element.members.filter(({ name }) => name.startsWith("#"))).toEqual([]);
  expect(names(element.members.filter(({ kind }) => kind === "method"))).toEqual(["openChat", "refresh"]);
});

test("documents the default values of the code", () => {
  expect(attribute("interval").default).toBe(String(DEFAULT_INTERVAL));
  expect(attribute("interval").value).toBe(`seconds, at least ${MIN_INTERVAL}`);
  expect(attribute("timeout").default).toBe(String(DEFAULT_TIMEOUT_SECONDS));
  for (const state of STATES) {
    expect(attribute(`label-${state}`).default).toContain(`'${labelOf(state)}'`);
    expect(attribute(`label-${state}`).default).toContain(`'${labelOf(state, { chat: true })}'`);
  }
  for (const { type, default: value } of element.attributes) {
    if (words(type.text).length) expect(words(type.text)).toContain(value);
  }
});

test("the tables of docs/reference.md come from the source", () => {
  attribute("interval").description = "Something else.";
  expect(tablesOf(element)["attributes"]).toContain("| Something else ");
});

test("package.json refers to existing files for tools", () => {
  const fields = json("package.json") as Record<"customElements" | "web-types", string>;
  expect(existsSync(join(repository, fields.customElements))).toBe(true);
  expect(existsSync(join(repository, fields["web-types"]))).toBe(true);
});

test("the manifest refers to modules of the package", () => {
  const { modules } = json("dist/custom-elements.json") as { modules: { path: string }[] };
  expect(modules.map(({ path }) => path)).toEqual(["dist/element.js", "dist/define.js"]);
  for (const { path } of modules) expect(existsSync(join(repository, path))).toBe(true);
});

test("editor data contains the values and the unit of each attribute", () => {
  interface Tag {
    name: string;
    attributes: { name: string; description: string; values: { name: string }[] }[];
  }
  const { tags } = json("dist/vscode.html-custom-data.json") as { tags: [Tag] };
  const inEditor = (name: string) => tags[0].attributes.find((each) => each.name === name)!;
  expect(tags[0].name).toBe("lhc-status");
  expect(names(tags[0].attributes)).toEqual(names(element.attributes));
  expect(names(inEditor("variant").values)).toEqual(["badge", "button", "dot", "text"]);
  expect(inEditor("base-url").values).toEqual([]);
  expect(inEditor("timeout").description).toContain("seconds; default 8");
  const webTypes = json("dist/web-types.json") as {
    contributions: { html: { elements: [{ attributes: { name: string }[] }] } };
  };
  expect(names(webTypes.contributions.html.elements[0].attributes)).toEqual(names(element.attributes));
});
