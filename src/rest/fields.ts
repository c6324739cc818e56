import { LhcRestError } from "./rest-error.ts";

/** Reads a value sent by LHC. Returns undefined if the value is invalid. */
export type Reader<T> = (value: unknown) => T | undefined;

/** A reader for each field of an object. Other fields are dropped, because they may hold secrets. */
export type Shape<T> = { readonly [Field in keyof T]-?: Reader<T[Field]> };

/** LHC sends some numbers as strings, depending on their source and the PHP version, and `""` for an unset number. */
export const number: Reader<number> = (value) => {
  const read = typeof value === "string" ? Number(value) : value;
  return typeof read === "number" && Number.isFinite(read) ? read : undefined;
};

export const text: Reader<string> = (value) =>
  typeof value === "string" ? value : typeof value === "number" ? String(value) : undefined;

/** For fields that are null or missing, for example in older versions of LHC. */
export const optional =
  <T>(read: Reader<T>): Reader<T | null> =>
  (value) =>
    value == null ? null : read(value);

export const numberOrNull = optional(number);
export const textOrNull = optional(text);

/** LHC sends most booleans as 0 or 1. */
export const flag: Reader<boolean> = (value) => {
  const read = typeof value === "boolean" ? Number(value) : number(value);
  return read === undefined ? undefined : read !== 0;
};

export const object =
  <T>(shape: Shape<T>): Reader<T> =>
  (value) => {
    if (typeof value !== "object" || value === null) return undefined;
    const entries = Object.entries<Reader<unknown>>(shape);
    return Object.fromEntries(
      entries.map(([name, read]) => [name, readField(name, read, (value as Record<string, unknown>)[name])]),
    ) as T;
  };

export const list =
  <T>(read: Reader<T>): Reader<T[]> =>
  (value) =>
    Array.isArray(value) ? value.map((item) => readField("item", read, item)) : undefined;

/** @throws LhcRestError `bad-answer`, with the name of the invalid field */
export function readField<T>(name: string, read: Reader<T>, value: unknown): T {
  const result = read(value);
  if (result === undefined) throw new LhcRestError("bad-answer", `Unexpected value in ${name}.`);
  return result;
}

/** Uses one reader for several fields. */
export const each = <T, Name extends string>(read: Reader<T>, ...names: Name[]): Record<Name, Reader<T>> =>
  Object.fromEntries(names.map((name) => [name, read])) as Record<Name, Reader<T>>;
