import { describe, expect, it } from "vitest";
import {
  Duration,
  geometric,
  logNormal,
  median,
  medianRatio,
  randomFrom,
} from "../../../bench/statistics.ts";

const many = (next: () => number): number[] => Array.from({ length: 20_000 }, next);
const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe("median", () => {
  it("accepts any order and an even number of values", () => {
    expect(median([10, 9, 1])).toBe(9);
    expect(median([10, 1, 9, 2])).toBe(5.5);
    expect(median([])).toBeNaN();
  });
});

describe("medianRatio", () => {
  it("is not affected by a machine that becomes slower", () => {
    expect(medianRatio([20, 40, 80], [10, 20, 40])).toBe(2);
    expect(medianRatio([20, 400, 80], [10, 20, 40])).toBe(2);
  });
});

describe("random numbers", () => {
  it("depend on the seed alone", () => {
    const [one, same, other] = [randomFrom(7), randomFrom(7), randomFrom(8)];
    const numbers = [one(), one(), one()];
    expect([same(), same(), same()]).toEqual(numbers);
    expect(other()).not.toBe(numbers[0]);
  });
  it("are uniform from 0 to 1", () => {
    const numbers = many(randomFrom(1));
    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...numbers)).toBeLessThan(1);
    expect(mean(numbers)).toBeCloseTo(0.5, 1);
  });
  it("follow the requested distribution", () => {
    const random = randomFrom(1);
    const pages = many(() => geometric(4, random()));
    expect(mean(pages)).toBeCloseTo(4, 0);
    expect(Math.min(...pages)).toBe(1);
    const seconds = many(() => logNormal(40, 1, [random(), random()]));
    expect(Math.abs(median(seconds) - 40)).toBeLessThan(1.5);
    // The mean of a log-normal is its median times exp(sigma² / 2).
    expect(Math.abs(mean(seconds) - 40 * Math.exp(0.5))).toBeLessThan(3);
  });
});

describe("Duration", () => {
  it("weights each value by its duration", () => {
    const age = new Duration();
    age.addGrowing(0, 60);
    expect(age.mean).toBe(30);
    expect(age.percentile(0.95)).toBeCloseTo(57, 1);
    age.addGrowing(100, 180);
    expect(age.total).toBe(240);
    expect(age.percentile(0.25)).toBeCloseTo(60, 1);
    expect(age.percentile(1)).toBeCloseTo(280, 1);
  });
  it("ignores a value without a duration", () => {
    const age = new Duration();
    age.addGrowing(5, 10);
    age.addGrowing(1000, 0);
    expect(age.percentile(1)).toBeCloseTo(15, 1);
  });
});
