/** Formats a result like LHC (erLhcoreClassRestAPIHandler::outputResponse). Strings are bytes. */
import { isNumeric, jsonEncode, PHP_ARRAY, PhpError, stripTags, utf8ToBytes, type Query } from "./php.ts";

export type Value = boolean | number | string | null | Value[] | { [name: string]: Value };

export type Result = { [name: string]: Value } | Value[];

/** `format=xml` overrides `callback`. The callback's name is only stripped of tags. */
export function formatted(result: Result, query: Query): string {
  if (query.get("format") === "xml") return utf8ToBytes(toXml(result));
  const callback = query.get("callback");
  const json = jsonEncode(result);
  if (callback === undefined) return json;
  if (callback === PHP_ARRAY)
    throw new PhpError("strip_tags(): Argument #1 ($string) must be of type string");
  return `${stripTags(callback)}(${json})`;
}

/** Drops booleans, nulls and empty values, wraps text in CDATA, and repeats the name for each item of a list. */
export function toXml(result: Result): string {
  const named = Array.isArray(result) ? {} : result;
  const inner = Object.entries(named).flatMap(([name, value]) => element(name, value, "  "));
  const root = inner.length > 0 ? `<root>\n${inner.join("")}</root>` : "<root/>";
  return `<?xml version="1.0"?>\n${root}\n`;
}

function element(name: string, value: Value, indent: string): string[] {
  if (value === "") return [`${indent}<${name}/>\n`];
  if (typeof value === "number" || (typeof value === "string" && isNumeric(value))) {
    return [`${indent}<${name}>${value}</${name}>\n`];
  }
  if (typeof value === "string") return [`${indent}<${name}><![CDATA[${value}]]></${name}>\n`];
  if (value === null || typeof value === "boolean" || Object.keys(value).length === 0) return [];
  if (Array.isArray(value)) return value.flatMap((item) => element(name, item, indent));
  const inner = Object.entries(value).flatMap(([key, item]) => element(key, item, `${indent}  `));
  return [
    inner.length > 0 ? `${indent}<${name}>\n${inner.join("")}${indent}</${name}>\n` : `${indent}<${name}/>\n`,
  ];
}
