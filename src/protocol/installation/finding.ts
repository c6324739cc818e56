/**
 * How a rule came out: `ok` holds; `info` holds, with something to know; `warning`: the widget works, but;
 * `error`: the widget fails, misleads, or does harm; `skipped`: what it takes was not seen.
 */
export type Severity = "ok" | "info" | "warning" | "error" | "skipped";

export interface Verdict {
  readonly severity: Severity;
  /** What was seen, or why nothing was. */
  readonly seen: string;
  /** What it means for the widget; with `info`, `warning` and `error`. */
  readonly means?: string;
  /** How to mend it; with `warning` and `error`. */
  readonly cure?: string;
}

export interface Finding extends Verdict {
  /** Stable name of the rule. */
  readonly code: string;
  /** What holds if all is well. */
  readonly title: string;
}

export const ok = (seen: string): Verdict => ({ severity: "ok", seen });
export const info = (seen: string, means: string): Verdict => ({ severity: "info", seen, means });
export const warning = (seen: string, means: string, cure: string): Verdict => ({
  severity: "warning",
  seen,
  means,
  cure,
});
export const error = (seen: string, means: string, cure: string): Verdict => ({
  severity: "error",
  seen,
  means,
  cure,
});
/** What the rule needs was not seen: it neither holds nor fails. */
export const skipped = (why: string): Verdict => ({ severity: "skipped", seen: `not seen: ${why}` });
