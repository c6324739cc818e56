/**
 * What a badge can say. `checking`: no answer yet. `unknown`: no answer is available, or none that is young enough to
 * be honest. In the order in which their labels are stacked.
 */
export const STATES = ["online", "offline", "checking", "unknown"] as const;
export type Status = (typeof STATES)[number];
