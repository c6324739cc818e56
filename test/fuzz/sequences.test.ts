import { expect } from "@open-wc/testing";
import fc from "fast-check";
import "../../src/define.ts";
import type { Status } from "../../src/core.ts";
import { type Lhc, startLhc } from "../browser/support/lhc.ts";
import { frames, mount, pageErrors, setHidden, settle, stopTheClock, tidy } from "../browser/support/page.ts";

/** Of each of the four pages that run this. */
const RUNS = 500;

/** Operators of the demo's LHC: some may be there, one never is. */
const USERS = [2, 3, 4];

type Step =
  | { do: "change"; user: number }
  | { do: "pass"; seconds: number }
  | { do: "server"; is: "well" | "failing" | "hanging" }
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
      is: fc.constantFrom("well" as const, "failing" as const, "hanging" as const),
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
  // Once is enough to hide the page and, with luck, once to show it: a window takes its time.
  { weight: 1, arbitrary: fc.constant({ do: "hide" as const }) },
);

/** What is known of one target: decision 4 in a few lines, without timers, pollers or promises. */
class Known {
  answer: boolean | null = null;
  at = 0;
  failed = false;
  returned = false;

  show(now: number): Status {
    if (this.answer === null) return this.failed ? "unknown" : "checking";
    const old = now - this.at > 300_000;
    if (old && this.failed) return "unknown";
    if (old && this.returned) return "checking";
    return this.answer ? "online" : "offline";
  }
}

async function follow(steps: Step[]): Promise<void> {
  const clock = stopTheClock();
  const lhc: Lhc = await startLhc({ activeUsers: [2] });
  const world = { is: "well" as "well" | "failing" | "hanging", active: [2] };
  const known = new Map(USERS.map((user) => [user, new Known()]));
  let failures = 0;
  let answered = false;
  let seen = 0;
  let user = 2;
  let connected = true;
  let hidden = false;

  const element = mount(`<lhc-status base-url="${lhc.origin}" user="2"></lhc-status><p></p>`);
  const place = element.parentElement!;
  // Each question makes a frame, however soon it is gone.
  let made = 1;
  const observer = new MutationObserver((records) => (made += records.length));
  observer.observe(document.documentElement, { childList: true });

  /** Until nothing is under way but what hangs; then the model learns what was asked. */
  const work = async (): Promise<void> => {
    await element.updateComplete;
    for (let i = 0; i < 8; i++) await Promise.resolve();
    made += observer.takeRecords().length;
    if (!made) return;
    made = 0;
    expect(frames(), "questions in flight").to.be.at.most(1);
    while (world.is !== "hanging" && frames()) await settle();
    await settle();
    await element.updateComplete;
    let requests = await lhc.requests();
    const isOurs = ({ target }: { target: string }): boolean => target.includes(`/${user}?`);
    // What hangs must have arrived, or it would be taken for a later question.
    while (frames() && !requests.slice(seen).some(isOurs)) requests = await lhc.requests();
    const asked = requests.slice(seen).some(isOurs);
    seen = requests.length;
    if (asked && world.is !== "hanging") learn(world.is === "failing");
  };
  const learn = (failed: boolean): void => {
    const target = known.get(user)!;
    target.failed = failed;
    target.returned = false;
    if (failed) {
      failures++;
    } else {
      answered = true;
      target.answer = world.active.includes(user);
      // A step of the clock is a second, in which the question was put somewhere.
      target.at = element.checkedAt!.getTime();
      expect(Date.now() - target.at).to.be.within(0, 1000);
    }
  };
  /** A target that is looked at again, or for the first time. */
  const arrive = (): void => {
    const target = known.get(user)!;
    if (target.answer !== null && Date.now() - target.at > 300_000 && !element.paused) {
      target.returned = true;
    }
  };

  try {
    await work();
    for (const each of steps) {
      switch (each.do) {
        case "change":
          if (each.user === user) break;
          user = each.user;
          element.user = user;
          if (connected) arrive();
          break;
        case "pass":
          for (let i = 0; i < each.seconds; i++) {
            const hung = frames() > 0;
            clock.tick(1000);
            if (hidden && !hung) expect(frames(), "questions of a hidden page").to.equal(0);
            for (let j = 0; j < 6; j++) await Promise.resolve();
            // A question that hung has come to its timeout.
            if (hung && !frames()) {
              await settle();
              learn(true);
              seen = (await lhc.requests()).length;
            } else if (frames() && !hung) {
              await lhc.waitForRequests(seen + 1);
              await work();
            }
          }
          break;
        case "server":
          // What hangs would be answered by nobody.
          if (frames()) break;
          world.is = each.is;
          await lhc.setFaults(
            each.is === "well"
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
          // Who begins to ask does not show what has expired.
          if (connected) arrive();
          break;
        case "hide":
          hidden = !hidden;
          await setHidden(hidden);
          if (!hidden && connected) arrive();
          break;
        case "move":
          if (connected) place.querySelector("p")!.append(element);
          break;
        case "remove":
          if (connected) element.remove();
          else {
            place.append(element);
            arrive();
          }
          connected = !connected;
          break;
      }
      await work();
      const target = known.get(user)!;
      // Others have tried this server in vain: known without a question.
      const gated = !answered && failures >= 3 && target.answer === null;
      const shows = element.status;
      if (!connected) {
        expect(frames(), "questions of nobody").to.equal(0);
        continue;
      }
      // What nobody sees need not be up to date, but it must not be made up either.
      if (hidden) expect(shows).to.be.oneOf(["checking", "unknown", target.answer ? "online" : "offline"]);
      else if (gated) expect(shows).to.be.oneOf(["unknown", "checking"]);
      else expect(shows, `user ${user} at ${Date.now()}`).to.equal(target.show(Date.now()));
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

describe("whatever happens to an element, in any order", () => {
  it("it shows what decisions 3 and 4 say", async function () {
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
