export { LhcStatusError, type LhcStatusErrorCode } from "./protocol/error.ts";
export type { DepartmentMatch, Target } from "./protocol/target.ts";
export { checkStatus, type CheckOptions, type StatusAnswer } from "./status/check-status.ts";
export type { Status } from "./protocol/status.ts";
export { type StatusWatch, type WatchOptions, watchStatus } from "./status/watch-status.ts";
export { type PageDefaults, setDefaults } from "./page/defaults.ts";
export { type LabelName, labelOf, type LabelOptions, setLabels } from "./page/labels.ts";
export type { Share, Transport } from "./page/settings.ts";
