/**
 * The result of a rule:
 * - `ok`: passed
 * - `info`: passed, with a limitation to know about
 * - `warning`: the badge works, but something should be fixed
 * - `error`: the badge fails, shows a wrong status or does harm
 * - `skipped`: not enough data to decide
 */
export type Severity = "ok" | "info" | "warning" | "error" | "skipped";

export interface Verdict {
  readonly severity: Severity;
  /** The evidence, or why there is none. */
  readonly seen: string;
  /** The effect on the badge. Set for `info`, `warning` and `error`. */
  readonly means?: string;
  /** How to fix it. Set for `warning` and `error`, and for some `info`. */
  readonly cure?: string;
}

export interface Finding extends Verdict {
  /** The rule's code, which is stable. */
  readonly code: string;
  /** What the rule expects. */
  readonly title: string;
}

export const ok = (seen: string): Verdict => ({ severity: "ok", seen });
export const info = (seen: string, means: string): Verdict => ({ severity: "info", seen, means });
/** Nothing that the badge needs, but worth a change. */
export const advice = (seen: string, means: string, cure: string): Verdict => ({
  severity: "info",
  seen,
  means,
  cure,
});
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
/** The rule could not be checked: it neither passes nor fails. */
export const skipped = (reason: string): Verdict => ({ severity: "skipped", seen: `not checked: ${reason}` });
