import { isLongId } from "../protocol/id.ts";
import { LhcRestError } from "./rest-error.ts";

/** Validates an option and converts it for LHC. Error messages show `name`. */
export type ParameterReader = (name: string, value: unknown) => string | string[];

/** Maps LHC's parameter names to option names. An option without a reader is sent as it is. */
export type ParameterTable<T> = Readonly<
  Record<string, (keyof T & string) | readonly [keyof T & string, ParameterReader]>
>;

/** @throws LhcRestError `bad-request` */
export const toLhcParameters = <T extends object>(
  options: T,
  table: ParameterTable<T>,
): Record<string, string | string[]> =>
  Object.fromEntries(
    Object.entries(table).flatMap(([lhcName, entry]) => {
      const [name, read = asText] = [entry].flat() as [keyof T & string, ParameterReader?];
      return options[name] == null ? [] : [[lhcName, read(name, options[name])]];
    }),
  );

/**
 * Rejects unknown options, because LHC would ignore a misspelled filter and return everything.
 *
 * @param tables further options; LHC's names for them are used for suggestions
 * @throws LhcRestError `bad-request`
 */
export function readOptions<T extends object>(
  options: T | null | undefined,
  names: readonly (keyof T & string)[],
  ...tables: ParameterTable<T>[]
): T {
  const given = options ?? ({} as T);
  const kind = Object.prototype.toString.call(given);
  if (kind !== "[object Object]")
    throw invalid("options", kind, "must be an object such as { name: value }.");
  const spellings = [...names, ...tables.flatMap((table) => Object.entries(table))].map((entry) => {
    const [lhcName, name = lhcName] = [entry].flat(2) as [string, string?];
    return { name, all: [name, lhcName] };
  });
  for (const key of Object.keys(given)) {
    if (spellings.some(({ name }) => name === key)) continue;
    const distanceTo = ({ all }: { all: string[] }): number =>
      Math.min(...all.map((name) => levenshtein(key, name)));
    const nearest = spellings.reduce((best, other) => (distanceTo(other) < distanceTo(best) ? other : best));
    throw new LhcRestError(
      "bad-request",
      `"${key.slice(0, 100)}" is not an option here. Did you mean "${nearest.name}"?`,
    );
  }
  const { signal, onError } = given as { signal?: AbortSignal; onError?: unknown };
  if (signal != null && typeof signal.throwIfAborted !== "function") {
    throw invalid("signal", signal, "must be an AbortSignal.");
  }
  if (onError != null && typeof onError !== "function")
    throw invalid("onError", onError, "must be a function.");
  return given;
}

function levenshtein(a: string, b: string): number {
  const [from, to] = [a.slice(0, 100).toLowerCase(), b.toLowerCase()];
  let row = Array.from({ length: to.length }, (_, j) => j + 1);
  let cost = to.length;
  for (let i = 0; i < from.length; i++) {
    let diagonal = i;
    cost = i + 1;
    row = row.map((above, j) => {
      cost = Math.min(above + 1, cost + 1, diagonal + Number(from[i] !== to[j]));
      diagonal = above;
      return cost;
    });
  }
  return cost;
}

/** An invalid argument. The message shows `value`, so pass no secrets. */
export const invalid = (name: string, value: unknown, problem: string): LhcRestError =>
  new LhcRestError("bad-request", `${name}=${String(value).slice(0, 100)} ${problem}`);

/** LHC reads `1abc` as 1 and ignores an empty id, so only numbers are sent. */
export function readId(name: string, value: unknown): string {
  const id = String(value);
  if (isLongId(id) && typeof value !== "object") return id;
  throw invalid(
    name,
    value,
    `is not an id. Use the number shown in LHC's back office, for example ${name}="2".`,
  );
}

/** Reads one value or a list. Rejects an empty list, because LHC would return everything. */
export function readList(
  name: string,
  value: unknown,
  read: (name: string, item: unknown) => string,
): string[] {
  const values: unknown[] = [value].flat();
  if (!values.length) throw invalid(name, "[]", "is empty. Leave it out.");
  return values.map((item) => read(name, item));
}

export const readIds: ParameterReader = (name, value) => readList(name, value, readId);

export function readNumber(
  name: string,
  value: unknown,
  lowest: number,
  highest: number,
  isWhole = false,
): string {
  const fits = typeof value === "number" && value >= lowest && value <= highest;
  if (fits && (!isWhole || Number.isInteger(value))) return String(value);
  const kind = typeof value === "number" ? "" : ` (${typeof value})`;
  throw invalid(
    name,
    value,
    `${kind} must be a ${isWhole ? "whole " : ""}number from ${lowest} to ${highest}.`.trim(),
  );
}

/** The default range is that of LHC's time columns. */
export const readInteger = (name: string, value: unknown, lowest = 0, highest = 4294967295): string =>
  readNumber(name, value, lowest, highest, true);

/** LHC's ids of chats and messages have 64 bits. 0 stands for all. */
export const readAfterId = (name: string, value: unknown): string =>
  readInteger(name, value, 0, Number.MAX_SAFE_INTEGER);

/** Rejects an empty text. The message does not show the value, because it may be a hash. */
export function readText(name: string, value: unknown): string {
  if (typeof value === "string" && value.trim()) return value;
  throw invalid(name, "…", "must be a non-empty string.");
}

/** LHC stores only 50 characters of a visitor's id, so it would not find a longer one again. */
export function readVid(name: string, value: unknown): string {
  const vid = readText(name, value);
  if (vid.length <= 50) return vid;
  throw invalid(name, "…", "is longer than 50 characters. Use 21 to 50.");
}

const asText: ParameterReader = (_name, value) => String(value);
export const asBit: ParameterReader = (_name, value) => (value ? "1" : "0");
export const readPriority: ParameterReader = (name, value) => readInteger(name, value, -1e6, 1e6);
