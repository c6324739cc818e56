/** The least mean age of a status that any timetable can have for a number of questions. Pure; times are in seconds. */

/** The step of the timetables that are compared. */
const STEP = 2;
/** No pause of the best timetable is longer for a useful number of questions. */
const MAX_PAUSE = 600;

interface Point {
  questions: number;
  /** The mean age over the visible time. */
  age: number;
}

/**
 * A timetable says how long after a visit's beginning to ask. It is the same for all visits, because nobody knows when one
 * ends. Time in which nothing is visible does not count, so no real timetable has less.
 *
 * @param visible how long each visit shows a status
 * @param questions in total
 */
export function leastAge(visible: readonly number[], questions: number): number {
  const best = timetables(visible);
  // With dearer questions, a timetable has fewer.
  let [cheap, dear] = [0, Math.max(...visible) ** 2];
  for (let i = 0; i < 50; i++) {
    const price = (cheap + dear) / 2;
    if (best(price).questions > questions) cheap = price;
    else dear = price;
  }
  // Between two timetables, visits can be divided among them.
  const [more, fewer] = [best(cheap), best(dear)];
  if (more.questions === fewer.questions) return fewer.age;
  const share = (more.questions - questions) / (more.questions - fewer.questions);
  return more.age + Math.min(Math.max(share, 0), 1) * (fewer.age - more.age);
}

/** Returns the timetable with the least sum of ages and prices of questions. */
function timetables(visible: readonly number[]): (price: number) => Point {
  const steps = Math.ceil(Math.max(...visible) / STEP);
  /** The number of visits that last longer than each step. */
  const lasting = Array.from(
    { length: steps + 1 },
    (_, step) => visible.filter((time) => time > step * STEP).length,
  );
  // Integrals of the number of visits, and of the number times the time, up to each step.
  const visits = [0];
  const times = [0];
  for (const [step, count] of lasting.entries()) {
    visits.push(visits[step]! + count * STEP);
    times.push(times[step]! + count * STEP * (step + 0.5) * STEP);
  }
  /** The sum of ages between a question and the next. */
  const ages = (from: number, to: number): number =>
    times[to]! - times[from]! - from * STEP * (visits[to]! - visits[from]!);
  const total = visits[steps + 1]!;

  return (price) => {
    const end = steps + 1;
    // The best rest of a timetable after a question at each step.
    const rest: { cost: number; age: number; questions: number }[] = [];
    for (let from = end - 1; from >= 0; from--) {
      let least = { cost: Infinity, age: 0, questions: 0 };
      const last = Math.min(from + MAX_PAUSE / STEP, end);
      for (let to = from + 1; to <= last; to++) {
        const next = to < end ? rest[to]! : { cost: 0, age: 0, questions: 0 };
        const age = ages(from, to);
        const cost = age + next.cost;
        if (cost < least.cost) least = { cost, age: age + next.age, questions: next.questions };
      }
      const asked = lasting[from]!;
      rest[from] = {
        cost: least.cost + price * asked,
        age: least.age,
        questions: least.questions + asked,
      };
    }
    const { age, questions } = rest[0]!;
    return { questions, age: age / total };
  };
}
