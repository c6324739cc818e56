import { LhcRestError } from "./rest-error.ts";

/** How a value that LHC sent is read. Undefined: it does not fit. */
export type Reader<T> = (value: unknown) => T | undefined;

/** How each field of an object is read. What is not named here is left out, so that nothing secret gets through. */
export type Shape<T> = { readonly [Field in keyof T]-?: Reader<T[Field]> };

/** LHC sends numbers as strings where they came from a form or an older PHP, and `""` for an unset one. */
export const number: Reader<number> = (value) => {
  const read = typeof value === "string" ? Number(value) : value;
  return typeof read === "number" && Number.isFinite(read) ? read : undefined;
};

export const text: Reader<string> = (value) =>
  typeof value === "string" ? value : typeof value === "number" ? String(value) : undefined;

/** For what LHC may leave out, say as null, or does not have in older versions. */
export const optional =
  <T>(read: Reader<T>): Reader<T | null> =>
  (value) =>
    value == null ? null : read(value);

export const numberOrNull = optional(number);
export const textOrNull = optional(text);

/** LHC's switches are 0 and 1 in most places. */
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
      entries.map(([name, read]) => [name, within(name, read, (value as Record<string, unknown>)[name])]),
    ) as T;
  };

export const list =
  <T>(read: Reader<T>): Reader<T[]> =>
  (value) =>
    Array.isArray(value) ? value.map((item) => within("item", read, item)) : undefined;

/** @throws LhcRestError `bad-answer`, with the name of what does not fit */
export function within<T>(name: string, read: Reader<T>, value: unknown): T {
  const result = read(value);
  if (result === undefined) throw new LhcRestError("bad-answer", `${name} is not what LHC sends.`);
  return result;
}

/** The same reader for several fields. */
export const each = <T, Name extends string>(read: Reader<T>, ...names: Name[]): Record<Name, Reader<T>> =>
  Object.fromEntries(names.map((name) => [name, read])) as Record<Name, Reader<T>>;
