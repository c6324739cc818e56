import type { DepartmentMatch } from "../protocol/target.ts";
import type { Transport } from "../transport/ask.ts";
import { DEFAULT_INTERVAL, DEFAULT_TIMEOUT, MIN_INTERVAL } from "./schedule.ts";
import { type Share, SHARES } from "./sharing.ts";
import { warn } from "./warn.ts";

/** A day. Longer pauses overflow the browser's timers at 25 days. */
const MAX_SECONDS = 86_400;

function readSeconds(
  name: string,
  value: unknown,
  fallback: number,
  least: number,
  mayBeZero: boolean,
): number {
  if (value == null) return fallback;
  const seconds = typeof value === "string" && !value.trim() ? NaN : Number(value);
  if (seconds >= least && seconds <= MAX_SECONDS) return seconds;
  if (mayBeZero && seconds === 0) return 0;
  const used = seconds > MAX_SECONDS ? MAX_SECONDS : seconds > 0 ? least : fallback;
  warn(
    `${name}="${String(value).slice(0, 40)}" is read as ${used}. Write seconds, from ${least} to ${MAX_SECONDS}.`,
  );
  return used;
}

/** Seconds between two questions: at least 30, or 0 for 'until the first answer'; junk becomes 60. */
export const readInterval = (value: unknown): number =>
  readSeconds("interval", value, DEFAULT_INTERVAL, MIN_INTERVAL, true);

/** Seconds that a question may take; junk becomes 8. */
export const readTimeout = (value: unknown): number =>
  readSeconds("timeout", value, DEFAULT_TIMEOUT, 0.1, false);

/** One of a few words; junk becomes the first of them. */
export function readWord<T extends string>(name: string, value: unknown, words: readonly [T, ...T[]]): T {
  if (value == null || words.includes(value as T)) return (value as T | null | undefined) ?? words[0];
  warn(
    `${name}="${String(value).slice(0, 40)}" is read as "${words[0]}". Write one of: ${words.join(", ")}.`,
  );
  return words[0];
}

export const readTransport = (value: unknown): Transport => readWord("transport", value, ["jsonp", "fetch"]);

export const readDepartmentMatch = (value: unknown): DepartmentMatch =>
  readWord("department-match", value, ["explicit", "inclusive"]);

export const readShare = (value: unknown): Share => readWord("share", value, SHARES);
