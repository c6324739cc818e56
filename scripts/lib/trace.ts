/** Reads the tasks of a page from a trace of Chromium, with the category `toplevel`. */

/** Times are in microseconds; `tdur` is the thread's CPU time. */
export interface TraceEvent {
  name: string;
  pid: number;
  tid: number;
  ts: number;
  dur?: number;
  tdur?: number;
  args?: { name?: string; data?: { url?: string } };
}

export const readTrace = (trace: Buffer): TraceEvent[] =>
  (JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] }).traceEvents;

/**
 * Milliseconds of CPU time of the longest task among these events.
 * @throws if none is a task
 */
export function longestTask(events: TraceEvent[]): number {
  const tasks = events.filter(({ name }) => name.endsWith("RunTask"));
  if (tasks.length === 0) throw new Error("The trace contains no task.");
  return Math.max(...tasks.map(({ tdur = 0 }) => tdur)) / 1000;
}
