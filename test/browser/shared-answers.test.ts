import { expect } from "@open-wc/testing";
import sinon from "sinon";
import "../../src/define.ts";
import { lhcForEach, startLhc } from "./support/lhc.ts";
import {
  frames,
  mount,
  passUntilAsked,
  setHidden,
  settle,
  shows,
  stopTheClock,
  tidy,
} from "./support/page.ts";

/** Another tab of the site, simulated by the same broadcast channel. */
class OtherTab {
  readonly messages: unknown[] = [];
  readonly #channel = new BroadcastChannel("lhc-status");
  #next: (() => void) | undefined;

  constructor(answer?: (entry: { question: string }) => unknown) {
    this.#channel.onmessage = ({ data }: MessageEvent<{ question: string; online?: boolean }>) => {
      this.messages.push(data);
      if (answer && data.online === undefined) this.post(answer(data));
      this.#next?.();
    };
  }

  post(entry: unknown): void {
    this.#channel.postMessage(entry);
  }

  /** Resolves when this many messages have arrived. */
  async receives(count: number): Promise<void> {
    while (this.messages.length < count) await new Promise<void>((resolve) => (this.#next = resolve));
  }

  close(): void {
    this.#channel.close();
  }
}

describe("answers shared between the pages of a site", () => {
  const lhc = lhcForEach({ activeUsers: [1, 2, 3] });
  let tabs: OtherTab[];
  beforeEach(() => {
    sessionStorage.clear();
    tabs = [];
  });
  afterEach(() => {
    for (const tab of tabs) tab.close();
    sessionStorage.clear();
  });

  const otherTab = (answer?: (entry: { question: string }) => unknown): OtherTab => {
    tabs.push(new OtherTab(answer));
    return tabs.at(-1)!;
  };
  const badge = (attributes = "") =>
    mount(`<lhc-status base-url="${lhc.origin}" ${attributes}></lhc-status>`);
  const question = (): string => `${lhc.origin}/restapi/isonline`;
  const now = (): number => Date.now() / 1000;
  const entry = (online: boolean, at = now()) => ({ version: 1, question: question(), online, at });
  const asked = async (): Promise<number> => (await lhc.requests()).length;
  const key = (): string => `lhc-status ${question()}`;

  for (const share of ["", `share="tabs"`, `share="session"`]) {
    it(`${share || "the default"} shows another tab's answer instead of asking`, async () => {
      const clock = stopTheClock();
      const element = badge(share);
      const tab = otherTab();
      await element.updateComplete;
      clock.tick(100);
      await shows(element, "online");
      clock.tick(40_000);
      tab.post(entry(false));
      await shows(element, "offline");
      expect(element.checkedAt?.getTime()).to.equal(Date.now());
      expect(await passUntilAsked(clock, 50)).to.equal(false);
      expect(await passUntilAsked(clock, 20)).to.equal(true);
      await lhc.waitForRequests(2);
    });
  }

  it("broadcasts an answer to other tabs and stores nothing", async () => {
    const tab = otherTab();
    const element = badge();
    await shows(element, "online");
    await tab.receives(1);
    expect(tab.messages).to.deep.equal([entry(true, element.checkedAt!.getTime() / 1000)]);
    expect(sessionStorage.length).to.equal(0);
  });

  it("share=page neither broadcasts nor listens", async () => {
    const clock = stopTheClock();
    const tab = otherTab();
    const element = badge(`share="page"`);
    await shows(element, "online");
    clock.tick(1000);
    tab.post(entry(false));
    const witness = otherTab();
    tab.post("last");
    await witness.receives(1);
    await settle();
    expect(element.status).to.equal("online");
    expect(tab.messages).to.deep.equal([]);
    expect(sessionStorage.length).to.equal(0);
  });

  it("ignores malformed messages, future and older answers, and other questions", async () => {
    const clock = stopTheClock();
    const element = badge();
    await shows(element, "online");
    clock.tick(10_000);
    const tab = otherTab();
    const { question: ours } = entry(false);
    for (const junk of [
      null,
      "online",
      0,
      [],
      [entry(false)],
      {},
      { ...entry(false), version: 2 },
      { ...entry(false), version: undefined },
      { ...entry(false), online: "false" },
      { ...entry(false), at: String(now()) },
      { ...entry(false), question: `${ours}user/2` },
      { ...entry(false), question: ours.replace("isonline", "isonline?ignore_user_status=true") },
      entry(false, now() + 1),
      entry(false, now() - 20),
      entry(false, NaN),
    ]) {
      tab.post(junk);
    }
    const witness = otherTab();
    tab.post("last");
    await witness.receives(1);
    await settle();
    expect(element.status).to.equal("online");
    expect(await asked()).to.equal(1);
  });

  it("ignores an expired answer", async () => {
    const element = badge("paused");
    await element.updateComplete;
    const tab = otherTab();
    tab.post(entry(true, now() - 301));
    tab.post(entry(false, now() - 299));
    await shows(element, "offline");
    expect(element.stale).to.equal(true);
    expect(await asked()).to.equal(0);
  });

  for (const [what, fault] of [
    ["answer", { delay: 0.2 }],
    ["failure", { delay: 0.2, status: 503, body: "" }],
  ] as const) {
    it(`another tab's newer answer aborts a question before its ${what}`, async () => {
      const clock = stopTheClock();
      await lhc.setFaults([fault]);
      const element = badge();
      const tab = otherTab();
      await lhc.waitForRequests(1);
      clock.tick(1000);
      tab.post(entry(false));
      await shows(element, "offline");
      expect(frames()).to.equal(0);
      while (await lhc.openConnections()) await settle();
      await settle();
      expect([element.status, element.error]).to.deep.equal(["offline", null]);
      expect(tab.messages).to.deep.equal([]);
    });
  }

  it("shows another tab's answer from before a failure and keeps the error", async () => {
    await lhc.setFaults([{ status: 503, body: "" }]);
    const clock = stopTheClock();
    const element = badge();
    await shows(element, "unknown");
    clock.tick(1);
    const tab = otherTab();
    tab.post(entry(true, now() - 20));
    await shows(element, "online");
    expect(element.error?.code).to.equal("network");
  });

  it("changing share from tabs to page stops broadcasting and listening", async () => {
    const clock = stopTheClock();
    const element = badge();
    await shows(element, "online");
    element.share = "page";
    await element.updateComplete;
    await settle();
    clock.tick(10_000);
    const tab = otherTab();
    tab.post(entry(false));
    const witness = otherTab();
    tab.post("last");
    await witness.receives(1);
    await element.refresh();
    expect(element.status).to.equal("online");
    expect(tab.messages).to.deep.equal([]);
  });

  it("changing share from tabs to session keeps and stores the answer", async () => {
    const element = badge();
    await shows(element, "online");
    element.share = "session";
    await element.updateComplete;
    expect(JSON.parse(sessionStorage.getItem(key())!)).to.include({ online: true });
    expect(await asked()).to.equal(1);
  });

  it("interval=0 asks once if the previous page's answer is older than a minute", async () => {
    sessionStorage.setItem(key(), JSON.stringify(entry(false, now() - 70)));
    const element = badge(`share="session" interval="0"`);
    await shows(element, "offline");
    await shows(element, "online");
  });

  it("a paused element keeps another tab's answer", async () => {
    const clock = stopTheClock();
    const element = badge("paused");
    await element.updateComplete;
    otherTab().post(entry(true, now() - 70));
    await shows(element, "online");
    clock.tick(3_600_000);
    const place = element.parentElement!;
    element.remove();
    await settle();
    place.append(element);
    await element.updateComplete;
    expect([element.status, element.stale]).to.deep.equal(["online", true]);
  });

  it("another tab's answer clears the error", async () => {
    await lhc.setFaults([{ status: 503, body: "" }]);
    const clock = stopTheClock();
    const element = badge();
    await shows(element, "unknown");
    clock.tick(1);
    const tab = otherTab();
    tab.post(entry(true));
    await shows(element, "online");
    expect(element.error).to.equal(null);
  });

  it("replies to another tab's question only if it has an answer", async () => {
    const element = badge();
    await shows(element, "online");
    const tab = otherTab();
    tab.post({ version: 1, question: `${question()}user/2` });
    tab.post({ version: 1, question: question() });
    await tab.receives(1);
    expect(tab.messages).to.deep.equal([entry(true, element.checkedAt!.getTime() / 1000)]);
  });

  it("share=session: the first page of a tab asks other tabs before LHC", async () => {
    const tab = otherTab(() => entry(false, now() - 10));
    const element = badge(`share="session"`);
    await shows(element, "offline");
    expect(tab.messages).to.deep.equal([{ version: 1, question: question() }]);
    await settle();
    expect(await asked()).to.equal(0);
  });

  it("share=session: a page opened hidden shows another tab's answer when it becomes visible", async () => {
    await setHidden(true);
    const tab = otherTab(() => entry(false, now() - 10));
    const element = badge(`share="session"`);
    await tab.receives(1);
    await setHidden(false);
    await shows(element, "offline");
    expect(await asked()).to.equal(0);
  });

  it("share=session: asks LHC if no other tab replies", async () => {
    otherTab();
    await shows(badge(`share="session"`), "online");
    expect(await asked()).to.equal(1);
  });

  it("share=session: the next page restores the previous page's answer", async () => {
    await shows(badge(`share="session"`), "online");
    const stored = JSON.parse(sessionStorage.getItem(key())!) as object;
    tidy();
    await lhc.clearRequests();
    // Use a question that this page has not asked yet, as on a new page.
    const other = `${question()}user/2`;
    sessionStorage.setItem(
      `lhc-status ${other}`,
      JSON.stringify({ ...stored, question: other, online: false }),
    );
    const element = badge(`user="2" share="session"`);
    await element.updateComplete;
    expect(element.status).to.equal("offline");
    await settle();
    expect(await asked()).to.equal(0);
  });

  it("share=session: shows an answer older than the interval and asks again", async () => {
    sessionStorage.setItem(key(), JSON.stringify(entry(false, now() - 70)));
    const element = badge(`share="session"`);
    await element.updateComplete;
    expect(element.status).to.equal("offline");
    await shows(element, "online");
  });

  it("share=session: ignores an invalid entry", async () => {
    for (const junk of [
      "",
      "null",
      "{",
      "[1]",
      JSON.stringify(entry(false, now() - 301)),
      JSON.stringify(entry(false, now() + 60)),
      JSON.stringify({ ...entry(false), version: 2 }),
      JSON.stringify({ ...entry(false), question: "another" }),
      JSON.stringify({ ...entry(false), online: "false" }),
    ]) {
      await lhc.close();
      Object.assign(lhc, await startLhc({ activeUsers: [1] }));
      sessionStorage.setItem(key(), junk);
      const element = badge(`share="session"`);
      await element.updateComplete;
      expect(element.status, junk).to.equal("checking");
      await shows(element, "online");
    }
  });

  it("share=tabs does not read a stored entry", async () => {
    sessionStorage.setItem(key(), JSON.stringify(entry(false)));
    const element = badge();
    await element.updateComplete;
    expect(element.status).to.equal("checking");
    await shows(element, "online");
  });

  it("the widest share of any element applies to its question", async () => {
    const place = mount(
      `<lhc-status base-url="${lhc.origin}" share="page"></lhc-status>
       <lhc-status base-url="${lhc.origin}" share="session"></lhc-status>`,
    );
    await shows(place, "online");
    expect(JSON.parse(sessionStorage.getItem(key())!)).to.include({ online: true });
  });

  const blocked = (): never => {
    throw new DOMException("Blocked", "SecurityError");
  };
  for (const [what, block] of [
    ["no BroadcastChannel", () => sinon.stub(globalThis, "BroadcastChannel").value(undefined)],
    ["a BroadcastChannel that throws", () => sinon.stub(globalThis, "BroadcastChannel").callsFake(blocked)],
    ["a sessionStorage that throws", () => sinon.stub(globalThis, "sessionStorage").get(blocked)],
    ["no sessionStorage", () => sinon.stub(globalThis, "sessionStorage").get(() => null)],
    ["a full sessionStorage", () => sinon.stub(Storage.prototype, "setItem").callsFake(blocked)],
  ] as const) {
    it(`asks LHC with ${what}`, async () => {
      block();
      const clock = stopTheClock();
      const element = badge(`share="session"`);
      await element.updateComplete;
      clock.tick(100);
      await shows(element, "online");
      await lhc.lay({});
      expect(await passUntilAsked(clock, 76)).to.equal(true);
      await shows(element, "offline");
    });
  }

  it("closes the channel when the last element that shares is removed", async () => {
    const close = sinon.spy(BroadcastChannel.prototype, "close");
    const element = badge();
    await shows(element, "online");
    element.remove();
    await settle();
    expect(close.callCount).to.equal(1);
    expect(frames()).to.equal(0);
  });

  it("reads an unknown share as tabs, with one warning", async () => {
    const warned = sinon.stub(console, "warn");
    const element = badge(`share="everybody"`);
    await shows(element, "online");
    expect(element.settings.share).to.equal("tabs");
    expect(warned.args.map(([message]) => message as string)).to.deep.equal([
      '<lhc-status>: share="everybody" is not valid, so "tabs" is used. Write one of: tabs, session, page.',
    ]);
  });
});
