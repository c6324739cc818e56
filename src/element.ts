export {
  LhcStatusElement,
  type LhcStatusChangeEvent,
  type LhcStatusErrorEvent,
  type StatusChange,
} from "./element/lhc-status-element.ts";
export { StatusController, type StatusRequest } from "./element/status-controller.ts";
export { setDefaultBaseUrl } from "./element/default-base-url.ts";
