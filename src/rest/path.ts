import { invalid, type ParameterReader, readVid } from "./input.ts";

/** Encodes one segment of LHC's path. Slashes, parentheses and dot segments would change the structure of the path. */
export const pathSegment = (name: string, value: unknown): string => {
  const part = String(value);
  if (/^(?!\.+$)[^/\\(\p{Cs}]+$/u.test(part)) return encodeURIComponent(part);
  throw invalid(name, part, "must not contain slashes or parentheses, or consist of dots.");
};

export const vidSegment: ParameterReader = (name, value) => pathSegment(name, readVid(name, value));

/** `/(name)/value/value` for each parameter. Source: the `uparams` of LHC's views. */
export const unorderedPath = (parameters: Readonly<Record<string, string | readonly string[]>>): string =>
  Object.entries(parameters)
    .map(([name, value]) => `/(${name})/${[value].flat().join("/")}`)
    .join("");
