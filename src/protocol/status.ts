/**
 * The states of a badge, in the order of their slots. `checking`: no answer yet. `unknown`: no answer is available, or
 * it is too old to show.
 */
export const STATES = ["online", "offline", "checking", "unknown"] as const;
export type Status = (typeof STATES)[number];
