import { expect } from "@open-wc/testing";
import "../../src/define.ts";
import type { LhcStatusElement } from "../../src/index.ts";
import { lhcForEach } from "./support/lhc.ts";
import { labelOf, mount, next, shows, stopTheClock } from "./support/page.ts";

const shadow = (element: LhcStatusElement, selector: string) =>
  element.shadowRoot!.querySelector<HTMLElement>(selector)!;
const box = (element: Element) => {
  const { width, height, left, top } = element.getBoundingClientRect();
  return [width, height, left, top];
};

describe("labels, styles and events", () => {
  const lhc = lhcForEach({ activeUsers: [1, 2, 3] });

  /** Takes an element through all four states. */
  async function* states(element: LhcStatusElement) {
    const clock = stopTheClock();
    await lhc.setFaults([{ hang: "before" }]);
    await element.updateComplete;
    yield "checking" as const;
    clock.tick(8_001);
    await shows(element, "unknown");
    yield "unknown" as const;
    await lhc.setFaults([]);
    await element.refresh();
    yield "online" as const;
    await lhc.lay({ activeUsers: [] });
    clock.tick(6_000);
    await element.refresh();
    yield "offline" as const;
  }

  it("each state has a label, a shape and a custom state, and causes no layout shift", async () => {
    await lhc.setFaults([{ hang: "before" }]);
    const element = mount(`<lhc-status base-url="${lhc.origin}"></lhc-status> text after`);
    const labels: Record<string, string> = {};
    const shapes = new Set<string>();
    const boxes = new Set<string>();
    for await (const state of states(element)) {
      labels[state] = labelOf(element);
      const { borderTopWidth, borderTopStyle, clipPath } = getComputedStyle(
        shadow(element, "[part=indicator]"),
      );
      shapes.add([borderTopWidth, borderTopStyle, clipPath].join());
      boxes.add(JSON.stringify([box(element), box(shadow(element, "[part=indicator]"))]));
      expect(element.matches(`:state(${state})`), state).to.equal(true);
      const others = ["online", "offline", "checking", "unknown"].filter((other) => other !== state);
      expect(others.some((other) => element.matches(`:state(${other})`))).to.equal(false);
      expect(element.innerText).to.equal("");
    }
    expect(labels).to.deep.equal({
      checking: "Checking\u2026",
      unknown: "Contact us",
      online: "We are online",
      offline: "We are offline",
    });
    expect(shapes.size).to.equal(4);
    expect(boxes.size).to.equal(1);
  });

  it("slots override attributes, which override the default labels", async () => {
    await lhc.setFaults([{ hang: "before" }]);
    const attributes = ["online", "offline", "checking", "unknown"].map(
      (state) => `label-${state}="a ${state}"`,
    );
    const element = mount(
      `<lhc-status base-url="${lhc.origin}" ${attributes.join(" ")}><b slot="offline">slotted</b></lhc-status>`,
    );
    const labels: string[] = [];
    for await (const _state of states(element)) labels.push(labelOf(element));
    expect(labels).to.deep.equal(["a checking", "a unknown", "a online", "slotted"]);
    element.querySelector("b")!.remove();
    expect(labelOf(element)).to.equal("a offline");
    element.labelOffline = "";
    await element.updateComplete;
    expect(labelOf(element)).to.equal("We are offline");
  });

  for (const attributes of ["", "paused", `loading="lazy"`]) {
    it(`shows a changed label${attributes && ` with ${attributes}`}`, async () => {
      const element = mount(`<lhc-status base-url="${lhc.origin}" ${attributes}></lhc-status>`);
      await element.refresh();
      await shows(element, "online");
      element.labelOnline = "Chat is open";
      await element.updateComplete;
      expect(labelOf(element)).to.equal("Chat is open");
    });
  }

  it("renders markup in a label as text", async () => {
    const element = mount(`<lhc-status base-url="${lhc.origin}"></lhc-status>`);
    element.labelOnline = "<img src=x onerror=alert(1)>";
    await shows(element, "online");
    expect(labelOf(element)).to.equal("<img src=x onerror=alert(1)>");
    expect(shadow(element, "img")).to.equal(null);
  });

  it("content replaces the visible label, which remains for screen readers", async () => {
    const element = mount(`<lhc-status base-url="${lhc.origin}">\n <b>Chat</b></lhc-status>`);
    await shows(element, "online");
    const label = shadow(element, "[part=label]");
    expect(label.getBoundingClientRect().width).to.equal(1);
    expect(getComputedStyle(shadow(element, "[name=online]")).visibility).to.equal("visible");
    element.querySelector("b")!.remove();
    await next(shadow(element, "slot:not([name])"), "slotchange");
    await element.updateComplete;
    expect(label.getBoundingClientRect().width).to.be.greaterThan(20);
  });

  it("hidden hides the element, and screen readers skip invisible labels", async () => {
    const element = mount(`<lhc-status base-url="${lhc.origin}" hidden></lhc-status>`);
    await shows(element, "online");
    expect(element.getClientRects()).to.have.length(0);
    element.hidden = false;
    expect(element.getClientRects()).to.have.length(1);
    const slots = [...element.shadowRoot!.querySelectorAll("slot[name]")];
    expect(slots.map((slot) => getComputedStyle(slot).visibility)).to.deep.equal([
      "visible",
      "hidden",
      "hidden",
      "hidden",
    ]);
    await expect(element).to.be.accessible();
  });

  it("documented CSS properties and parts style it from outside", async () => {
    const style = document.createElement("style");
    style.textContent = `
      .styled { --lhc-status-online-color: rgb(1, 2, 3); --lhc-status-dot-size: 20px; --lhc-status-background: rgb(4, 5, 6); }
      .styled::part(label) { text-transform: uppercase }`;
    document.head.append(style);
    const element = mount(`<lhc-status class="styled" base-url="${lhc.origin}"></lhc-status>`);
    await shows(element, "online");
    const dot = getComputedStyle(shadow(element, "[part=indicator]"));
    expect([dot.borderTopColor, dot.width]).to.deep.equal(["rgb(1, 2, 3)", "20px"]);
    expect(getComputedStyle(shadow(element, "[part=base]")).backgroundColor).to.equal("rgb(4, 5, 6)");
    expect(getComputedStyle(shadow(element, "[part=label]")).textTransform).to.equal("uppercase");
    style.remove();
  });

  it("the dot is on the right in right-to-left text", async () => {
    const element = mount(`<div dir="rtl"><lhc-status base-url="${lhc.origin}"></lhc-status></div>`);
    await shows(element, "online");
    const dot = shadow(element, "[part=indicator]").getBoundingClientRect();
    expect(dot.left).to.be.greaterThan(shadow(element, "[part=label]").getBoundingClientRect().right);
  });

  it("events bubble out of shadow trees", async () => {
    const host = document.createElement("div");
    const root = host.attachShadow({ mode: "open" });
    document.body.append(host);
    const changed = next(document, "lhc-status-change");
    const element = document.createElement("lhc-status");
    element.baseUrl = lhc.origin;
    root.append(element);
    expect((await changed).detail).to.include({ status: "online", previous: "checking" });
    host.remove();
  });
});
