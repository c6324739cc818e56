import { expect } from "@open-wc/testing";
import type { SinonFakeTimers } from "sinon";
import { type Lhc, startLhc } from "./support/lhc.ts";
import { mount, pageErrors, passUntilAsked, settle, stopTheClock, tidy } from "./support/page.ts";
import { scriptTag } from "./support/script-tag.ts";

describe("what shows in some states alone, and has the focus when another comes", () => {
  let lhc: Lhc;
  let clock: SinonFakeTimers;
  beforeEach(async () => {
    lhc = await startLhc();
    await scriptTag(lhc.origin);
    clock = stopTheClock();
  });
  afterEach(async () => {
    tidy();
    await settle();
    await lhc.close();
    expect(pageErrors()).to.deep.equal([]);
  });

  async function until(condition: () => boolean): Promise<void> {
    while (!condition()) await settle();
  }
  /** Everything is written while nobody answers. */
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
    expect(await passUntilAsked(clock, 67)).to.equal(true);
    await until(() => !document.querySelector<HTMLElement>("#on")!.hidden);
    await settle();
  }
  const other = () => document.querySelector<HTMLElement>("#other")!;
  const isHidden = (form: HTMLElement) => form.hasAttribute("hidden");

  it("stays until the focus leaves it", async () => {
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

  it("hides when nothing gets the focus", async () => {
    const form = await offline(`<input>`);
    form.querySelector("input")!.focus();
    await goOnline();
    expect(isHidden(form)).to.equal(false);
    form.querySelector("input")!.blur();
    await until(() => isHidden(form));
  });

  it("hides at once without the focus, and when what has it is taken out", async () => {
    const form = await offline(`<input>`);
    other().focus();
    await goOnline();
    expect(isHidden(form)).to.equal(true);
    await lhc.lay({ activeUsers: [] });
    expect(await passUntilAsked(clock, 67)).to.equal(true);
    await until(() => !isHidden(form));
    form.querySelector("input")!.focus();
    await goOnline();
    expect(isHidden(form)).to.equal(false);
    form.replaceChildren("Thank you");
    await until(() => isHidden(form));
  });

  it("stays when the state comes back meanwhile, and follows from then on", async () => {
    const form = await offline(`<input>`);
    form.querySelector("input")!.focus();
    await goOnline();
    await lhc.lay({ activeUsers: [] });
    expect(await passUntilAsked(clock, 67)).to.equal(true);
    await until(() => isHidden(document.querySelector("#on")!));
    other().focus();
    await settle();
    expect(isHidden(form)).to.equal(false);
    await goOnline();
    expect(isHidden(form)).to.equal(true);
  });

  it("a focus within nested shadow roots counts", async () => {
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

  it("a frame in it may take the focus over", async () => {
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

  it("names in the form, and in the page, do not stand in the way", async () => {
    const form = await offline(
      `<input name="contains"><input name="matches"><input name="hidden"><img name="activeElement">`,
    );
    form.querySelector("input")!.focus();
    await goOnline();
    expect(isHidden(form)).to.equal(false);
    other().focus();
    await until(() => isHidden(form));
  });

  it("a visitor who writes before the script runs is not disturbed", async () => {
    mount(`<form id="form" data-lhc-show="offline" data-lhc-department="2"><input></form>`);
    const form = document.querySelector<HTMLElement>("#form")!;
    form.querySelector("input")!.focus();
    await settle();
    expect(isHidden(form)).to.equal(false);
    form.remove();
  });

  it("is given back as it was when it goes meanwhile", async () => {
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
