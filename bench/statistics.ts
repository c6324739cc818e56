/** Pure functions on numbers. */

const sorted = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);

/** The middle value, or the mean of the two in the middle. NaN if there are none. */
export function median(values: readonly number[]): number {
  const all = sorted(values);
  return (all[(all.length - 1) >> 1]! + all[all.length >> 1]!) / 2;
}

/** The median of the ratios of pairs. A machine that becomes slower during the run does not affect it. */
export const medianRatio = (ones: readonly number[], others: readonly number[]): number =>
  median(ones.map((one, i) => one / others[i]!));

/** A seeded generator of numbers in [0, 1) (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The number of trials up to the first success, at least 1. */
export const geometric = (mean: number, random: number): number =>
  mean <= 1 ? 1 : 1 + Math.floor(Math.log(1 - random) / Math.log(1 - 1 / mean));

/** @param random two random numbers, which make a normal deviate (Box and Muller) */
export const logNormal = (middle: number, sigma: number, random: readonly [number, number]): number =>
  middle * Math.exp(sigma * Math.sqrt(-2 * Math.log(1 - random[0])) * Math.cos(2 * Math.PI * random[1]));

/** Statistics of a value over time: each value is weighted by its duration. */
export class Duration {
  total = 0;
  #area = 0;
  readonly #parts: [value: number, time: number][] = [];

  /** Adds a value that started at `from` and grew by one per second for `time` seconds. */
  addGrowing(from: number, time: number): void {
    if (time <= 0) return;
    this.total += time;
    this.#area += time * (from + time / 2);
    this.#parts.push([from, time]);
  }

  get mean(): number {
    return this.#area / this.total;
  }

  /** The value that was not exceeded for this share of the time, to within 0.01. */
  percentile(share: number): number {
    let [low, high] = [0, 0];
    for (const [from, time] of this.#parts) high = Math.max(high, from + time);
    const below = (limit: number): number =>
      this.#parts.reduce((sum, [from, time]) => sum + Math.min(Math.max(limit - from, 0), time), 0);
    while (high - low > 0.01) {
      const middle = (low + high) / 2;
      if (below(middle) < share * this.total) low = middle;
      else high = middle;
    }
    return high;
  }
}
