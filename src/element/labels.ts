import type { Status } from "../status/schedule.ts";

/** In the order in which they are stacked. */
export const STATES: readonly Status[] = ["online", "offline", "checking", "unknown"];

/** What is said where the author says nothing: an invitation where there is one, and never a fault of the visitor's. */
export const LABELS: Readonly<Record<Status, string>> = {
  online: "We are online",
  offline: "We are offline",
  checking: "Checking\u2026",
  unknown: "Contact us",
};
