/** The whole configuration as the fragment of an address, which no server receives. Pure. */
import { DEFAULTS, FIELD_NAMES, FIELDS, type FieldName, type Values } from "./fields.ts";

/** A longer fragment is not read. */
const MAX_LENGTH = 8000;

export interface ReadFragment {
  readonly values: Values;
  /** What was not read, in words for the page. */
  readonly notes: readonly string[];
}

/** `server=https%3A%2F%2Fchat.example.com%2F&department=2`: what differs from the default, in the order of the fields. */
export function writeFragment(values: Values): string {
  const changed = FIELD_NAMES.filter((name) => values[name] !== FIELDS[name].byDefault);
  return new URLSearchParams(changed.map((name) => [name, values[name]])).toString();
}

/** Never throws. What is not known or too long is left out; whether a value is right is for `judge` to say. */
export function readFragment(fragment: string): ReadFragment {
  const text = fragment.replace(/^#/, "");
  if (text.length > MAX_LENGTH)
    return {
      values: DEFAULTS,
      notes: ["The address of this page is too long, so its settings were not read."],
    };
  const values: Record<FieldName, string> = { ...DEFAULTS };
  const unread = new Set<string>();
  for (const [name, value] of new URLSearchParams(text)) {
    const field = FIELD_NAMES.find((one) => one === name);
    // Twice as long as allowed is still shown, so that its author sees what to shorten.
    if (field === undefined || value.length > 2 * FIELDS[field].max) unread.add(name.slice(0, 30));
    else values[field] = value.replaceAll(/\p{Cc}/gu, " ");
  }
  const names = [...unread].slice(0, 5).join(", ");
  const notes = unread.size > 0 ? [`Some settings in the address of this page were not read: ${names}.`] : [];
  return { values, notes };
}
