import type { Target } from "../protocol/target.ts";
import type { Credentials } from "./credentials.ts";
import type { LhcRestError } from "./rest-error.ts";

/** The server, the credentials, and how to send requests. */
export type LhcRestOptions = Credentials & {
  /** The address of LHC, for example `https://chat.example.com/`. */
  baseUrl: string | URL;
  /** The maximum time per request, in seconds. Default 8. */
  timeout?: number | undefined;
  /** The maximum number of retries of a call that is safe to repeat. Default 2, at most 10. */
  retries?: number | undefined;
};

/** The options of every call. */
export interface CallOptions {
  /** Aborts the call, which rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
}

/** The options of `followMessages` and `trackVisitor`. */
export interface FollowOptions extends CallOptions {
  /** Seconds between an answer and the next request. */
  interval?: number | undefined;
  /** Called with each temporary failure. Polling continues after it. */
  onError?: ((error: LhcRestError) => void) | undefined;
}

/** LHC's flags for the status of the whole site. */
export type SiteFlags = Pick<Target, "ignoreUserStatus">;

/** LHC's flags for the status of a department. */
export type DepartmentFlags = Pick<
  Target,
  "departmentMatch" | "excludeBot" | "includeUsers" | "ignoreUserStatus" | "excludeOnlineHours"
>;
