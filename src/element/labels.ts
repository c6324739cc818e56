import { labelIn } from "../page/labels.ts";
import type { Settings } from "../page/settings.ts";
import type { Status } from "../protocol/status.ts";

const LABEL_SETTINGS = {
  online: "labelOnline",
  offline: "labelOffline",
  checking: "labelChecking",
  unknown: "labelUnknown",
} as const;

/**
 * The label of a status, for the badge, the announcer and `data-lhc-text`, and its language if that is not the wanted
 * one.
 */
export function labelFor(
  status: Status,
  settings: Settings,
  wanted: string,
): [text: string, language?: string] {
  const own = settings[LABEL_SETTINGS[status]];
  if (own != null) return [String(own)];
  const [text, language] = labelIn(wanted, status, settings.chat !== "none");
  return wanted.slice(0, 2).toLowerCase() === language.slice(0, 2) ? [text] : [text, language];
}
