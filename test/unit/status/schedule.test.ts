import { describe, expect, it } from "vitest";
import {
  age,
  DEFAULT_INTERVAL,
  DEFAULT_TIMEOUT,
  delayAfterAnswer,
  delayAfterFailure,
  delayAfterReturn,
  expiry,
  FRESH,
  MIN_INTERVAL,
  nextChange,
  restOfStranger,
  statusOf,
} from "../../../src/status/schedule.ts";

const at = (seconds: number) => ({ date: 1_700_000_000 + seconds, ticks: seconds });
const online = { online: true, at: at(0) };
const offline = { online: false, at: at(0) };
const known = (answer: typeof online | null, failed = false, returned = false) => ({
  answer,
  failed,
  returned,
});

it("the documented figures", () => {
  expect([DEFAULT_INTERVAL, MIN_INTERVAL, DEFAULT_TIMEOUT, FRESH]).toEqual([60, 30, 8, 5]);
});

describe("an answer gets old, never young", () => {
  it("by both clocks", () => {
    expect(age(at(10), at(25))).toBe(15);
  });
  it("when the machine slept and the monotonic clock stood still", () => {
    expect(age({ date: 100, ticks: 10 }, { date: 3700, ticks: 11 })).toBe(3600);
  });
  it("when the wall clock was set back a day", () => {
    expect(age({ date: 100_000, ticks: 10 }, { date: 13_600, ticks: 70 })).toBe(60);
  });
});

describe("a failure never becomes 'offline'", () => {
  it("checking until something is known", () => {
    expect(statusOf(known(null), 60, at(1e6))).toEqual({ status: "checking", stale: false });
  });
  it("unknown at once, if there was never an answer", () => {
    expect(statusOf(known(null, true), 60, at(0))).toEqual({ status: "unknown", stale: false });
  });
  it("the last answer stands while it is young enough", () => {
    expect(statusOf(known(online, true), 60, at(300)).status).toBe("online");
    expect(statusOf(known(offline, true), 60, at(300)).status).toBe("offline");
    expect(statusOf(known(online, true), 200, at(600)).status).toBe("online");
  });
  it("then it is unknown, and no longer called stale", () => {
    expect(statusOf(known(online, true), 60, at(300.1))).toEqual({ status: "unknown", stale: false });
    expect(statusOf(known(offline, true), 60, at(300.1))).toEqual({ status: "unknown", stale: false });
    expect(statusOf(known(online, true), 200, at(600.1)).status).toBe("unknown");
  });
  it("an old answer that nothing contradicts stands too", () => {
    expect(statusOf(known(online), 60, at(1e6))).toEqual({ status: "online", stale: true });
  });
  it("a page that comes back to an old answer checks first", () => {
    expect(statusOf(known(online, false, true), 60, at(301))).toEqual({ status: "checking", stale: false });
    expect(statusOf(known(online, false, true), 60, at(300)).status).toBe("online");
    expect(statusOf(known(online, true, true), 60, at(301)).status).toBe("unknown");
  });
  it("three intervals, but at least five minutes", () => {
    expect(expiry(60)).toBe(300);
    expect(expiry(100)).toBe(300);
    expect(expiry(101)).toBe(303);
    expect(expiry(0)).toBe(300);
  });
});

describe("stale from two intervals on", () => {
  it.each([
    [60, 119.9, false],
    [60, 120, true],
    [300, 599, false],
    [300, 600, true],
    [0, 119.9, false],
    [0, 120, true],
  ])("interval %d, age %d: %j", (interval, seconds, stale) => {
    expect(statusOf(known(offline), interval, at(seconds))).toEqual({ status: "offline", stale });
  });
});

describe("the next change by time alone is not missed", () => {
  it("nothing known, nothing changes", () => {
    expect(nextChange(known(null, true), 60, at(0))).toBe(Infinity);
    expect(nextChange(known(null), 60, at(0))).toBe(Infinity);
  });
  it.each([
    [known(online), 60, 0, 120],
    [known(online), 60, 100, 20],
    [known(online), 0, 100, 20],
    [known(online), 60, 120, Infinity],
    [known(online, true), 60, 120, 180.001],
    [known(online, true), 60, 300, 0.001],
    [known(online, true), 60, 301, Infinity],
    [known(online, true), 200, 399, 1],
    [known(online, true), 200, 400, 200.001],
  ])("%j interval %d at %d: in %d", (knowledge, interval, now, seconds) => {
    expect(nextChange(knowledge, interval, at(now))).toBeCloseTo(seconds, 6);
  });
  it.each([60, 200])("what it names is a change (interval %d)", (interval) => {
    for (const failed of [false, true]) {
      let now = 0;
      const seen = [JSON.stringify(statusOf(known(online, failed), interval, at(0)))];
      for (let wait = nextChange(known(online, failed), interval, at(0)); wait < Infinity;) {
        now += wait;
        seen.push(JSON.stringify(statusOf(known(online, failed), interval, at(now))));
        wait = nextChange(known(online, failed), interval, at(now));
      }
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen).toHaveLength(failed ? 3 : 2);
    }
  });
});

describe("visitors who came together do not stay together", () => {
  it.each([
    [0, 54],
    [0.5, 60],
    [1, 66],
  ])("±10 %% after an answer: %d", (dice, seconds) => {
    expect(delayAfterAnswer(60, dice)).toBeCloseTo(seconds, 9);
  });
  it.each([
    [0, 0],
    [0.5, 1.5],
    [1, 3],
  ])("spread over 3 s when they come back: %d", (dice, seconds) => {
    expect(delayAfterReturn(dice)).toBe(seconds);
  });
});

describe("a server that fails is not pressed", () => {
  it.each([
    [60, 1, 1, 120],
    [60, 2, 1, 240],
    [60, 2, 0.5, 120],
    [60, 3, 1, 480],
    [60, 4, 1, 900],
    [60, 99, 1, 900],
    [60, 5000, 1, 900],
    [30, 1, 1, 60],
    [0, 1, 1, 120],
    [1200, 1, 1, 1200],
    [1200, 3, 1, 1200],
    [60, 1, 0, 5],
    [60, 9, 0.001, 5],
  ])("interval %d, failure %d, dice %d: %d s", (interval, failures, dice, seconds) => {
    expect(delayAfterFailure(interval, failures, dice)).toBeCloseTo(seconds, 9);
  });
  it.each([
    [0, 0],
    [1, 0],
    [2, 0],
    [3, 900],
    [4, 900],
  ])("a stranger, after %d failures: %d s", (failures, seconds) => {
    expect(restOfStranger(failures)).toBe(seconds);
  });
});
