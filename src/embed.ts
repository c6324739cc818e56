import "./define.ts";
import { setDefaultBaseUrl } from "./element/default-base-url.ts";
import { LhcStatusElement } from "./element/lhc-status-element.ts";
import { startEmbedding } from "./embed/embedding.ts";

// The prototype's own getter: an <img name="currentScript"> in the page would shadow the property.
const script = Object.getOwnPropertyDescriptor(Document.prototype, "currentScript")?.get?.call(document) as
  | HTMLScriptElement
  | null
  | undefined;
const baseUrl = script?.dataset.lhcBaseUrl;
if (baseUrl) {
  setDefaultBaseUrl(baseUrl, script?.nonce);
  // A second copy of the script stands back, and leaves the content to the first.
  if (customElements.get("lhc-status") === LhcStatusElement) {
    // Not before the page is read: a link that is still open would get its words behind the status.
    if (document.readyState === "loading")
      addEventListener("DOMContentLoaded", startEmbedding, { once: true });
    else startEmbedding();
  }
}
