import type { Target } from "../protocol/target.ts";
import type { Credentials } from "./credentials.ts";
import type { LhcRestError } from "./rest-error.ts";

/** Where to ask, as whom, and how. */
export type LhcRestOptions = Credentials & {
  /** Where LHC lives, for example `https://chat.example.com/`. */
  baseUrl: string | URL;
  /** Seconds that a request may take. Default 8. */
  timeout?: number | undefined;
  /** How often a failed call is repeated, if LHC may be told it twice. Default 2, at most 10. */
  retries?: number | undefined;
};

/** What every call takes. */
export interface CallOptions {
  /** Gives the call up; it rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
}

/** Of `followMessages` and `trackVisitor`. */
export interface FollowOptions extends CallOptions {
  /** Seconds between an answer and the next question. */
  interval?: number | undefined;
  /** Is given each failure that does not end the series. */
  onError?: ((error: LhcRestError) => void) | undefined;
}

/** LHC's flags for the whole site. */
export type SiteFlags = Pick<Target, "ignoreUserStatus">;

/** LHC's flags for a department. */
export type DepartmentFlags = Pick<
  Target,
  "departmentMatch" | "excludeBot" | "includeUsers" | "ignoreUserStatus" | "excludeOnlineHours"
>;
