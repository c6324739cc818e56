/** `/(name)/value/value` for each parameter. Source: the `uparams` of LHC's views. */
export const unorderedPath = (parameters: Readonly<Record<string, string | readonly string[]>>): string =>
  Object.entries(parameters)
    .map(([name, value]) => `/(${name})/${[value].flat().join("/")}`)
    .join("");
