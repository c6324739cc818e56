/** Pure: numbers in, numbers out. */

const sorted = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);

/** The middle one, or the mean of the two in the middle. NaN of nothing. */
export function median(values: readonly number[]): number {
  const all = sorted(values);
  return (all[(all.length - 1) >> 1]! + all[all.length >> 1]!) / 2;
}

/** The median of the ratios of what was measured side by side: a machine that gets slower meanwhile does not show. */
export const medianRatio = (ones: readonly number[], others: readonly number[]): number =>
  median(ones.map((one, i) => one / others[i]!));

/** A source of numbers from 0 up to 1, the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** How many tries until the first success, at least 1. */
export const geometric = (mean: number, dice: number): number =>
  mean <= 1 ? 1 : 1 + Math.floor(Math.log(1 - dice) / Math.log(1 - 1 / mean));

/** @param dice two of them, by which the normal deviate is made (Box and Muller) */
export const logNormal = (middle: number, sigma: number, dice: readonly [number, number]): number =>
  middle * Math.exp(sigma * Math.sqrt(-2 * Math.log(1 - dice[0])) * Math.cos(2 * Math.PI * dice[1]));

/** Numbers that last: each counts for as long as it was so. */
export class Duration {
  total = 0;
  #area = 0;
  readonly #parts: [value: number, time: number][] = [];

  /** A number that grew with the time, second by second, from `from` on. */
  addGrowing(from: number, time: number): void {
    if (time <= 0) return;
    this.total += time;
    this.#area += time * (from + time / 2);
    this.#parts.push([from, time]);
  }

  get mean(): number {
    return this.#area / this.total;
  }

  /** The number that was not exceeded for this share of the time, within 0.01. */
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
