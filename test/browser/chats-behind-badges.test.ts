import { expect } from "@open-wc/testing";
import { sendKeys } from "@web/test-runner-commands";
import sinon, { type SinonStub } from "sinon";
import "../../src/define.ts";
import type { LhcStatusElement } from "../../src/index.ts";
import { lhcForEach } from "./support/lhc.ts";
import { engine, labelOf, mount, settle, shows, stopTheClock } from "./support/page.ts";

interface PageWithLhc {
  LHC_API?: object;
  $_LHC?: object;
}

const base = (element: LhcStatusElement) => element.shadowRoot!.querySelector<HTMLElement>("[part=base]")!;

describe("the chat behind a badge", () => {
  const lhc = lhcForEach({ activeUsers: [2] });
  let opened: SinonStub;
  beforeEach(() => {
    // A real window would take the focus of the other tests' pages away.
    opened = sinon.stub(window, "open").returns({ focus() {} } as Window);
  });
  afterEach(() => {
    const page = window as PageWithLhc;
    delete page.LHC_API;
    delete page.$_LHC;
  });

  const make = async (attributes: string, content = "", state = "online"): Promise<LhcStatusElement> => {
    const element = mount(`<lhc-status base-url="${lhc.origin}" ${attributes}>${content}</lhc-status>`);
    await shows(element, state);
    await settle();
    return element;
  };

  it("chat=none is nothing to click", async () => {
    const element = await make("");
    expect(base(element).localName).to.equal("span");
    base(element).click();
    expect(opened.called).to.equal(false);
    expect(labelOf(element)).to.equal("We are online");
  });

  it("chat=link is a link, and asks for a message when nobody is there", async () => {
    const clock = stopTheClock();
    const element = await make('chat="link" department="1" chat-theme="3" chat-lang="lit"');
    const link = base(element) as HTMLAnchorElement;
    expect(link.localName).to.equal("a");
    expect(link.href).to.equal(`${lhc.origin}/lit/chat/start/(department)/1/(theme)/3`);
    expect(labelOf(element)).to.equal("Chat with us");
    link.focus();
    await lhc.lay({ activeUsers: [] });
    clock.tick(6000);
    await element.refresh();
    expect(base(element)).to.equal(link);
    expect(element.shadowRoot!.activeElement).to.equal(link);
    expect(link.href).to.equal(`${lhc.origin}/lit/chat/start/(department)/1/(theme)/3/(leaveamessage)/true`);
    expect(labelOf(element)).to.equal("Leave a message");
    clock.restore();
    await expect(element).to.be.accessible();
  });

  it("an alias, or another operator, is for the chat alone", async () => {
    const element = await make(
      'chat="link" department="2" chat-department="sales" chat-operator="5"',
      "",
      "offline",
    );
    expect((base(element) as HTMLAnchorElement).href).to.contain(
      "/chat/start/(department)/sales/(operator)/5",
    );
    expect((await lhc.requests())[0]!.target).to.contain("/isonlinedepartment/2");
  });

  for (const [name, key] of Object.entries({ Enter: "Enter", Space: " " })) {
    it(`chat=popup opens LHC's window by ${name}, and by a click`, async function () {
      // Its driver sends no keys in this runner.
      if (engine === "webkit") this.skip();
      const element = await make('chat="popup" user="2"');
      expect(base(element).localName).to.equal("button");
      const openings: unknown[] = [];
      element.addEventListener("lhc-chat-open", ({ detail }) => openings.push(detail));
      base(element).focus();
      await sendKeys({ press: key });
      const url = `${lhc.origin}/chat/start/(operator)/2`;
      expect(opened.args).to.deep.equal([[url, "lhc_popup_v2", "popup,width=480,height=640"]]);
      expect(openings).to.deep.equal([{ url, status: "online" }]);
      base(element).click();
      expect(opened.callCount).to.equal(2);
      await expect(element).to.be.accessible();
    });
  }

  it("whoever prevents lhc-chat-open opens something else", async () => {
    const element = await make('chat="popup"');
    element.addEventListener("lhc-chat-open", (event) => event.preventDefault());
    base(element).click();
    element.openChat();
    expect(opened.called).to.equal(false);
  });

  it("chat=widget shows LHC's own widget, and without one the window", async () => {
    const element = await make('chat="widget"');
    base(element).click();
    expect(opened.callCount).to.equal(1);
    const shown: string[] = [];
    (window as PageWithLhc).$_LHC = { eventListener: { emitEvent: (name: string) => shown.push(name) } };
    element.openChat();
    expect(shown).to.deep.equal(["showWidget"]);
    expect(opened.callCount).to.equal(1);
  });

  it("the author's own link stays theirs: address, listeners, and clicks with a key held", async () => {
    const element = await make('chat="popup"', '<a href="#theirs">Chat</a>');
    const link = element.querySelector("a")!;
    expect(base(element).localName).to.equal("span");
    expect(link.getAttribute("href")).to.equal("#theirs");
    let heard = 0;
    link.addEventListener("click", () => heard++);
    link.click();
    expect([heard, opened.callCount, location.hash]).to.deep.equal([1, 1, ""]);
    // Where it would lead, another tab, is the browser's affair.
    document.addEventListener("click", (event) => event.preventDefault(), { once: true });
    link.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, ctrlKey: true }));
    expect(opened.callCount).to.equal(1);
    link.addEventListener("click", (event) => event.preventDefault());
    link.click();
    expect(opened.callCount).to.equal(1);
    location.hash = "";
  });

  it("with chat=link the author's own link goes where it goes", async () => {
    const element = await make('chat="link"', '<a href="#theirs">Chat</a>');
    const gone = new Promise((resolve) => addEventListener("hashchange", resolve, { once: true }));
    element.querySelector("a")!.click();
    await gone;
    expect(location.hash).to.equal("#theirs");
    history.replaceState(null, "", location.pathname + location.search);
  });

  it("a wrong base URL is nothing to click", async () => {
    sinon.stub(console, "warn");
    const element = mount(`<lhc-status base-url="ftp://x/" chat="link"></lhc-status>`);
    await shows(element, "unknown");
    expect(base(element).localName).to.equal("span");
    element.openChat();
    expect(opened.called).to.equal(false);
  });
});

describe("looks that come and go", () => {
  const lhc = lhcForEach({ activeUsers: [2] });

  it("hide-when hides in these states, and keeps the place", async () => {
    const element = mount(`<lhc-status base-url="${lhc.origin}" hide-when="online, unknown"></lhc-status>`);
    await element.updateComplete;
    const before = element.getBoundingClientRect().width;
    await shows(element, "online");
    expect(getComputedStyle(base(element)).visibility).to.equal("hidden");
    expect(element.matches(":state(hidden)")).to.equal(true);
    expect(element.getBoundingClientRect().width).to.equal(before);
    element.hideWhen = "offline";
    await element.updateComplete;
    expect(getComputedStyle(base(element)).visibility).to.equal("visible");
    expect(element.matches(":state(hidden)")).to.equal(false);
  });

  it("hide-when does not take the focus away: it waits until that goes", async () => {
    const clock = stopTheClock();
    const element = mount(
      `<lhc-status base-url="${lhc.origin}" chat="link" hide-when="offline"></lhc-status><button>B</button>`,
    );
    await shows(element, "online");
    base(element).focus();
    await lhc.lay({ activeUsers: [] });
    clock.tick(6000);
    await element.refresh();
    expect(element.status).to.equal("offline");
    expect(element.shadowRoot!.activeElement).to.equal(base(element));
    expect(getComputedStyle(base(element)).visibility).to.equal("visible");
    element.parentElement!.querySelector("button")!.focus();
    await element.updateComplete;
    expect(getComputedStyle(base(element)).visibility).to.equal("hidden");
  });

  it("each variant is what it says, and its word is always there", async () => {
    const element = mount(`<lhc-status base-url="${lhc.origin}"></lhc-status>`);
    await shows(element, "online");
    for (const variant of ["badge", "text", "dot", "button"] as const) {
      element.variant = variant;
      await element.updateComplete;
      expect(base(element).className).to.equal(`online ${variant}`);
      expect(labelOf(element)).to.equal("We are online");
      const label = element.shadowRoot!.querySelector("[part=label]")!.getBoundingClientRect();
      expect(label.width === 1).to.equal(variant === "dot");
    }
  });
});

describe("what a screen reader is told", () => {
  const lhc = lhcForEach({ activeUsers: [2] });
  afterEach(() => expect(document.querySelectorAll("[role=status]")).to.have.length(0));
  const said = () => document.querySelector("[role=status]")?.textContent;

  it("a change, two seconds later, in one region for all; never the first answer", async () => {
    const clock = stopTheClock();
    const two = `<lhc-status base-url="${lhc.origin}" announce></lhc-status>`.repeat(2);
    const element = mount(`${two}<lhc-status base-url="${lhc.origin}"></lhc-status>`);
    await shows(element, "online");
    await settle();
    clock.tick(2500);
    expect(said()).to.equal("");
    await lhc.lay({ activeUsers: [] });
    clock.tick(6000);
    await element.refresh();
    await settle();
    clock.tick(1900);
    expect(said()).to.equal("");
    clock.tick(200);
    expect(said()).to.equal("We are offline");
    expect(document.querySelectorAll("[role=status]")).to.have.length(1);
    expect(document.querySelector("[role=status]")!.getBoundingClientRect().width).to.equal(1);
  });

  it("nothing of a status that is back at once", async () => {
    const clock = stopTheClock();
    const element = mount(`<lhc-status base-url="${lhc.origin}" user="2" announce></lhc-status>`);
    await shows(element, "online");
    element.user = 3;
    await shows(element, "offline");
    clock.tick(1900);
    element.user = 2;
    await shows(element, "online");
    clock.tick(2500);
    expect(said()).to.equal("");
  });

  it("nothing of a fault", async () => {
    const clock = stopTheClock();
    const element = mount(`<lhc-status base-url="${lhc.origin}" announce></lhc-status>`);
    await shows(element, "online");
    await lhc.setFaults([{ status: 500, body: "" }]);
    clock.tick(6000);
    await element.refresh();
    while (element.checkedAt!.getTime() > Date.now() - 301_000) clock.tick(1000);
    await shows(element, "unknown");
    clock.tick(2500);
    expect(said()).to.equal("");
  });

  it("the element's own words and the state", async () => {
    const clock = stopTheClock();
    const element = mount(`<lhc-status base-url="${lhc.origin}" announce>Sales:</lhc-status>`);
    await shows(element, "online");
    await lhc.lay({ activeUsers: [] });
    clock.tick(6000);
    await element.refresh();
    clock.tick(2001);
    expect(said()).to.equal("Sales: We are offline");
  });
});
