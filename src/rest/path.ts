import { type InputReader, wrong } from "./input.ts";

/** A value as one part of LHC's path. A slash, a bracket or dots alone would lead out of its place. */
export const pathPart: InputReader = (name, value) => {
  const part = String(value);
  if (/^(?!\.+$)[^/\\(\p{Cs}]+$/u.test(part)) return encodeURIComponent(part);
  throw wrong(name, part, "cannot stand in LHC's path. Leave out slashes and brackets.");
};

/** `/(name)/value/value` for each. Source of the syntax: LHC's `uparams` of a view. */
export const unordered = (parameters: Readonly<Record<string, string | readonly string[]>>): string =>
  Object.entries(parameters)
    .map(([name, value]) => `/(${name})/${[value].flat().join("/")}`)
    .join("");
