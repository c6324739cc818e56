import "./define.ts";
import { LhcStatusElement } from "./element/lhc-status-element.ts";
import { startEmbedding } from "./embed/embedding.ts";
import { SCRIPT_LANGUAGES } from "./embed/script-languages.ts";
import { addLanguage } from "./page/labels.ts";
import { attributeOf, call, get, isHtml } from "./page/natives.ts";
import { type PageDefaults, setDefaults } from "./page/defaults.ts";
import { DEFAULT_NAMES } from "./page/settings.ts";
import { attributeName } from "./protocol/target.ts";
import { warn } from "./page/warn.ts";

const BASE_URL = "data-lhc-base-url";

/**
 * The tag of a module, or of a script that another script combined or delayed, can only be looked up. Only in `head`,
 * because an inert tag in the body is content, and content must not choose the server.
 */
function tagInHead(): HTMLScriptElement | undefined {
  const tags = [...call(document, "querySelectorAll", `:root>head script[${BASE_URL}]`)].filter(isHtml);
  const values = new Set(tags.map((tag) => attributeOf(tag, BASE_URL)));
  if (values.size < 2) return tags[0] as HTMLScriptElement | undefined;
  warn(`script tags in head have different values of ${BASE_URL}, so none counts. Keep one of them.`);
  return undefined;
}

const current = get(document, "currentScript") as HTMLScriptElement | null;
const script = (current?.getAttribute(BASE_URL) == null && tagInHead()) || current;
const given = DEFAULT_NAMES.map((name) => [
  name,
  script?.getAttribute(`data-lhc-${attributeName(name)}`)?.trim(),
]);
setDefaults({
  ...(Object.fromEntries(given) as PageDefaults),
  // A tag that did not run this script proves nothing.
  nonce: script === current ? script?.nonce : undefined,
});

for (const [language, labels] of Object.entries(SCRIPT_LANGUAGES)) addLanguage(language, labels);

/** Waits until the document is parsed: a link that is still open would get its text after the badge. */
const begin = (): void => {
  if (get(document, "readyState") === "loading") return;
  removeEventListener("readystatechange", begin, true);
  try {
    startEmbedding();
  } catch (error) {
    warn(`content stays as it is: ${String(error)}. Use <lhc-status> instead.`);
  }
};
// A second copy of the script does nothing: the first one upgrades the content.
if (customElements.get("lhc-status") === LhcStatusElement) {
  // On the window, in the capture phase, because the document's own properties may be overwritten.
  addEventListener("readystatechange", begin, true);
  begin();
}
