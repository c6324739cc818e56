import { expect } from "@open-wc/testing";
import type { SinonFakeTimers } from "sinon";
import "../../src/define.ts";
import type { Fault } from "../../demo/lhc-server/index.ts";
import { lhcForEach } from "./support/lhc.ts";
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

const broken: Fault = { status: 500, body: "" };
const nosniff: Fault = { headers: [["X-Content-Type-Options", "nosniff"]] };

describe("a status comes only from a recent answer of this server", () => {
  const lhc = lhcForEach({ activeUsers: [1, 2, 3] });
  afterEach(() => setHidden(false));

  describe("LHC's own widget on the page is ignored", () => {
    const page = window as { LHC_API?: object; $_LHC?: object };
    afterEach(() => {
      delete page.LHC_API;
      delete page.$_LHC;
    });

    for (const value of [true, false]) {
      it(`its onlineStatus ${value} does not replace a question`, async () => {
        page.LHC_API = { args: { lhc_base_url: `${lhc.origin}/` } };
        page.$_LHC = { attributes: { onlineStatus: { value } } };
        await lhc.setFaults([broken]);
        const element = mount(`<lhc-status base-url="${lhc.origin}/"></lhc-status>`);
        await shows(element, "unknown");
        await lhc.setFaults([]);
        expect(await element.refresh()).to.equal("online");
      });
    }
  });

  it("interval=0 retries a question that failed when the page became visible", async () => {
    const clock = stopTheClock();
    const element = mount(`<lhc-status base-url="${lhc.origin}" interval="0"></lhc-status>`);
    await shows(element, "online");
    await setHidden(true);
    clock.tick(400_000);
    await lhc.setFaults([broken]);
    await setHidden(false);
    clock.tick(3_001);
    await shows(element, "unknown");
    await lhc.setFaults([]);
    expect(await passUntilAsked(clock, 121)).to.equal(true);
    await shows(element, "online");
  });

  it("interval=0 asks if the answer of a paused element has expired", async () => {
    const clock = stopTheClock();
    const first = mount(`<lhc-status base-url="${lhc.origin}"></lhc-status>`);
    await shows(first, "online");
    first.paused = true;
    await first.updateComplete;
    clock.tick(400_000);
    await lhc.lay({});
    const second = mount(`<lhc-status base-url="${lhc.origin}" interval="0"></lhc-status>`);
    await shows(second, "offline");
    expect(first.status).to.equal("offline");
  });

  describe("a fetch probe is shared by all elements of a server", () => {
    const isProbe = ({ target }: { target: string }) => !target.includes("callback=");
    const badges = (...users: number[]) => {
      const markup = users.map((user) => `<lhc-status base-url="${lhc.origin}" user="${user}"></lhc-status>`);
      return [...mount(markup.join("")).parentElement!.querySelectorAll("lhc-status")];
    };
    const untilProbed = async () => {
      while (!(await lhc.requests()).some(isProbe)) await settle();
    };

    /** Only the scripts come before the probe. */
    const afterScripts = (count: number, fault: Fault) =>
      lhc.setFaults([{ ...nosniff, times: count }, fault]);

    it("continues for a waiting element when the element that started it is removed", async () => {
      await afterScripts(2, { delay: 0.3 });
      const [first, second] = badges(1, 2);
      await untilProbed();
      first!.remove();
      await shows(second!, "online", "unknown");
      expect([second!.status, second!.error]).to.deep.equal(["online", null]);
    });

    it("continues for an element added meanwhile", async () => {
      await afterScripts(1, { delay: 0.3 });
      const [first] = badges(1);
      await untilProbed();
      const [second] = badges(2);
      await second!.updateComplete;
      first!.remove();
      await shows(second!, "online");
      expect((await lhc.requests()).filter((request) => !isProbe(request))).to.have.length(1);
    });

    it("is aborted when no element waits for it, and starts again for the next one", async () => {
      await afterScripts(2, { hang: "before" });
      const all = badges(1, 2);
      await untilProbed();
      for (const element of all) element.remove();
      while ((await lhc.openConnections()) > 0) await settle();
      await lhc.setFaults([nosniff]);
      const [later] = badges(3);
      await shows(later!, "online");
    });
  });

  describe("if navigator.onLine is false although the network works", () => {
    beforeEach(async () => {
      // An earlier test may have overruled the hint. A question while it is true resets that.
      await shows(mount(`<lhc-status base-url="${lhc.origin}" user="1"></lhc-status>`), "online");
      tidy();
      await lhc.clearRequests();
      Object.defineProperty(navigator, "onLine", { configurable: true, value: false });
    });
    afterEach(() => Reflect.deleteProperty(navigator, "onLine"));

    it("the first question is sent after the back-off of a failure, and its answer overrules the hint", async () => {
      const clock = stopTheClock();
      const element = mount(`<lhc-status base-url="${lhc.origin}"></lhc-status>`);
      await shows(element, "unknown");
      expect(element.error?.message).to.contain("offline");
      expect(await passUntilAsked(clock, 121)).to.equal(true);
      await shows(element, "online");
      expect(element.error).to.equal(null);
      expect(await passUntilAsked(clock, 76)).to.equal(true);
    });

    it("an answer to refresh() clears the error and stays", async () => {
      const clock = stopTheClock();
      const element = mount(`<lhc-status base-url="${lhc.origin}"></lhc-status>`);
      await shows(element, "unknown");
      expect(await element.refresh()).to.equal("online");
      expect(element.error).to.equal(null);
      for (let i = 0; i < 8; i++) {
        expect(await passUntilAsked(clock, 76)).to.equal(true);
        while (frames()) await settle();
      }
      expect([element.status, element.stale, element.error]).to.deep.equal(["online", false, null]);
    });

    it("an answer to one question overrules it for all others, including removed and new ones", async () => {
      const clock = stopTheClock();
      const one = mount(`<lhc-status base-url="${lhc.origin}" user="2"></lhc-status>`);
      const other = mount(`<lhc-status base-url="${lhc.origin}"></lhc-status>`);
      await shows(one, "unknown");
      await one.refresh();
      clock.tick(3_001);
      await shows(other, "online");
      one.remove();
      other.remove();
      await settle();
      const later = mount(`<lhc-status base-url="${lhc.origin}"></lhc-status>`);
      await later.updateComplete;
      expect([later.status, later.error]).to.deep.equal(["online", null]);
    });

    it("a bad response has its own error code", async () => {
      await lhc.setFaults([{ body: "1", contentType: "text/javascript" }]);
      const element = mount(`<lhc-status base-url="${lhc.origin}"></lhc-status>`);
      await shows(element, "unknown");
      await element.refresh();
      expect(element.error?.code).to.equal("no-callback");
    });
  });

  describe("a page that becomes visible", () => {
    const failThrice = async (clock: SinonFakeTimers) => {
      await lhc.setFaults([broken]);
      const element = mount(`<lhc-status base-url="${lhc.origin}"></lhc-status>`);
      for (let i = 0; i < 3; i++) {
        await element.refresh();
        clock.tick(1);
      }
      await setHidden(true);
      await lhc.clearRequests();
      return element;
    };

    it("retries at once after 30 s, regardless of the back-off", async () => {
      const clock = stopTheClock();
      const element = mount(`<lhc-status base-url="${lhc.origin}"></lhc-status>`);
      await shows(element, "online");
      await setHidden(true);
      await lhc.setFaults([broken]);
      clock.tick(301_000);
      for (let i = 0; i < 6; i++) await element.refresh();
      await shows(element, "unknown");
      clock.tick(31_000);
      await lhc.setFaults([]);
      await setHidden(false);
      clock.tick(3_001);
      await shows(element, "online");
    });

    it("retries a server that has never answered at once, but only once in five minutes", async () => {
      const clock = stopTheClock();
      const element = await failThrice(clock);
      for (let i = 0; i < 9; i++) {
        clock.tick(31_000);
        await setHidden(false);
        clock.tick(3_001);
        while (frames()) await settle();
        await setHidden(true);
      }
      // One by script, because the fetch probe was already sent.
      expect(await lhc.requests()).to.have.length(1);
      await lhc.setFaults([]);
      clock.tick(31_000);
      await setHidden(false);
      clock.tick(3_001);
      await shows(element, "online");
    });

    it("does not retry a server that has never answered within 30 s", async () => {
      const clock = stopTheClock();
      await failThrice(clock);
      clock.tick(25_000);
      await setHidden(false);
      clock.tick(3_001);
      await settle();
      expect(await lhc.requests()).to.have.length(0);
    });
  });

  it("the first answer of a server retries its other failed questions", async () => {
    const clock = stopTheClock();
    await lhc.setFaults([broken]);
    const [first, second] = [1, 2].map((user) =>
      mount(`<lhc-status base-url="${lhc.origin}" user="${user}"></lhc-status>`),
    );
    await Promise.all([shows(first!, "unknown"), shows(second!, "unknown")]);
    for (let i = 0; i < 3; i++) await first!.refresh();
    await lhc.setFaults([]);
    await first!.refresh();
    clock.tick(3_001);
    await shows(second!, "online");
  });

  describe("a clock that jumps in a visible page without an event", () => {
    for (const [hours, interval] of [
      [8, 60],
      [8, 0],
      [8, 3600],
      [0.2, 60],
    ] as const) {
      it(`by ${hours} h, with interval=${interval}: marks the status as stale or checking within 15 s`, async () => {
        const clock = stopTheClock();
        const element = mount(`<lhc-status base-url="${lhc.origin}" interval="${interval}"></lhc-status>`);
        await shows(element, "online");
        await lhc.setFaults([{ hang: "before" }]);
        clock.tick(1_000);
        clock.setSystemTime(Date.now() + hours * 3_600_000);
        clock.tick(15_000);
        await element.updateComplete;
        expect(element.status === "checking" || element.stale).to.equal(true);
      });
    }
  });

  it("page scripts cannot reach the frame of a question", async () => {
    await lhc.setFaults([{ hang: "before" }]);
    const element = mount(`<lhc-status base-url="${lhc.origin}"></lhc-status>`);
    await lhc.waitForRequests(1);
    expect([frames(), document.querySelectorAll("iframe").length, window.length]).to.deep.equal([1, 0, 0]);
    for (const frame of document.querySelectorAll("iframe")) frame.src = "about:blank#reloaded";
    await lhc.setFaults([]);
    element.remove();
    await settle();
    expect(frames()).to.equal(0);
  });
});
