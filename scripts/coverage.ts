import { readFileSync } from "node:fs";
import { relative } from "node:path";

/** Coverage of src/ by all LCOV reports together. */
export function linesCovered(reports: string[]): string {
  const lines = new Map<string, boolean>();
  for (const report of reports) {
    let file = "";
    for (const entry of readFileSync(report, "utf8").split("\n")) {
      const [, source] = /^SF:(.*)/.exec(entry) ?? [];
      if (source) file = relative(".", source);
      const [, line, hits] = /^DA:(\d+),(\d+)/.exec(entry) ?? [];
      if (line) lines.set(`${file}:${line}`, lines.get(`${file}:${line}`) || hits !== "0");
    }
  }
  const covered = [...lines.values()].filter(Boolean).length;
  return `${((100 * covered) / (lines.size || 1)).toFixed(1)} % of the lines of src/ are covered`;
}
