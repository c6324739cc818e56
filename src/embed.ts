import "./define.ts";
import { setDefaultBaseUrl } from "./element/default-base-url.ts";
import { LhcStatusElement } from "./element/lhc-status-element.ts";
import { startEmbedding } from "./embed/embedding.ts";
import { get } from "./embed/natives.ts";

const script = get(document, "currentScript") as HTMLScriptElement | null;
setDefaultBaseUrl(script?.dataset["lhcBaseUrl"]?.trim() ?? null, script?.nonce);

/** Not before the page is read, since a link that is still open would get its words behind the status. */
const begin = (): void => {
  if (get(document, "readyState") === "loading") return;
  removeEventListener("readystatechange", begin, true);
  startEmbedding();
};
// A second copy of the script stands back, and leaves the content to the first.
if (customElements.get("lhc-status") === LhcStatusElement) {
  // At the window, on the way down: not one of the document's own names is needed.
  addEventListener("readystatechange", begin, true);
  begin();
}
