import { expect } from "@open-wc/testing";
import "../../src/define.ts";
import { lhcForEach } from "./support/lhc.ts";
import { mount, passUntilAsked, setHidden, settle, shows, stopTheClock } from "./support/page.ts";

describe("a hidden page", () => {
  const lhc = lhcForEach({ activeUsers: [1, 2, 3] });
  afterEach(() => setHidden(false));

  it("asks nothing, and updates within 3 s after it becomes visible", async () => {
    const clock = stopTheClock();
    const element = mount(`<lhc-status base-url="${lhc.origin}"></lhc-status>`);
    await shows(element, "online");
    await setHidden(true);
    clock.tick(250_000);
    await settle();
    expect(await lhc.requests()).to.have.length(1);
    await lhc.lay({ activeUsers: [] });
    await setHidden(false);
    clock.tick(3_001);
    await shows(element, "offline");
    expect(await lhc.requests()).to.have.length(2);
  });

  it("does not ask when it becomes visible if its answer is fresh", async () => {
    const clock = stopTheClock();
    const element = mount(`<lhc-status base-url="${lhc.origin}"></lhc-status>`);
    await shows(element, "online");
    await setHidden(true);
    clock.tick(30_000);
    await setHidden(false);
    clock.tick(3_001);
    await settle();
    expect(await lhc.requests()).to.have.length(1);
    expect(await passUntilAsked(clock, 43)).to.equal(true);
  });

  it("shows 'checking' when it becomes visible if its answer has expired", async () => {
    const clock = stopTheClock();
    const element = mount(`<lhc-status base-url="${lhc.origin}"></lhc-status>`);
    await shows(element, "online");
    await setHidden(true);
    clock.tick(1_000_000);
    await setHidden(false);
    await shows(element, "checking");
    clock.tick(3_001);
    await shows(element, "online");
  });

  it("asks again with interval=0 if its answer has expired", async () => {
    const clock = stopTheClock();
    const element = mount(`<lhc-status base-url="${lhc.origin}" interval="0"></lhc-status>`);
    await shows(element, "online");
    await setHidden(true);
    clock.tick(400_000);
    await setHidden(false);
    await shows(element, "checking");
    clock.tick(3_001);
    await shows(element, "online");
  });

  it("keeps the answer of a paused element", async () => {
    const clock = stopTheClock();
    const element = mount(`<lhc-status base-url="${lhc.origin}"></lhc-status>`);
    await shows(element, "online");
    element.paused = true;
    await element.updateComplete;
    await setHidden(true);
    clock.tick(3_600_000);
    await setHidden(false);
    await settle();
    expect([element.status, element.stale]).to.deep.equal(["online", true]);
  });

  it("keeps the answer of an element that is paused while hidden", async () => {
    const clock = stopTheClock();
    const element = mount(`<lhc-status base-url="${lhc.origin}"></lhc-status>`);
    await shows(element, "online");
    await setHidden(true);
    clock.tick(400_000);
    element.paused = true;
    await element.updateComplete;
    await setHidden(false);
    await settle();
    expect([element.status, element.stale]).to.deep.equal(["online", true]);
  });

  it("shows the last answer again if the element is paused before it asks", async () => {
    const clock = stopTheClock();
    const element = mount(`<lhc-status base-url="${lhc.origin}"></lhc-status>`);
    await shows(element, "online");
    await setHidden(true);
    clock.tick(400_000);
    await setHidden(false);
    await shows(element, "checking");
    element.paused = true;
    await shows(element, "online");
    expect([element.stale, (await lhc.requests()).length]).to.deep.equal([true, 1]);
    element.paused = false;
    await shows(element, "checking");
    clock.tick(3_001);
    await shows(element, "online");
    expect(element.stale).to.equal(false);
  });

  it("keeps 'unknown' while nothing is asked", async () => {
    const clock = stopTheClock();
    const element = mount(`<lhc-status base-url="${lhc.origin}"></lhc-status>`);
    await shows(element, "online");
    await lhc.setFaults([{ status: 503, body: "" }]);
    clock.tick(30_000);
    for (let i = 0; i < 6; i++) {
      await element.refresh();
      clock.tick(60_000);
    }
    await shows(element, "unknown");
    const seen: string[] = [];
    element.addEventListener("lhc-status-change", ({ detail }) => seen.push(detail.status));
    await setHidden(true);
    await setHidden(false);
    await settle();
    expect(seen).to.deep.equal([]);
  });

  it("asks at once when it first becomes visible", async () => {
    await setHidden(true);
    const element = mount(`<lhc-status base-url="${lhc.origin}"></lhc-status>`);
    await element.updateComplete;
    await settle();
    expect(await lhc.requests()).to.have.length(0);
    await setHidden(false);
    await shows(element, "online");
  });

  it("still asks on refresh()", async () => {
    await setHidden(true);
    const element = mount(`<lhc-status base-url="${lhc.origin}"></lhc-status>`);
    expect(await element.refresh()).to.equal("online");
  });
});

describe("a clock that jumps", () => {
  const lhc = lhcForEach({ activeUsers: [1, 2, 3] });

  it("shows 'checking' within 15 s after days of sleep, then asks", async () => {
    const clock = stopTheClock();
    const element = mount(`<lhc-status base-url="${lhc.origin}" interval="86400"></lhc-status>`);
    await shows(element, "online");
    clock.setSystemTime(Date.now() + 86_400_000 * 4);
    await lhc.lay({});
    clock.tick(15_000);
    await shows(element, "checking");
    expect(await passUntilAsked(clock, 4)).to.equal(true);
    await shows(element, "offline");
  });

  it("asks within 18 s after an hour of sleep, regardless of its timer", async () => {
    const clock = stopTheClock();
    const element = mount(`<lhc-status base-url="${lhc.origin}" interval="1800"></lhc-status>`);
    await shows(element, "online");
    clock.setSystemTime(Date.now() + 3_600_000);
    expect(await passUntilAsked(clock, 18)).to.equal(true);
  });

  it("does not make an answer fresh when it is set back", async () => {
    const clock = stopTheClock();
    const element = mount(`<lhc-status base-url="${lhc.origin}"></lhc-status>`);
    await shows(element, "online");
    clock.setSystemTime(Date.now() - 86_400_000);
    expect(await passUntilAsked(clock, 76)).to.equal(true);
    await lhc.waitForRequests(2);
  });

  it("ages an answer from the time of its question", async () => {
    const clock = stopTheClock();
    await lhc.setFaults([{ delay: 0.2 }]);
    const element = mount(`<lhc-status base-url="${lhc.origin}" timeout="600"></lhc-status>`);
    await lhc.waitForRequests(1);
    const asked = Date.now();
    clock.setSystemTime(asked + 200_000);
    await shows(element, "online");
    expect(element.checkedAt?.getTime()).to.equal(asked);
    expect(element.stale).to.equal(true);
  });
});
