import "./define.ts";
import { LhcStatusElement } from "./element/lhc-status-element.ts";
import { startEmbedding } from "./embed/embedding.ts";
import { get } from "./embed/natives.ts";
import { type PageDefaults, setDefaults } from "./page/defaults.ts";
import { attributeName, DEFAULT_NAMES } from "./page/settings.ts";

const script = get(document, "currentScript") as HTMLScriptElement | null;
const given = DEFAULT_NAMES.map((name) => [
  name,
  script?.getAttribute(`data-lhc-${attributeName(name)}`)?.trim(),
]);
setDefaults({ ...(Object.fromEntries(given) as PageDefaults), nonce: script?.nonce });

/** Not before the page is read, since a link that is still open would get its words behind the status. */
const begin = (): void => {
  if (get(document, "readyState") === "loading") return;
  removeEventListener("readystatechange", begin, true);
  startEmbedding();
};
// A second copy of the script stands aside, and leaves the content to the first.
if (customElements.get("lhc-status") === LhcStatusElement) {
  // At the window, on the way down: not one of the document's own names is needed.
  addEventListener("readystatechange", begin, true);
  begin();
}
