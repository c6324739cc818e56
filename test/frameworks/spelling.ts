/** The table in docs/frameworks.md that says how the element is spelled. A run writes the row of a framework that passed. */
import type { Framework } from "./framework.ts";

const HEAD = ["", "bound text", "bound boolean", "event"];

const string = { name: "label-online", fieldName: "labelOnline", type: { text: "string | null" } };
const boolean = { name: "exclude-bot", fieldName: "excludeBot", type: { text: "boolean" } };

const code = (...texts: string[]): string => [...new Set(texts)].map((text) => `\`${text}\``).join("<br>");

function rowOf({ name, bindings, listen }: Framework): string[] {
  return [
    name,
    code(...bindings.map((bind) => bind(string, "label"))),
    code(...bindings.map((bind) => bind(boolean, "noBots"))),
    code(listen("lhc-status-change", "onChange")),
  ];
}

/** Replaces or adds a framework's row. Rows are in alphabetical order. */
export function withRow(table: string, framework: Framework): string {
  const rows = table
    .trim()
    .split("\n")
    .slice(2)
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
    .filter((row) => row.length === HEAD.length && row[0] !== framework.name);
  rows.push(rowOf(framework));
  rows.sort(([a = ""], [b = ""]) => a.localeCompare(b, "en", { numeric: true }));
  const widths = HEAD.map((_, column) => Math.max(...[HEAD, ...rows].map((row) => row[column]!.length)));
  const line = (row: string[]): string => `| ${row.map((cell, i) => cell.padEnd(widths[i]!)).join(" | ")} |`;
  return [line(HEAD), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n");
}
