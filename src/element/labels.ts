import type { Status } from "../status/schedule.ts";

type Labels = Readonly<Record<Status, string>>;

/** In the order in which they are stacked. */
export const STATES: readonly Status[] = ["online", "offline", "checking", "unknown"];

/** What is said where the author says nothing. A fault is not the visitor's: there it is an invitation. */
export const LABELS: Labels = {
  online: "We are online",
  offline: "We are offline",
  checking: "Checking\u2026",
  unknown: "Contact us",
};

/** And where a click leads to a chat. */
export const CHAT_LABELS: Labels = {
  online: "Chat with us",
  offline: "Leave a message",
  checking: "Chat with us",
  unknown: "Contact us",
};
