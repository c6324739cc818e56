import { expect } from "@open-wc/testing";
import type { SinonFakeTimers } from "sinon";
import { lhcForEach } from "./support/lhc.ts";
import { mount, passUntilAsked, settle, stopTheClock } from "./support/page.ts";
import { scriptTag } from "./support/script-tag.ts";

describe("data-lhc-show on a focused element", () => {
  const lhc = lhcForEach({});
  let clock: SinonFakeTimers;
  beforeEach(async () => {
    await scriptTag(lhc.origin);
    clock = stopTheClock();
  });

  async function until(condition: () => boolean): Promise<void> {
    while (!condition()) await settle();
  }
  /** Mounts the form while the site is offline. */
  async function offline(inside: string): Promise<HTMLElement> {
    mount(`<form id="form" data-lhc-show="offline unknown">${inside}</form>
      <p id="on" data-lhc-show="online">Here</p><button id="other">Elsewhere</button>`);
    await settle();
    const form = document.querySelector<HTMLElement>("#form")!;
    await until(() => !form.hasAttribute("hidden"));
    return form;
  }
  async function goOnline(): Promise<void> {
    await lhc.lay({ activeUsers: [1] });
    expect(await passUntilAsked(clock, 76)).to.equal(true);
    await until(() => !document.querySelector<HTMLElement>("#on")!.hidden);
    await settle();
  }
  const other = () => document.querySelector<HTMLElement>("#other")!;
  const isHidden = (form: HTMLElement) => form.hasAttribute("hidden");

  it("keeps it visible until it loses the focus", async () => {
    const form = await offline(`<input id="a"><textarea id="b"></textarea>`);
    const [a, b] = [...form.children] as [HTMLElement, HTMLElement];
    a.focus();
    await goOnline();
    expect([isHidden(form), document.activeElement]).to.deep.equal([false, a]);
    b.focus();
    await settle();
    expect([isHidden(form), document.activeElement]).to.deep.equal([false, b]);
    other().focus();
    await until(() => isHidden(form));
    expect(document.activeElement).to.equal(other());
  });

  it("hides it when it is blurred", async () => {
    const form = await offline(`<input>`);
    form.querySelector("input")!.focus();
    await goOnline();
    expect(isHidden(form)).to.equal(false);
    form.querySelector("input")!.blur();
    await until(() => isHidden(form));
  });

  it("hides it at once without focus, or when the focused node is removed", async () => {
    const form = await offline(`<input>`);
    other().focus();
    await goOnline();
    expect(isHidden(form)).to.equal(true);
    await lhc.lay({ activeUsers: [] });
    expect(await passUntilAsked(clock, 76)).to.equal(true);
    await until(() => !isHidden(form));
    form.querySelector("input")!.focus();
    await goOnline();
    expect(isHidden(form)).to.equal(false);
    form.replaceChildren("Thank you");
    await until(() => isHidden(form));
  });

  it("keeps it visible if the state changes back meanwhile", async () => {
    const form = await offline(`<input>`);
    form.querySelector("input")!.focus();
    await goOnline();
    await lhc.lay({ activeUsers: [] });
    expect(await passUntilAsked(clock, 76)).to.equal(true);
    await until(() => isHidden(document.querySelector("#on")!));
    other().focus();
    await settle();
    expect(isHidden(form)).to.equal(false);
    await goOnline();
    expect(isHidden(form)).to.equal(true);
  });

  it("recognizes focus within nested shadow roots", async () => {
    const form = await offline(`<div id="outer"></div>`);
    const outer = form.querySelector("#outer")!.attachShadow({ mode: "open" });
    outer.innerHTML = `<div></div>`;
    const inner = outer.querySelector("div")!.attachShadow({ mode: "closed" });
    inner.innerHTML = `<input><button>Send</button>`;
    inner.querySelector("input")!.focus();
    await goOnline();
    expect(isHidden(form)).to.equal(false);
    inner.querySelector("button")!.focus();
    await settle();
    expect(isHidden(form)).to.equal(false);
    other().focus();
    await until(() => isHidden(form));
  });

  it("recognizes focus within a frame", async () => {
    const form = await offline(`<input><iframe srcdoc="<input>"></iframe>`);
    const frame = form.querySelector("iframe")!;
    if (!frame.contentDocument?.querySelector("input"))
      await new Promise((resolve) => (frame.onload = resolve));
    form.querySelector("input")!.focus();
    await goOnline();
    frame.contentDocument!.querySelector("input")!.focus();
    await until(() => document.activeElement === frame);
    await settle();
    expect(isHidden(form)).to.equal(false);
    other().focus();
    await until(() => isHidden(form));
  });

  it("works with form fields and images whose names shadow DOM properties", async () => {
    const form = await offline(
      `<input name="contains"><input name="matches"><input name="hidden"><img name="activeElement">`,
    );
    form.querySelector("input")!.focus();
    await goOnline();
    expect(isHidden(form)).to.equal(false);
    other().focus();
    await until(() => isHidden(form));
  });

  it("does not hide a form that is focused before the script runs", async () => {
    mount(`<form id="form" data-lhc-show="offline" data-lhc-department="2"><input></form>`);
    const form = document.querySelector<HTMLElement>("#form")!;
    form.querySelector("input")!.focus();
    await settle();
    expect(isHidden(form)).to.equal(false);
    form.remove();
  });

  it("restores an element that is removed meanwhile", async () => {
    const form = await offline(`<input>`);
    const parent = form.parentNode!;
    form.querySelector("input")!.focus();
    await goOnline();
    form.remove();
    other().focus();
    await settle();
    expect(isHidden(form)).to.equal(false);
    parent.append(form);
    await settle();
    expect(isHidden(form)).to.equal(true);
  });
});
