import { describe, expect, it } from "vitest";
import {
  age,
  delayAfterAnswer,
  delayAfterFailure,
  delayAfterResume,
  expiry,
  FRESH_SECONDS,
  mayRetryOnResume,
  type Needs,
  nextChange,
  nextQuestionIn,
  type PageState,
  type PollState,
  cooldownLeft,
  statusOf,
} from "../../../src/status/schedule.ts";

const at = (seconds: number) => ({ date: 1_700_000_000 + seconds, ticks: seconds });
const online = { online: true, at: at(0) };
const offline = { online: false, at: at(0) };
const known = (answer: typeof online | null, failed = false, isOutdated = false) => ({
  answer,
  failed,
  isOutdated,
});

it("an answer is fresh for five seconds", () => {
  expect(FRESH_SECONDS).toBe(5);
});

describe("age uses the larger difference", () => {
  it("of both clocks", () => {
    expect(age(at(10), at(25))).toBe(15);
  });
  it("if the monotonic clock stopped during sleep", () => {
    expect(age({ date: 100, ticks: 10 }, { date: 3700, ticks: 11 })).toBe(3600);
  });
  it("if the wall clock was set back a day", () => {
    expect(age({ date: 100_000, ticks: 10 }, { date: 13_600, ticks: 70 })).toBe(60);
  });
});

describe("a failure never becomes 'offline'", () => {
  it("checking until the first outcome", () => {
    expect(statusOf(known(null), 60, at(1e6))).toEqual({ status: "checking", stale: false });
  });
  it("unknown at once if there was never an answer", () => {
    expect(statusOf(known(null, true), 60, at(0))).toEqual({ status: "unknown", stale: false });
  });
  it("keeps the last answer until it expires", () => {
    expect(statusOf(known(online, true), 60, at(300)).status).toBe("online");
    expect(statusOf(known(offline, true), 60, at(300)).status).toBe("offline");
    expect(statusOf(known(online, true), 200, at(600)).status).toBe("online");
  });
  it("then unknown and not stale", () => {
    expect(statusOf(known(online, true), 60, at(300.1))).toEqual({ status: "unknown", stale: false });
    expect(statusOf(known(offline, true), 60, at(300.1))).toEqual({ status: "unknown", stale: false });
    expect(statusOf(known(online, true), 200, at(600.1)).status).toBe("unknown");
  });
  it("keeps an old answer without a failure", () => {
    expect(statusOf(known(online), 60, at(1e6))).toEqual({ status: "online", stale: true });
  });
  it("checking if a page resumes with an expired answer", () => {
    expect(statusOf(known(online, false, true), 60, at(301))).toEqual({ status: "checking", stale: false });
    expect(statusOf(known(online, false, true), 60, at(300)).status).toBe("online");
    expect(statusOf(known(online, true, true), 60, at(301)).status).toBe("unknown");
  });
  it("expires after three intervals, but at least five minutes", () => {
    expect(expiry(60)).toBe(300);
    expect(expiry(100)).toBe(300);
    expect(expiry(101)).toBe(303);
  });
});

describe("an answer is stale after two intervals", () => {
  it.each([
    [60, 119.9, false],
    [60, 120, true],
    [300, 599, false],
    [300, 600, true],
  ])("interval %d, age %d: %j", (interval, seconds, stale) => {
    expect(statusOf(known(offline), interval, at(seconds))).toEqual({ status: "offline", stale });
  });
});

describe("nextChange", () => {
  it("is never without an answer", () => {
    expect(nextChange(known(null, true), 60, at(0))).toBe(Infinity);
    expect(nextChange(known(null), 60, at(0))).toBe(Infinity);
  });
  it.each([
    [known(online), 60, 0, 120],
    [known(online), 60, 100, 20],
    [known(online), 60, 120, Infinity],
    [known(online, true), 60, 120, 180.001],
    [known(online, true), 60, 300, 0.001],
    [known(online, true), 60, 301, Infinity],
    [known(online, true), 200, 399, 1],
    [known(online, true), 200, 400, 200.001],
  ])("%j interval %d at %d: in %d", (knowledge, interval, now, seconds) => {
    expect(nextChange(knowledge, interval, at(now))).toBeCloseTo(seconds, 6);
  });
  it.each([60, 200])("is always a change of the status (interval %d)", (interval) => {
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

describe("jitter separates simultaneous visitors", () => {
  it.each([
    [false, 0, 54],
    [false, 0.5, 60],
    [false, 1, 66],
    [true, 0, 45],
    [true, 0.5, 60],
    [true, 1, 75],
  ])("of ±10 %% after an answer, ±25 %% after the first (%s): %d", (isFirst, random, seconds) => {
    expect(delayAfterAnswer(60, isFirst, random)).toBeCloseTo(seconds, 9);
  });
  it.each([
    [0, 0],
    [0.5, 1.5],
    [1, 3],
  ])("of 3 s when they resume: %d", (random, seconds) => {
    expect(delayAfterResume(random)).toBe(seconds);
  });
});

describe("back-off and cooldown", () => {
  it.each([
    [60, 1, 1, 120],
    [60, 2, 1, 240],
    [60, 2, 0.5, 120],
    [60, 3, 1, 300],
    [60, 99, 1, 300],
    [60, 5000, 1, 300],
    [30, 1, 1, 60],
    [1200, 1, 1, 1200],
    [1200, 3, 1, 1200],
    [60, 1, 0, 5],
    [60, 9, 0.001, 5],
  ])("interval %d, failure %d, random %d: %d s", (interval, failures, random, seconds) => {
    expect(delayAfterFailure(interval, failures, random)).toBeCloseTo(seconds, 9);
  });
  const server = { hasAnswered: false, failures: 3, askedAt: at(0), resumedAt: null };
  it.each([
    ["three failures", {}, 880],
    ["four", { failures: 4 }, 880],
    ["two", { failures: 2 }, 0],
    ["an answer, once", { hasAnswered: true }, 0],
    ["no question yet", { askedAt: null }, 0],
  ])("the cooldown of a server that has never answered, after %s", (_name, change, seconds) => {
    expect(cooldownLeft({ ...server, ...change }, at(20))).toBe(seconds);
  });

  it.each([
    ["within 30 s of the last try", { askedAt: at(0) }, null, 30, false],
    ["after 30 s", { askedAt: at(0) }, null, 31, true],
    ["within five minutes of such a retry", { askedAt: at(0), resumedAt: at(0) }, null, 300, false],
    ["after five minutes", { askedAt: at(0), resumedAt: at(0) }, null, 301, true],
    ["a server that is new", { askedAt: null }, null, 0, true],
    ["one that has answered, within 30 s", { hasAnswered: true, resumedAt: at(0) }, at(0), 30, false],
    ["one that has answered, after 30 s", { hasAnswered: true, resumedAt: at(0) }, at(0), 31, true],
    ["one that has answered another question", { hasAnswered: true }, null, 0, true],
  ])("retry when a page resumes: %s", (_name, change, askedAt, now, may) => {
    expect(mayRetryOnResume({ ...server, ...change }, askedAt, at(now))).toBe(may);
  });
});

describe("nextQuestionIn", () => {
  const fresh: PollState = {
    answer: null,
    failed: false,
    isOutdated: false,
    failures: 0,
    isAsking: false,
    endedAt: null,
    random: 0.5,
    isFirstPause: false,
    skipsBackoff: false,
  };
  const answered = { ...fresh, answer: online, endedAt: at(0) };
  const failing = { ...fresh, failed: true, failures: 2, endedAt: at(0) };
  const repeating = { interval: 60, isActive: true, isRepeating: true };
  const once = { interval: 60, isActive: true, isRepeating: false };
  const paused = { interval: 60, isActive: false, isRepeating: false };
  const page = { isActive: true, isOffline: false };
  const offlinePage = { ...page, isOffline: true };
  const rows: [
    name: string,
    state: PollState,
    needs: Needs,
    page: PageState,
    cooldown: number,
    seconds: number,
  ][] = [
    ["at first, at once", fresh, repeating, page, 0, 0],
    ["after an answer, at the interval", answered, repeating, page, 0, 50],
    ["after a failure, by the back-off", failing, repeating, page, 0, 110],
    ["not while it asks", { ...fresh, isAsking: true }, repeating, page, 0, Infinity],
    ["not in a hidden page", fresh, repeating, { ...page, isActive: false }, 0, Infinity],
    ["not for paused subscribers", failing, paused, page, 0, Infinity],
    ["interval 0: until the first answer", fresh, once, page, 0, 0],
    ["interval 0: not after an answer", answered, once, page, 0, Infinity],
    ["interval 0: again when the answer is outdated", { ...answered, isOutdated: true }, once, page, 0, 50],
    ["interval 0: again after a failure", { ...failing, answer: online }, once, page, 0, 110],
    ["the server's cooldown applies to the first question", fresh, repeating, page, 700, 700],
    ["the server's cooldown applies to later questions", failing, repeating, page, 700, 700],
    ["an expired cooldown does not apply", failing, repeating, page, -700, 110],
    ["when the page resumes, at once", { ...failing, skipsBackoff: true }, repeating, page, 700, 0],
    [
      "when the page resumes, not while paused",
      { ...failing, skipsBackoff: true },
      paused,
      page,
      0,
      Infinity,
    ],
    [
      "offline by the browser's hint, with the back-off of a failure",
      answered,
      repeating,
      offlinePage,
      0,
      50,
    ],
    ["offline after failures, with their back-off", failing, repeating, offlinePage, 0, 110],
  ];
  it.each(rows)("%s", (_name, state, needs, pageState, cooldown, seconds) => {
    expect(nextQuestionIn(state, needs, pageState, cooldown, at(10))).toBe(seconds);
  });
  it("the offline hint doubles the longest delay", () => {
    const unlucky = { ...answered, random: 1 };
    expect(nextQuestionIn(unlucky, repeating, offlinePage, 0, at(0))).toBe(120);
    expect(nextQuestionIn(unlucky, repeating, page, 0, at(0))).toBeCloseTo(66, 9);
  });
});
