import { expect } from "@open-wc/testing";
import { checkStatus } from "../../src/core.ts";
import "../../src/define.ts";
import { lhcForEach } from "./support/lhc.ts";
import { frames, mount, next, settle, shows } from "./support/page.ts";

/** The page's globals. lhc-status must not add any. */
let globals: Set<string>;

describe("late, repeated and aborted answers", () => {
  const lhc = lhcForEach({ activeUsers: [2] });
  before(() => {
    globals = new Set(Object.getOwnPropertyNames(window));
  });
  afterEach(() => {
    expect(frames()).to.equal(0);
    expect(
      Object.getOwnPropertyNames(window).filter((name) => !globals.has(name) && !/^\d+$/.test(name)),
    ).to.deep.equal([]);
  });

  it("never shows the old target's answer for the new target", async () => {
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

  it("aborting a question closes its request, connection and frame", async () => {
    await lhc.setFaults([{ hang: "before" }]);
    const questions = Array.from({ length: 10 }, (_, i) => {
      const controller = new AbortController();
      const promise = checkStatus({ baseUrl: lhc.origin, user: i + 10 }, { signal: controller.signal });
      return { controller, promise };
    });
    await settle();
    expect(frames()).to.equal(1);
    const reason = new Error("aborted");
    for (const { controller } of questions) controller.abort(reason);
    const outcomes = await Promise.allSettled(questions.map(({ promise }) => promise));
    expect(
      outcomes.map((outcome) => outcome.status === "rejected" && outcome.reason === reason),
    ).to.deep.equal(Array.from({ length: 10 }, () => true));
    expect(frames()).to.equal(0);
    await lhc.setFaults([]);
    expect((await checkStatus({ baseUrl: lhc.origin, user: 2 })).online).to.equal(true);
  });

  it("an already aborted signal sends nothing", async () => {
    const outcome = await checkStatus({ baseUrl: lhc.origin }, { signal: AbortSignal.abort("no") }).catch(
      (error: unknown) => error,
    );
    expect(outcome).to.equal("no");
    expect(await lhc.requests()).to.have.length(0);
  });

  it("ignores a second call, a later call, and a call of another function", async () => {
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

  it("ignores a call after the frame was removed", async () => {
    // A hostile script can keep a reference to its function in the page.
    const body = "parent.kept=()=>lhcStatus({isonline:false});lhcStatus({isonline:true})";
    await lhc.setFaults([{ body }]);
    const element = mount(`<lhc-status base-url="${lhc.origin}"></lhc-status>`);
    await shows(element, "online");
    const page = window as { kept?: () => void };
    try {
      page.kept!();
    } catch {
      // Some browsers throw, because the frame's functions no longer work.
    }
    delete page.kept;
    await settle();
    expect(element.status).to.equal("online");
  });

  it("a removed element dispatches no events", async () => {
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

  it("fails at the timeout and removes the frame", async () => {
    await lhc.setFaults([{ hang: "body" }]);
    const element = mount(`<lhc-status base-url="${lhc.origin}" timeout="0.2"></lhc-status>`);
    const { detail } = await next(element, "lhc-status-error");
    expect(detail.error!.code).to.equal("timeout");
    expect(element.status).to.equal("unknown");
  });
});
