import { expect } from "@open-wc/testing";
import "../../src/define.ts";
import { LhcStatusElement } from "../../src/element.ts";
import { lhcForEach } from "./support/lhc.ts";
import {
  FRAME_HOST,
  frames,
  labelOf,
  mount,
  next,
  passUntilAsked,
  settle,
  shows,
  stopTheClock,
} from "./support/page.ts";

describe("elements that are created early, moved, removed and re-inserted", () => {
  const lhc = lhcForEach({ activeUsers: [1, 2, 3] });

  it("moving an element keeps its question in flight", async () => {
    await lhc.setFaults([{ hang: "before" }]);
    const element = mount(`<lhc-status base-url="${lhc.origin}"></lhc-status><p></p>`);
    await lhc.waitForRequests(1);
    const frame = document.querySelector(FRAME_HOST);
    element.parentElement!.querySelector("p")!.append(element);
    document.body.append(element);
    element.parentElement!.prepend(element);
    await settle();
    expect(document.querySelector(FRAME_HOST)).to.equal(frame);
    expect(await lhc.requests()).to.have.length(1);
    element.remove();
    await settle();
    expect(frames()).to.equal(0);
  });

  it("a removed element asks nothing more", async () => {
    const clock = stopTheClock();
    const element = mount(`<lhc-status base-url="${lhc.origin}"></lhc-status>`);
    await shows(element, "online");
    element.remove();
    await settle();
    expect(clock.countTimers()).to.equal(0);
    clock.tick(1_000_000);
    await settle();
    expect(await lhc.requests()).to.have.length(1);
  });

  it("a re-inserted element shows its answer at once and asks if that is stale", async () => {
    const clock = stopTheClock();
    const element = mount(`<lhc-status base-url="${lhc.origin}"></lhc-status>`);
    await shows(element, "online");
    element.remove();
    await settle();
    clock.tick(10_000);
    document.body.append(element);
    await element.updateComplete;
    expect(element.status).to.equal("online");
    await settle();
    expect(await lhc.requests()).to.have.length(1);
    element.remove();
    await settle();
    clock.tick(100_000);
    await lhc.lay({ activeUsers: [] });
    document.body.append(element);
    await shows(element, "offline");
    expect(await lhc.requests()).to.have.length(2);
    element.remove();
  });

  it("a re-inserted element shows 'checking' if its answer has expired", async () => {
    const clock = stopTheClock();
    const element = mount(`<lhc-status base-url="${lhc.origin}"></lhc-status>`);
    await shows(element, "online");
    element.remove();
    await settle();
    clock.tick(301_000);
    document.body.append(element);
    await element.updateComplete;
    expect(element.status).to.equal("checking");
    await shows(element, "online");
    element.remove();
  });

  it("an element created by script works like one in the markup", async () => {
    const element = document.createElement("lhc-status");
    expect(element).to.be.instanceOf(LhcStatusElement);
    element.baseUrl = new URL(lhc.origin);
    element.department = 2;
    element.labelOnline = "Sales is here";
    expect(element.status).to.equal("checking");
    expect(element.checkedAt).to.equal(null);
    await settle();
    expect(await lhc.requests()).to.have.length(0);
    const before = Date.now();
    document.body.append(element);
    await shows(element, "online");
    expect(labelOf(element)).to.equal("Sales is here");
    expect(element.checkedAt!.getTime()).to.be.within(before - 1, Date.now() + 1);
    element.remove();
  });

  it("keeps properties set before the upgrade", async () => {
    const element = document.createElement("lhc-early") as LhcStatusElement;
    element.baseUrl = lhc.origin;
    element.interval = 300;
    element.setAttribute("department", "1");
    element.setAttribute("timeout", "3");
    document.body.append(element);
    customElements.define("lhc-early", class extends LhcStatusElement {});
    await shows(element, "online");
    expect([element.interval, element.timeout, element.department]).to.deep.equal([300, "3", "1"]);
    element.remove();
  });

  it("a clone has its own settings", async () => {
    const element = mount(`<lhc-status base-url="${lhc.origin}" label-online="A"></lhc-status>`);
    await shows(element, "online");
    const copy = element.cloneNode(true) as LhcStatusElement;
    copy.labelOnline = "B";
    element.after(copy);
    await copy.updateComplete;
    expect([labelOf(element), labelOf(copy)]).to.deep.equal(["A", "B"]);
    expect(await lhc.requests()).to.have.length(1);
  });

  it("refresh of a disconnected element resolves", async () => {
    const element = document.createElement("lhc-status");
    element.baseUrl = lhc.origin;
    expect(await element.refresh()).to.equal("checking");
    expect(await lhc.requests()).to.have.length(0);
  });

  it("an unchanged answer causes no DOM write and no event", async () => {
    const clock = stopTheClock();
    const element = mount(`<lhc-status base-url="${lhc.origin}"></lhc-status>`);
    await shows(element, "online");
    const records: MutationRecord[] = [];
    const observer = new MutationObserver((list) => records.push(...list));
    const watched = { subtree: true, childList: true, attributes: true, characterData: true };
    observer.observe(element, watched);
    observer.observe(element.shadowRoot!, watched);
    let events = 0;
    element.addEventListener("lhc-status-change", () => events++);
    expect(await passUntilAsked(clock, 76)).to.equal(true);
    await element.refresh();
    expect(await lhc.requests()).to.have.length(2);
    element.requestUpdate();
    await element.updateComplete;
    expect([...records, ...observer.takeRecords()]).to.deep.equal([]);
    expect(events).to.equal(0);
    await lhc.lay({ activeUsers: [] });
    const changed = next(element, "lhc-status-change");
    await passUntilAsked(clock, 76);
    const { detail } = await changed;
    expect(detail).to.deep.include({
      status: "offline",
      previous: "online",
      baseUrl: lhc.origin,
      department: null,
      user: null,
      checkedAt: element.checkedAt,
    });
    expect(records.length + observer.takeRecords().length).to.be.greaterThan(0);
    observer.disconnect();
  });
});
