import { expect } from "@open-wc/testing";
import { checkStatus } from "../../src/core.ts";
import "../../src/define.ts";
import { type Lhc, startLhc } from "./support/lhc.ts";
import { frames, mount, next, pageErrors, settle, shows, tidy } from "./support/page.ts";

/** What the page's own globals are: nothing of ours may be added. */
let globals: Set<string>;

describe("an answer that comes late, twice, or to nobody", () => {
  let lhc: Lhc;
  before(() => {
    globals = new Set(Object.getOwnPropertyNames(window));
  });
  beforeEach(async () => {
    lhc = await startLhc({ activeUsers: [2] });
  });
  afterEach(async () => {
    tidy();
    await lhc.close();
    expect(pageErrors()).to.deep.equal([]);
    expect(frames()).to.equal(0);
    expect(
      Object.getOwnPropertyNames(window).filter((name) => !globals.has(name) && !/^\d+$/.test(name)),
    ).to.deep.equal([]);
  });

  it("the old target's answer is never shown for the new one", async () => {
    await lhc.setFaults([{ path: "/restapi/isonlineuser/2", hang: "before" }]);
    const element = mount(`<lhc-status base-url="${lhc.origin}" user="2"></lhc-status>`);
    const seen: string[] = [];
    element.addEventListener("lhc-status-change", ({ detail }) =>
      seen.push(`${detail.user} ${detail.status}`),
    );
    await lhc.waitForRequests(1);
    await lhc.setFaults([]);
    element.user = 3;
    await shows(element, "offline");
    element.user = 2;
    await shows(element, "online");
    element.user = 3;
    await element.updateComplete;
    expect(element.status).to.equal("offline");
    expect(seen).to.deep.equal(["3 offline", "2 checking", "2 online", "3 offline"]);
  });

  it("a question that is given up takes its request, connection and frame along", async () => {
    await lhc.setFaults([{ hang: "before" }]);
    const given = Array.from({ length: 10 }, (_, i) => {
      const controller = new AbortController();
      const promise = checkStatus({ baseUrl: lhc.origin, user: i + 10 }, { signal: controller.signal });
      return { controller, promise };
    });
    await settle();
    expect(frames()).to.equal(10);
    const reason = new Error("enough");
    for (const { controller } of given) controller.abort(reason);
    const outcomes = await Promise.allSettled(given.map(({ promise }) => promise));
    expect(
      outcomes.map((outcome) => outcome.status === "rejected" && outcome.reason === reason),
    ).to.deep.equal(Array.from({ length: 10 }, () => true));
    expect(frames()).to.equal(0);
    await lhc.setFaults([]);
    expect((await checkStatus({ baseUrl: lhc.origin, user: 2 })).online).to.equal(true);
  });

  it("a signal that was aborted before sends nothing", async () => {
    const outcome = await checkStatus({ baseUrl: lhc.origin }, { signal: AbortSignal.abort("no") }).catch(
      (error: unknown) => error,
    );
    expect(outcome).to.equal("no");
    expect(await lhc.requests()).to.have.length(0);
  });

  it("a second call, a later call and a call of another page's name change nothing", async () => {
    const body =
      'lhcStatus({"isonline":true});lhcStatus({"isonline":false});' +
      'setTimeout(() => lhcStatus({"isonline":false}));foo({"isonline":false})';
    await lhc.setFaults([{ body }]);
    const element = mount(`<lhc-status base-url="${lhc.origin}"></lhc-status>`);
    await shows(element, "online");
    await settle();
    expect(element.status).to.equal("online");
    expect(element.error).to.equal(null);
  });

  it("a call after the frame is gone reaches nobody", async () => {
    // What a hostile script can do: keep its own function alive in the page.
    const body = "parent.kept=()=>lhcStatus({isonline:false});lhcStatus({isonline:true})";
    await lhc.setFaults([{ body }]);
    const element = mount(`<lhc-status base-url="${lhc.origin}"></lhc-status>`);
    await shows(element, "online");
    const page = window as { kept?: () => void };
    try {
      page.kept!();
    } catch {
      // Where the frame's functions die with it, that is as good
    }
    delete page.kept;
    await settle();
    expect(element.status).to.equal("online");
  });

  it("a removed element hears nothing more", async () => {
    await lhc.setFaults([{ hang: "before" }]);
    const element = mount(`<lhc-status base-url="${lhc.origin}"></lhc-status>`);
    let events = 0;
    element.addEventListener("lhc-status-change", () => events++);
    await lhc.waitForRequests(1);
    const refreshed = element.refresh();
    await settle();
    element.remove();
    expect(await refreshed).to.equal("checking");
    expect(frames()).to.equal(0);
    expect(events).to.equal(0);
  });

  it("an answer is in time until the timeout, and no frame stays after it", async () => {
    await lhc.setFaults([{ hang: "body" }]);
    const element = mount(`<lhc-status base-url="${lhc.origin}" timeout="0.2"></lhc-status>`);
    const { detail } = await next(element, "lhc-status-error");
    expect(detail.error!.code).to.equal("timeout");
    expect(element.status).to.equal("unknown");
  });
});
