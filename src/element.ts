export {
  LhcStatusElement,
  type LhcChatOpenEvent,
  type LhcStatusChangeEvent,
  type LhcStatusErrorEvent,
  type Loading,
  type StatusChange,
  type Variant,
} from "./element/lhc-status-element.ts";
export type { ChatMode } from "./element/chat.ts";
export { StatusController, type StatusRequest } from "./element/status-controller.ts";
export { setDefaultBaseUrl } from "./element/default-base-url.ts";
