/** `/(name)/value/value` for each parameter. Source of the syntax: LHC's `uparams` of a view. */
export const unorderedPath = (parameters: Readonly<Record<string, string | readonly string[]>>): string =>
  Object.entries(parameters)
    .map(([name, value]) => `/(${name})/${[value].flat().join("/")}`)
    .join("");
