/** What a request brings, as LHC's input filters read it. Text is no longer bytes here. */
import { bytesToUtf8, isNumeric, toInt, type Query } from "../php.ts";
import { unorderedParameter, type Route } from "../route.ts";

/** undefined for an array too: no endpoint here takes one. */
export function textOf(query: Query, name: string): string | undefined {
  const value = query.get(name);
  return typeof value === "string" ? bytesToUtf8(value) : undefined;
}

/** `mb_strlen()` */
export const lengthOf = (text: string): number => Array.from(text).length;

/** FILTER_VALIDATE_INT: undefined for anything else than a whole number from `least` on. */
export function intOf(query: Query, name: string, least = -Infinity): number | undefined {
  const text = textOf(query, name)?.trim() ?? "";
  const number = Number(text);
  return /^[+-]?(?:0|[1-9]\d*)$/.test(text) && number >= least ? number : undefined;
}

/** A number of any kind, cut to an int; undefined for what is none. */
export function numberOf(query: Query, name: string): number | undefined {
  const text = textOf(query, name);
  return text !== undefined && isNumeric(text) ? toInt(text) : undefined;
}

/** `1,2,3`; undefined where PHP's `empty()` would say so: `0` alone is no list. */
export function idsOf(query: Query, name: string): number[] | undefined {
  const text = textOf(query, name);
  return text === undefined || text === "" || text === "0" ? undefined : text.split(",").map(toInt);
}

/** `$value == true`, for a switch of the query. */
export const isTrue = (query: Query, name: string): boolean =>
  !["", "0", undefined].includes(textOf(query, name));

/** `/(name)/value`, empty where it is missing. */
export const parameterOf = ({ parameters }: Route, name: string): string =>
  bytesToUtf8(unorderedParameter(parameters, name)?.[0] ?? "");
