export { LhcStatusError, type LhcStatusErrorCode } from "./protocol/error.ts";
export type { DepartmentMatch, Target } from "./protocol/target.ts";
export { checkStatus, type CheckOptions, type StatusAnswer } from "./status/check-status.ts";
export type { Status } from "./status/schedule.ts";
export type { Share } from "./status/sharing.ts";
export { type StatusWatch, type WatchOptions, watchStatus } from "./status/watch-status.ts";
export type { Transport } from "./transport/ask.ts";
