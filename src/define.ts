import { LhcStatusElement } from "./element/lhc-status-element.ts";
import { globals } from "./page/globals.ts";
import { warn } from "./page/warn.ts";

const registry = globals.customElements;

if (!registry?.get("lhc-status")) {
  registry?.define("lhc-status", LhcStatusElement);
} else {
  warn("the element is already defined, perhaps by a second copy of the script. This copy does nothing.");
}
