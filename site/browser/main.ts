/** On every page: search, copy buttons, and the menu of the documentation. */
import { addCopyButtons } from "./copy.ts";
import { whenParsed } from "./dom.ts";
import { startSearch } from "./search.ts";

whenParsed(() => {
  // Where the site begins, seen from this page.
  const root = document.querySelector<HTMLElement>("script[data-root]")?.dataset["root"] ?? ".";
  startSearch(root);
  addCopyButtons(document);
});
