/** A part of the benchmark and its results. All of them go to docs/performance.md. */

export interface Table {
  title: string;
  head: string[];
  rows: (string | number)[][];
}

/** Whether a performance budget is met. */
interface Verdict {
  what: string;
  isMet: boolean;
  /**
   * Whether a quick run fails if the budget is exceeded. A quick run only prints timings, which are too noisy on a
   * shared machine, and budgets that are known to be exceeded. The full run enforces all.
   */
  isEnforced: boolean;
}

export interface Chart {
  /** The file's name, without its extension. */
  name: string;
  title: string;
  /** The quantity and its unit. */
  unit: string;
  kind: "bars" | "stacked bars" | "lines";
  categories: (string | number)[];
  series: { name: string; values: number[] }[];
}

export interface Findings {
  title: string;
  /** Paragraphs in Markdown: how it was measured, and the limits of that. */
  method: string[];
  tables: Table[];
  charts: Chart[];
  verdicts: Verdict[];
}

export interface Run {
  quick: boolean;
  /** Prints a line that replaces the previous one. */
  progress: (text: string) => void;
}

export type Part = (run: Run) => Promise<Findings>;
