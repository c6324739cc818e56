import "./define.ts";
import { LhcStatusElement } from "./element/lhc-status-element.ts";
import { startEmbedding } from "./embed/embedding.ts";
import { get } from "./embed/natives.ts";
import { type PageDefaults, setDefaults } from "./page/defaults.ts";
import { warn } from "./page/warn.ts";
import { attributeName, DEFAULT_NAMES } from "./page/settings.ts";

const script = get(document, "currentScript") as HTMLScriptElement | null;
const given = DEFAULT_NAMES.map((name) => [
  name,
  script?.getAttribute(`data-lhc-${attributeName(name)}`)?.trim(),
]);
setDefaults({ ...(Object.fromEntries(given) as PageDefaults), nonce: script?.nonce });

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
