import { type Label, labelIn } from "../page/labels.ts";
import type { SettingName, Settings } from "../page/settings.ts";
import { STATES, type Status } from "../protocol/status.ts";

/** The settings with the labels, in the order of the states. */
export const LABEL_SETTINGS = [
  "labelOnline",
  "labelOffline",
  "labelChecking",
  "labelUnknown",
] as const satisfies SettingName[];

/**
 * The label of a status, for the badge, the announcer and `data-lhc-text`, and its language if that is not the wanted
 * one.
 */
export function labelFor(status: Status, settings: Settings, language: string): Label {
  const own = settings[LABEL_SETTINGS[STATES.indexOf(status)] as SettingName];
  return own == null ? labelIn(language, status, settings.chat !== "none") : [String(own)];
}
