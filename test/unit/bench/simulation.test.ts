import { beforeAll, describe, expect, it } from "vitest";
import { SimulatedClock } from "../../../bench/simulation/clock.ts";
import { bundleCore } from "../../../bench/simulation/core.ts";
import { SimulatedPage, Tabs, type World } from "../../../bench/simulation/page.ts";
import { randomVisit } from "../../../bench/simulation/visits.ts";
import { lhcStatus, lhcWidget, snippet, type Watcher } from "../../../bench/simulation/watchers.ts";
import { randomFrom } from "../../../bench/statistics.ts";

let makeCore: Awaited<ReturnType<typeof bundleCore>>;
beforeAll(async () => {
  makeCore = await bundleCore();
});

/** A world that records the time of each question. */
function world(answers = true): World & { questions: number[] } {
  const clock = new SimulatedClock();
  const questions: number[] = [];
  const onQuestion = (): boolean => {
    questions.push(clock.now);
    return answers;
  };
  return { clock, random: randomFrom(1), onQuestion, questions };
}

describe("the simulated clock", () => {
  it("runs events in order of time, then of scheduling", async () => {
    const clock = new SimulatedClock();
    const done: string[] = [];
    for (const [at, name] of [
      [3, "c"],
      [1, "a"],
      [3, "d"],
      [2, "b"],
    ] as const)
      clock.at(at, () => done.push(name));
    await clock.run(10);
    expect(done.join("")).toBe("abcd");
  });
  it("skips cancelled events and leaves later ones for the next run", async () => {
    const clock = new SimulatedClock();
    const done: string[] = [];
    clock.at(1, () => done.push("cancelled"))();
    clock.at(5, () => done.push("later"));
    await clock.run(5);
    expect(done).toEqual([]);
    await clock.run(6);
    expect(done).toEqual(["later"]);
  });
  it("lets promises settle before the next event", async () => {
    const clock = new SimulatedClock();
    const done: string[] = [];
    clock.at(1, () => void Promise.resolve().then(() => clock.at(1.5, () => done.push("first"))));
    clock.at(2, () => done.push("second"));
    await clock.run(3);
    expect(done).toEqual(["first", "second"]);
  });
});

describe("a random visit", () => {
  const random = randomFrom(3);
  const visits = Array.from({ length: 500 }, () => randomVisit(random));
  it("has at most one visible page, and consecutive pages in the first tab", () => {
    for (const { pages, time } of visits) {
      const first = pages.filter(({ tab }) => tab === 0);
      expect(first[0]!.from).toBe(0);
      expect(first.at(-1)!.to).toBeCloseTo(time);
      for (const [i, page] of first.slice(1).entries()) expect(page.from).toBeCloseTo(first[i]!.to);
      const second = pages.find(({ tab }) => tab === 1);
      if (!second) continue;
      expect(second.to).toBeLessThanOrEqual(time + 1e-6);
      const middle = (second.from + second.hidden[0]![0]) / 2;
      const behind = first.find(({ from, to }) => from <= middle && middle < to)!;
      expect(behind.hidden.some(([from, to]) => from <= middle && middle < to)).toBe(true);
    }
  });
  it("opens its second tab, if any, for half of its time", () => {
    const second = visits.flatMap(({ pages, time }) =>
      pages.filter(({ tab }) => tab === 1).map(({ from, to }) => (to - from) / time),
    );
    expect(second.length / visits.length).toBeCloseTo(0.2, 1);
    for (const share of second) expect(share).toBeCloseTo(0.5);
  });
});

describe("a watcher", () => {
  const asks = async (watcher: Watcher, hidden?: [number, number]): Promise<number[]> => {
    const testWorld = world();
    const page = new SimulatedPage(testWorld);
    testWorld.clock.at(0, () => void watcher(page, new Tabs(), new Map()));
    for (const at of hidden ?? []) testWorld.clock.at(at, () => page.setVisible(!page.isVisible));
    testWorld.clock.at(200, () => page.close());
    await testWorld.clock.run(1000);
    return testWorld.questions;
  };
  it("asks by its own rule until the page is closed", async () => {
    expect(await asks(snippet)).toEqual([0, 60, 120, 180]);
    // Its timer starts at the first answer.
    expect((await asks(lhcWidget)).map((at) => at.toFixed(2))).toEqual(["0.00", "60.02", "120.02", "180.02"]);
    const ours = await asks(lhcStatus(makeCore, "page"));
    expect([3, 4]).toContain(ours.length);
    for (const [i, at] of ours.slice(1).entries()) {
      const jitter = i ? 0.1 : 0.25;
      expect(at - ours[i]!).toBeGreaterThan(60 * (1 - jitter));
      expect(at - ours[i]!).toBeLessThan(60 * (1 + jitter) + 0.2);
    }
  });
  it("pauses in a hidden page, unlike the snippet", async () => {
    expect(await asks(snippet, [10, 190])).toHaveLength(4);
    expect(await asks(lhcStatus(makeCore, "page"), [10, 190])).toHaveLength(2);
  });
  it("returns when its answer was asked for", async () => {
    for (const watcher of [snippet, lhcWidget, lhcStatus(makeCore, "session")]) {
      const testWorld = world();
      let since = (): number | null => null;
      testWorld.clock.at(7, () => {
        since = watcher(new SimulatedPage(testWorld), new Tabs(), new Map());
        expect(since()).toBeNull();
      });
      await testWorld.clock.run(50);
      expect(testWorld.questions).toHaveLength(1);
      expect(since()).toBeCloseTo(testWorld.questions[0]!, 3);
    }
  });
  it("returns null without an answer", async () => {
    for (const watcher of [snippet, lhcWidget, lhcStatus(makeCore, "page")]) {
      const testWorld = world(false);
      let since = (): number | null => 0;
      testWorld.clock.at(7, () => {
        since = watcher(new SimulatedPage(testWorld), new Tabs(), new Map());
      });
      await testWorld.clock.run(50);
      expect(testWorld.questions.length).toBeGreaterThan(0);
      expect(since()).toBeNull();
    }
  });
  it("shares answers with the next page and other tabs according to `share`", async () => {
    const questions = async (share: "page" | "tabs" | "session", sameTab: boolean): Promise<number> => {
      const testWorld = world();
      const tabs = new Tabs();
      const session = new Map<string, string>();
      const first = new SimulatedPage(testWorld);
      testWorld.clock.at(0, () => void lhcStatus(makeCore, share)(first, tabs, session));
      testWorld.clock.at(5, () => {
        if (sameTab) first.close();
        lhcStatus(makeCore, share)(new SimulatedPage(testWorld), tabs, sameTab ? session : new Map());
      });
      await testWorld.clock.run(20);
      return testWorld.questions.length;
    };
    expect(await questions("page", true)).toBe(2);
    expect(await questions("session", true)).toBe(1);
    expect(await questions("page", false)).toBe(2);
    expect(await questions("session", false)).toBe(1);
  });
});
