import type { Options } from "minisearch";

/** A section of the documentation. */
export interface SearchDocument {
  /** Its address, from the root of the site. */
  readonly id: string;
  readonly title: string;
  /** The page and the headings above it. */
  readonly trail: string;
  readonly text: string;
}

/** The same for the index and for the search. */
export const SEARCH_OPTIONS: Options<SearchDocument> = {
  fields: ["title", "trail", "text"],
  storeFields: ["title", "trail"],
  // Names such as `label-online` and `department_match` are found as a whole and by their parts.
  tokenize: (text) => text.split(/[^\p{L}\p{N}]+/u).filter(Boolean),
  searchOptions: { boost: { title: 4, trail: 2 }, prefix: true, fuzzy: 0.15, combineWith: "AND" },
};
