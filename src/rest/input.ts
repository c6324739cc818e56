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

/** An error of the caller's: nothing was sent. The value is shown, so it must be none that is secret. */
export const wrong = (name: string, value: unknown, cure: string): LhcRestError =>
  new LhcRestError("bad-request", `${name}=${String(value).slice(0, 100)} ${cure}`);

/** One of LHC's numbers. LHC takes `1abc` for 1 and a missing one for none, so they are not sent. */
export function readId(name: string, value: unknown): string {
  const id = String(value);
  if (/^[1-9]\d{0,9}$/.test(id) && typeof value !== "object") return id;
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

export function readNumber(name: string, value: unknown, lowest: number, highest: number): string {
  if (typeof value === "number" && value >= lowest && value <= highest) return String(value);
  throw wrong(name, value, `is no number from ${lowest} to ${highest}.`);
}

/** The widest range that LHC's columns hold. */
export function readInteger(name: string, value: unknown, lowest = 0, highest = 4294967295): string {
  return readNumber(name, Number.isInteger(value) ? value : String(value), lowest, highest);
}

/** A text that must not be empty. It is not shown, since it may be a hash. */
export function readText(name: string, value: unknown): string {
  if (typeof value === "string" && value.trim()) return value;
  throw wrong(name, "…", "is no text, or empty.");
}

const asText: InputReader = (_name, value) => String(value);
export const asBit: InputReader = (_name, value) => (value ? "1" : "0");
export const readPriority: InputReader = (name, value) => readInteger(name, value, -1e6, 1e6);
