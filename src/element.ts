export {
  LhcStatusElement,
  type LhcChatOpenEvent,
  type LhcStatusChangeEvent,
  type LhcStatusErrorEvent,
  type StatusChange,
} from "./element/lhc-status-element.ts";
export { StatusController, type StatusRequest } from "./element/status-controller.ts";
export { type PageDefaults, setDefaults } from "./page/defaults.ts";
export type { ChatMode, Loading, Variant } from "./page/settings.ts";
