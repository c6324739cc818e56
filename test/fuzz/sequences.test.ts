import { expect } from "@open-wc/testing";
import fc from "fast-check";
import "../../src/define.ts";
import type { Status } from "../../src/core.ts";
import { type Lhc, startLhc } from "../browser/support/lhc.ts";
import { frames, mount, pageErrors, setHidden, settle, stopTheClock, tidy } from "../browser/support/page.ts";

/** Sequences in each of the four pages that run this test. */
const RUNS = 250;

/** Operators of the demo's LHC. The last one is always offline. */
const USERS = [2, 3, 4];

type Step =
  | { do: "change"; user: number }
  | { do: "pass"; seconds: number }
  | { do: "server"; is: "normal" | "failing" | "hanging" }
  | { do: "operators"; active: number[] }
  | { do: "refresh" | "pause" | "move" | "remove" | "hide" };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant("change" as const), user: fc.constantFrom(...USERS) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant("pass" as const), seconds: fc.integer({ min: 1, max: 420 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("server" as const),
      is: fc.constantFrom("normal" as const, "failing" as const, "hanging" as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant("operators" as const), active: fc.subarray(USERS.slice(0, 2)) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom("refresh" as const, "pause" as const, "move" as const, "remove" as const),
    }),
  },
  // Hiding a window is slow, so keep it rare.
  { weight: 1, arbitrary: fc.constant({ do: "hide" as const }) },
);

/** The expected state of one target: a model without timers, pollers or promises. */
class Model {
  answer: boolean | null = null;
  at = 0;
  failed = false;
  resumedExpired = false;

  /** @param isPaused no newer answer will follow, so an old one is kept */
  show(now: number, isPaused: boolean): Status {
    if (this.answer === null) return this.failed ? "unknown" : "checking";
    const old = now - this.at > 300_000;
    if (old && this.failed) return "unknown";
    if (old && this.resumedExpired && !isPaused) return "checking";
    return this.answer ? "online" : "offline";
  }
}

async function follow(steps: Step[]): Promise<void> {
  const clock = stopTheClock();
  const lhc: Lhc = await startLhc({ activeUsers: [2] });
  const world = { is: "normal" as "normal" | "failing" | "hanging", active: [2] };
  const models = new Map(USERS.map((user) => [user, new Model()]));
  let failures = 0;
  let answered = false;
  let seen = 0;
  let user = 2;
  let connected = true;
  let hidden = false;

  const element = mount(`<lhc-status base-url="${lhc.origin}" user="2"></lhc-status><p></p>`);
  const place = element.parentElement!;
  // Each question adds a frame, even if that is removed at once.
  let framesAdded = 1;
  const observer = new MutationObserver((records) => (framesAdded += records.length));
  observer.observe(document.documentElement, { childList: true });

  /** Waits for all questions except hanging ones, then updates the model. */
  const settleQuestions = async (): Promise<void> => {
    await element.updateComplete;
    for (let i = 0; i < 8; i++) await Promise.resolve();
    framesAdded += observer.takeRecords().length;
    if (!framesAdded) return;
    framesAdded = 0;
    expect(frames(), "questions in flight").to.be.at.most(1);
    while (world.is !== "hanging" && frames()) await settle();
    await settle();
    await element.updateComplete;
    let requests = await lhc.requests();
    const isOurs = ({ target }: { target: string }): boolean => target.includes(`/${user}?`);
    // A hanging question must have arrived, or it would be counted as a later one.
    while (frames() && !requests.slice(seen).some(isOurs)) requests = await lhc.requests();
    const asked = requests.slice(seen).some(isOurs);
    seen = requests.length;
    if (asked && world.is !== "hanging") updateModel(world.is === "failing");
  };
  const updateModel = (failed: boolean): void => {
    const target = models.get(user)!;
    target.failed = failed;
    target.resumedExpired = false;
    if (failed) {
      failures++;
    } else {
      answered = true;
      target.answer = world.active.includes(user);
      // The clock advances in steps of a second, so the exact time of the question is unknown.
      target.at = element.checkedAt!.getTime();
      expect(Date.now() - target.at).to.be.within(0, 1000);
    }
  };
  /** The element starts to show a target. */
  const startShowing = (): void => {
    const target = models.get(user)!;
    if (target.answer !== null && Date.now() - target.at > 300_000) {
      target.resumedExpired = true;
    }
  };

  try {
    await settleQuestions();
    for (const each of steps) {
      switch (each.do) {
        case "change":
          if (each.user === user) break;
          user = each.user;
          element.user = user;
          if (connected) startShowing();
          break;
        case "pass":
          for (let i = 0; i < each.seconds; i++) {
            const hung = frames() > 0;
            clock.tick(1000);
            if (hidden && !hung) expect(frames(), "questions of a hidden page").to.equal(0);
            for (let j = 0; j < 6; j++) await Promise.resolve();
            // A hanging question has timed out.
            if (hung && !frames()) {
              await settle();
              updateModel(true);
              seen = (await lhc.requests()).length;
            } else if (frames() && !hung) {
              await lhc.waitForRequests(seen + 1);
              await settleQuestions();
            }
          }
          break;
        case "server":
          // A hanging question would never be answered.
          if (frames()) break;
          world.is = each.is;
          await lhc.setFaults(
            each.is === "normal"
              ? []
              : [each.is === "failing" ? { status: 500, body: "" } : { hang: "before" }],
          );
          break;
        case "operators":
          world.active = each.active;
          await lhc.lay({ activeUsers: each.active });
          break;
        case "refresh":
          if (world.is !== "hanging" && connected) expect(await element.refresh()).to.equal(element.status);
          break;
        case "pause":
          element.paused = !element.paused;
          // An expired answer is not shown when polling starts.
          if (connected) startShowing();
          break;
        case "hide":
          hidden = !hidden;
          await setHidden(hidden);
          if (!hidden && connected) startShowing();
          break;
        case "move":
          if (connected) place.querySelector("p")!.append(element);
          break;
        case "remove":
          if (connected) element.remove();
          else {
            place.append(element);
            startShowing();
          }
          connected = !connected;
          break;
      }
      await settleQuestions();
      const target = models.get(user)!;
      // During the cooldown of a server that has never answered, the status is unknown without a question.
      const isCoolingDown = !answered && failures >= 3 && target.answer === null;
      const shows = element.status;
      if (!connected) {
        expect(frames(), "questions without an element").to.equal(0);
        continue;
      }
      // A hidden page may be out of date, but must not show a status that was never answered.
      if (hidden) expect(shows).to.be.oneOf(["checking", "unknown", target.answer ? "online" : "offline"]);
      else if (isCoolingDown) expect(shows).to.be.oneOf(["unknown", "checking"]);
      else expect(shows, `user ${user} at ${Date.now()}`).to.equal(target.show(Date.now(), element.paused));
      if (shows === "online" || shows === "offline") {
        expect(target.answer, "never a status that the server did not give").to.equal(shows === "online");
      }
      if (!hidden)
        expect(element.stale).to.equal(
          (shows === "online" || shows === "offline") && Date.now() - target.at >= 120_000,
        );
    }
    element.remove();
    await settle();
    expect(frames(), "frames left").to.equal(0);
    seen = (await lhc.requests()).length;
    clock.tick(2_000_000);
    await settle();
    expect(frames(), "timers left").to.equal(0);
    expect(await lhc.requests(), "questions after the last element").to.have.length(seen);
    expect(pageErrors()).to.deep.equal([]);
  } finally {
    observer.disconnect();
    tidy();
    if (hidden) await setHidden(false);
    await lhc.close();
  }
}

describe("any sequence of events", () => {
  it("leaves the element in the state that the model predicts", async function () {
    this.timeout(20 * 60_000);
    const { failed, numRuns, seed, counterexamplePath, counterexample, errorInstance } = await fc.check(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 9 }), follow),
      { numRuns: RUNS },
    );
    if (failed) {
      const where = JSON.stringify({ seed, path: counterexamplePath, counterexample });
      throw new Error(`${(errorInstance as Error).message}\n${where}`);
    }
    expect(numRuns).to.equal(RUNS);
  });
});
