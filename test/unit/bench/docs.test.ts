import { describe, expect, it } from "vitest";
import { markdownOf } from "../../../bench/docs.ts";
import type { Findings } from "../../../bench/part.ts";

const part: Findings = {
  title: "A part",
  method: [`Measured ${"word by word ".repeat(20)}so.`],
  tables: [{ title: "Numbers", head: ["", "time"], rows: [["a|b", "1.5 ms"]] }],
  charts: [{ name: "part", title: "A chart", unit: "ms", kind: "bars", categories: ["a"], series: [] }],
  verdicts: [{ what: "a budget", isMet: false, isEnforced: true }],
};
const text = markdownOf({ environment: { cpus: 2, node: "20", chromium: "1" }, findings: [part] });

describe("the generated performance page", () => {
  it("highlights a budget that is exceeded", () => {
    expect(text).toContain("| a budget | **exceeded** |");
  });
  it("escapes bars in cells and right-aligns numbers", () => {
    expect(text).toContain("|---|---:|\n| a\\|b | 1.5 ms |");
  });
  it("embeds its charts and wraps its lines", () => {
    expect(text).toContain("![A chart](performance/part.svg)");
    const paragraphs = text.split("\n").filter((line) => !/^[|!]/.test(line));
    expect(Math.max(...paragraphs.map((line) => line.length))).toBeLessThanOrEqual(120);
  });
});
