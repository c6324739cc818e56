import { isLongId } from "../protocol/id.ts";
import { LhcRestError } from "./rest-error.ts";

/** How an option is read: it is named to its owner, if it is wrong. */
export type InputReader = (name: string, value: unknown) => string | string[];

/** LHC's names for options, with the option's own name and, unless LHC takes it as it comes, how it is read. */
export type InputTable<T> = Readonly<
  Record<string, (keyof T & string) | readonly [keyof T & string, InputReader]>
>;

/**
 * What was given of the options, by LHC's names.
 *
 * @throws LhcRestError `bad-request`
 */
export const readInput = <T extends object>(
  options: T,
  table: InputTable<T>,
): Record<string, string | string[]> =>
  Object.fromEntries(
    Object.entries(table).flatMap(([lhcName, entry]) => {
      const [name, read = asText] = [entry].flat() as [keyof T & string, InputReader?];
      return options[name] == null ? [] : [[lhcName, read(name, options[name])]];
    }),
  );

/**
 * Options with no other names than these: a filter that is misspelt would be left out, and LHC would answer with
 * everything.
 *
 * @param tables of options that are LHC's, too; LHC's names find the client's
 * @throws LhcRestError `bad-request`
 */
export function readOptions<T extends object>(
  options: T | null | undefined,
  names: readonly (keyof T & string)[],
  ...tables: InputTable<T>[]
): T {
  const given = options ?? ({} as T);
  const kind = Object.prototype.toString.call(given);
  if (kind !== "[object Object]") throw wrong("options", kind, "is no object. Write { name: value }.");
  const spellings = [...names, ...tables.flatMap((table) => Object.entries(table))].map((entry) => {
    const [lhcName, name = lhcName] = [entry].flat(2) as [string, string?];
    return { name, all: [name, lhcName] };
  });
  for (const key of Object.keys(given)) {
    if (spellings.some(({ name }) => name === key)) continue;
    const far = ({ all }: { all: string[] }): number => Math.min(...all.map((name) => distance(key, name)));
    const nearest = spellings.reduce((best, other) => (far(other) < far(best) ? other : best));
    throw new LhcRestError(
      "bad-request",
      `"${key.slice(0, 100)}" is no option here. Did you mean "${nearest.name}"?`,
    );
  }
  const { signal, onError } = given as { signal?: AbortSignal; onError?: unknown };
  if (signal != null && typeof signal.throwIfAborted !== "function") {
    throw wrong("signal", signal, "is no AbortSignal. Take the `signal` of an AbortController.");
  }
  if (onError != null && typeof onError !== "function") throw wrong("onError", onError, "is no function.");
  return given;
}

/** How many letters of `a` are to be changed, left out or added, so that it is `b` (Levenshtein). */
function distance(a: string, b: string): number {
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

/** An error of the caller's: nothing was sent. The value is shown, so it must be none that is secret. */
export const wrong = (name: string, value: unknown, cure: string): LhcRestError =>
  new LhcRestError("bad-request", `${name}=${String(value).slice(0, 100)} ${cure}`);

/** One of LHC's numbers. LHC takes `1abc` for 1 and a missing one for none, so they are not sent. */
export function readId(name: string, value: unknown): string {
  const id = String(value);
  if (isLongId(id) && typeof value !== "object") return id;
  throw wrong(name, value, `is no id. Write the number that LHC's back office shows, such as ${name}="2"`);
}

/** One value, or a list of them. LHC takes an empty list for 'all'. */
export function readList(
  name: string,
  value: unknown,
  read: (name: string, item: unknown) => string,
): string[] {
  const values: unknown[] = [value].flat();
  if (!values.length) throw wrong(name, "[]", "is empty. Leave it out.");
  return values.map((item) => read(name, item));
}

export const readIds: InputReader = (name, value) => readList(name, value, readId);

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
  throw wrong(
    name,
    value,
    `${kind} is not a ${isWhole ? "whole " : ""}number from ${lowest} to ${highest}.`.trim(),
  );
}

/** The widest range that LHC's columns for times hold. */
export const readInteger = (name: string, value: unknown, lowest = 0, highest = 4294967295): string =>
  readNumber(name, value, lowest, highest, true);

/** The id of a chat or a message, or 0. LHC's are 64 bits wide. */
export const readAfterId = (name: string, value: unknown): string =>
  readInteger(name, value, 0, Number.MAX_SAFE_INTEGER);

/** A text that must not be empty. It is not shown, since it may be a hash. */
export function readText(name: string, value: unknown): string {
  if (typeof value === "string" && value.trim()) return value;
  throw wrong(name, "…", "is no text, or empty.");
}

/** LHC stores the first 50 characters of a visitor's id, and then looks for all of them. */
export function readVid(name: string, value: unknown): string {
  const vid = readText(name, value);
  if (vid.length <= 50) return vid;
  throw wrong(name, "…", "is longer than 50 characters. Write 21 to 50.");
}

const asText: InputReader = (_name, value) => String(value);
export const asBit: InputReader = (_name, value) => (value ? "1" : "0");
export const readPriority: InputReader = (name, value) => readInteger(name, value, -1e6, 1e6);
