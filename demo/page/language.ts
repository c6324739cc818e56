/// <reference types="vite/client" />
import type { Labels } from "../../src/locales/labels.ts";
import { setLabels } from "../../src/core.ts";
import { make } from "./dom.ts";

const LOCALES = import.meta.glob<{ labels: Labels }>(["../../src/locales/*.ts", "!**/labels.ts"], {
  eager: true,
});

/** Lets the user choose the language of the badges. The choice is not stored. */
export function offerLanguages(list: HTMLSelectElement, badges: readonly HTMLElement[]): void {
  list.append(...languageOptions());
  list.value = "en";
  list.addEventListener("change", () => {
    for (const badge of badges) badge.lang = list.value;
  });
}

/** An option for each locale, in its own language. */
function languageOptions(): HTMLOptionElement[] {
  return Object.entries(LOCALES).map(([path, { labels }]) => {
    const code = path.replace(/.*\/|\.ts/g, "");
    const [online, offline, checking, unknown, chat, message] = labels;
    setLabels(code, { online, offline, checking, unknown, chat, message });
    const name = new Intl.DisplayNames(code, { type: "language" }).of(code) ?? code;
    return make("option", { value: code, lang: code }, `${name} (${code})`);
  });
}
