/** What a part of the benchmark is, and what it finds. All of it goes to docs/performance.md. */

export interface Table {
  title: string;
  head: string[];
  rows: (string | number)[][];
}

/** A line of the bar that the project sets itself. */
interface Verdict {
  what: string;
  holds: boolean;
  /**
   * In a quick run, too. A shared machine is too noisy for its timings, and what is known not to be met yet is printed
   * there and fails the full run alone.
   */
  isEnforced: boolean;
}

export interface Chart {
  /** The file's name, without its end. */
  name: string;
  title: string;
  /** What the numbers are, with their unit. */
  unit: string;
  kind: "bars" | "stacked bars" | "lines";
  categories: (string | number)[];
  series: { name: string; values: number[] }[];
}

export interface Findings {
  title: string;
  /** Paragraphs, in Markdown: how it was measured, and where that ends. */
  how: string[];
  tables: Table[];
  charts: Chart[];
  verdicts: Verdict[];
}

export interface Run {
  quick: boolean;
  /** A line that the next one replaces. */
  progress: (text: string) => void;
}

export type Part = (run: Run) => Promise<Findings>;
