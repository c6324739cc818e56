/// <reference types="vite/client" />
import type { Labels } from "../../src/locales/labels.ts";
import { setLabels } from "../../src/core.ts";
import { make } from "./dom.ts";

const LOCALES = import.meta.glob<{ labels: Labels }>(["../../src/locales/*.ts", "!**/labels.ts"], {
  eager: true,
});

/** Applies the selected colour scheme and direction, and the language to the badges. The choice is not stored. */
export function applyAppearance(form: HTMLFormElement, badges: readonly HTMLElement[]): void {
  const languages = form.elements.namedItem("language") as HTMLSelectElement;
  languages.append(...languageOptions());
  languages.value = "en";
  form.addEventListener("change", ({ target }) => {
    if (target === languages) for (const badge of badges) badge.lang = languages.value;
    if (!(target instanceof HTMLInputElement)) return;
    if (target.name === "scheme") document.documentElement.dataset.scheme = target.value;
    else document.documentElement.dir = target.checked ? "rtl" : "ltr";
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
