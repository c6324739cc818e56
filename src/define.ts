import { LhcStatusElement } from "./element/lhc-status-element.ts";
import { warn } from "./page/warn.ts";

const registry = globalThis.customElements as CustomElementRegistry | undefined;

if (!registry?.get("lhc-status")) {
  registry?.define("lhc-status", LhcStatusElement);
} else {
  warn("this name is taken already, perhaps by a second copy of the script. This copy does nothing.");
}
