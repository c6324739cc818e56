import "./define.ts";
import { setDefaultBaseUrl } from "./element/default-base-url.ts";

// The prototype's own getter: an <img name="currentScript"> in the page would shadow the property.
const script = Object.getOwnPropertyDescriptor(Document.prototype, "currentScript")?.get?.call(document) as
  | HTMLScriptElement
  | null
  | undefined;
const baseUrl = script?.dataset.lhcBaseUrl;
if (baseUrl) setDefaultBaseUrl(baseUrl);
