import { expect } from "@open-wc/testing";
import "../../src/define.ts";
import { lhcForEach } from "./support/lhc.ts";
import { mount, passUntilAsked, setHidden, settle, shows, stopTheClock } from "./support/page.ts";

describe("a page that nobody looks at", () => {
  const lhc = lhcForEach({ activeUsers: [1, 2, 3] });
  afterEach(() => setHidden(false));

  it("asks nothing, and catches up within 3 s when it is looked at again", async () => {
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

  it("does not ask on return while its answer is young", async () => {
    const clock = stopTheClock();
    const element = mount(`<lhc-status base-url="${lhc.origin}"></lhc-status>`);
    await shows(element, "online");
    await setHidden(true);
    clock.tick(30_000);
    await setHidden(false);
    clock.tick(3_001);
    await settle();
    expect(await lhc.requests()).to.have.length(1);
    expect(await passUntilAsked(clock, 34)).to.equal(true);
  });

  it("checks first when the answer is too old to be shown", async () => {
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

  it("interval=0 asks again when its answer is too old to be shown", async () => {
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

  it("a paused element keeps its answer, since nobody checks", async () => {
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

  it("what was unknown is not 'checking' while nothing is asked", async () => {
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

  it("asks at once when it is first looked at", async () => {
    await setHidden(true);
    const element = mount(`<lhc-status base-url="${lhc.origin}"></lhc-status>`);
    await element.updateComplete;
    await settle();
    expect(await lhc.requests()).to.have.length(0);
    await setHidden(false);
    await shows(element, "online");
  });

  it("answers a refresh all the same", async () => {
    await setHidden(true);
    const element = mount(`<lhc-status base-url="${lhc.origin}"></lhc-status>`);
    expect(await element.refresh()).to.equal("online");
  });
});

describe("clocks that jump", () => {
  const lhc = lhcForEach({ activeUsers: [1, 2, 3] });

  it("after the machine's sleep it checks before it says anything, within 15 s", async () => {
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

  it("after an hour's sleep it asks within 18 s, whatever its timer", async () => {
    const clock = stopTheClock();
    const element = mount(`<lhc-status base-url="${lhc.origin}" interval="1800"></lhc-status>`);
    await shows(element, "online");
    clock.setSystemTime(Date.now() + 3_600_000);
    expect(await passUntilAsked(clock, 18)).to.equal(true);
  });

  it("a clock that is set back makes no answer young", async () => {
    const clock = stopTheClock();
    const element = mount(`<lhc-status base-url="${lhc.origin}"></lhc-status>`);
    await shows(element, "online");
    clock.setSystemTime(Date.now() - 86_400_000);
    expect(await passUntilAsked(clock, 67)).to.equal(true);
    await lhc.waitForRequests(2);
  });

  it("an answer that was long on its way is as old as its question", async () => {
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
