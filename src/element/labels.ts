import { labelIn } from "../page/labels.ts";
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
export function labelFor(
  status: Status,
  settings: Settings,
  wanted: string,
): [text: string, language?: string] {
  const own = settings[LABEL_SETTINGS[STATES.indexOf(status)] as SettingName];
  if (own != null) return [String(own)];
  const [text, language] = labelIn(wanted, status, settings.chat !== "none");
  return wanted.slice(0, 2).toLowerCase() === language.slice(0, 2) ? [text] : [text, language];
}
