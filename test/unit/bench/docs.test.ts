import { describe, expect, it } from "vitest";
import { markdownOf } from "../../../bench/docs.ts";
import type { Findings } from "../../../bench/part.ts";

const part: Findings = {
  title: "A part",
  how: [`Measured ${"word by word ".repeat(20)}so.`],
  tables: [{ title: "Numbers", head: ["", "time"], rows: [["a|b", "1.5 ms"]] }],
  charts: [{ name: "part", title: "A chart", unit: "ms", kind: "bars", categories: ["a"], series: [] }],
  verdicts: [{ what: "a bar", holds: false, isEnforced: true }],
};
const text = markdownOf({ environment: { cpus: 2, node: "20", chromium: "1" }, findings: [part] });

describe("the generated page", () => {
  it("hides no bar that does not hold", () => {
    expect(text).toContain("| a bar | **does not hold** |");
  });
  it("keeps columns apart, and numbers to the right", () => {
    expect(text).toContain("|---|---:|\n| a\\|b | 1.5 ms |");
  });
  it("refers to its charts, and wraps its lines", () => {
    expect(text).toContain("![A chart](performance/part.svg)");
    const paragraphs = text.split("\n").filter((line) => !/^[|!]/.test(line));
    expect(Math.max(...paragraphs.map((line) => line.length))).toBeLessThanOrEqual(120);
  });
});
