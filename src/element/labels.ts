import type { Settings } from "../page/settings.ts";
import type { Status } from "../protocol/status.ts";

type Labels = Readonly<Record<Status, string>>;

/** The default labels. A failure is not the visitor's problem, so its label is an invitation. */
export const LABELS: Labels = {
  online: "We are online",
  offline: "We are offline",
  checking: "Checking\u2026",
  unknown: "Contact us",
};

/** The default labels if a click opens a chat. */
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

/** The label of a status, for the badge, the announcer and `data-lhc-text`. */
export const labelFor = (status: Status, settings: Settings): string =>
  String(settings[LABEL_SETTINGS[status]] ?? (settings.chat === "none" ? LABELS : CHAT_LABELS)[status]);
