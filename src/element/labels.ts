import type { Settings } from "../page/settings.ts";
import type { Status } from "../protocol/status.ts";

type Labels = Readonly<Record<Status, string>>;

/** What is said where the author says nothing. A failure is not the visitor's: there it is an invitation. */
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

const LABEL_SETTINGS = {
  online: "labelOnline",
  offline: "labelOffline",
  checking: "labelChecking",
  unknown: "labelUnknown",
} as const;

/** What a status is called: for the badge, the announcer and text in the content alike. */
export const labelFor = (status: Status, settings: Settings): string =>
  String(settings[LABEL_SETTINGS[status]] ?? (settings.chat === "none" ? LABELS : CHAT_LABELS)[status]);
