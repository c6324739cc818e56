/** Searches the documentation in the page. The index is loaded when the first words are typed. */
import MiniSearch from "minisearch";
import { byId, make } from "./dom.ts";
import { SEARCH_OPTIONS, type SearchDocument } from "./search-options.ts";

const MAX_RESULTS = 12;

declare global {
  interface Window {
    lhcStatusSearch?: (index: string) => void;
  }
}

function loadIndex(root: string): Promise<MiniSearch<SearchDocument>> {
  return new Promise((resolve, reject) => {
    window.lhcStatusSearch = (index) => resolve(MiniSearch.loadJSON(index, SEARCH_OPTIONS));
    const script = document.createElement("script");
    script.src = `${root}/assets/search-index.js`;
    script.onerror = () => reject(new Error("The search index cannot be loaded."));
    document.head.append(script);
  });
}

export function startSearch(root: string): void {
  const opener = byId("search-open");
  let field: HTMLInputElement | undefined;
  const open = (): void => {
    if (!field) {
      // Not earlier, because even a hidden text field makes Chromium's first layout a long task.
      field = make("input", {
        type: "search",
        id: "search-field",
        placeholder: opener.innerText,
        "aria-label": opener.innerText,
        autocomplete: "off",
        spellcheck: "false",
        maxlength: "100",
      });
      opener.replaceWith(field);
      searchBy(field, root);
    }
    field.focus();
  };
  opener.addEventListener("click", open);
  addEventListener("keydown", (event) => {
    const isTyping = (event.target as Element).closest("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    open();
  });
}

function searchBy(field: HTMLInputElement, root: string): void {
  const results = byId("search-results");
  const list = byId("search-list");
  const count = byId("search-count");
  let index: Promise<MiniSearch<SearchDocument>> | undefined;

  const show = async (): Promise<void> => {
    const query = field.value.trim();
    if (!query) {
      results.hidden = true;
      return;
    }
    index ??= loadIndex(root);
    let found;
    try {
      found = (await index).search(query);
    } catch (error) {
      index = undefined;
      results.hidden = false;
      count.textContent = `${String(error)} Reload the page.`;
      return;
    }
    if (field.value.trim() !== query) return;
    list.replaceChildren(
      ...found.slice(0, MAX_RESULTS).map((result) => {
        const { title, trail } = result as unknown as SearchDocument;
        const link = make("a", { href: `${root}/${String(result.id)}` }, make("strong", {}, title));
        if (trail) link.append(make("span", { class: "quiet" }, trail));
        return make("li", {}, link);
      }),
    );
    count.textContent =
      found.length === 0
        ? "Nothing found. Try fewer words."
        : found.length > MAX_RESULTS
          ? `The best ${MAX_RESULTS} of ${found.length} results`
          : `${found.length} result${found.length === 1 ? "" : "s"}`;
    results.hidden = false;
  };

  field.addEventListener("input", () => void show());
  field.addEventListener("focus", () => void show());
  const search = byId("search");
  search.addEventListener("focusout", ({ relatedTarget }) => {
    if (!search.contains(relatedTarget as Node | null)) results.hidden = true;
  });
  search.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      field.value = "";
      results.hidden = true;
      field.focus();
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined || results.hidden) return;
    event.preventDefault();
    const stops: HTMLElement[] = [field, ...list.querySelectorAll("a")];
    const at = stops.indexOf(document.activeElement as HTMLElement);
    stops[(at + step + stops.length) % stops.length]?.focus();
  });
  list.addEventListener("click", () => (results.hidden = true));
}
