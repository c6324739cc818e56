import { describe, expect, it } from "vitest";
import { leastAge } from "../../../bench/simulation/frontier.ts";

const visits = (count: number, seconds: number): number[] => Array.from({ length: count }, () => seconds);

describe("the least age for a number of questions", () => {
  it.each([1, 2, 4])("is that of even pauses for visits of equal length, with %d each", (each) => {
    expect(leastAge(visits(10, 480), 10 * each)).toBeCloseTo(480 / each / 2, 0);
  });

  it("lies between two timetables for numbers between theirs", () => {
    // Half of the visits ask once, and half twice.
    expect(leastAge(visits(10, 480), 15)).toBeCloseTo((240 + 120) / 2, 0);
  });

  it("is higher where visits of unknown length end soon after a question", () => {
    const mixed = [...visits(10, 130), ...visits(10, 480)];
    // If the lengths were known: one question for a short visit, four for a long one.
    const known = (130 * 65 + 480 * 60) / (130 + 480);
    expect(leastAge(mixed, 50)).toBeGreaterThan(known);
  });

  it("falls with each question", () => {
    const lengths = Array.from({ length: 50 }, (_, i) => 10 * i + 20);
    const ages = [60, 100, 200, 400].map((questions) => leastAge(lengths, questions));
    expect(ages).toEqual(ages.toSorted((a, b) => b - a));
  });
});
