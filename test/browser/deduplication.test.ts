import { expect } from "@open-wc/testing";
import { checkStatus, type StatusWatch, watchStatus } from "../../src/core.ts";
import "../../src/define.ts";
import { lhcForEach } from "./support/lhc.ts";
import { frames, mount, pageErrors, passUntilAsked, settle, shows, stopTheClock } from "./support/page.ts";

describe("deduplication", () => {
  const lhc = lhcForEach({ activeUsers: [1, 2, 3] });

  it("1,000 elements of one target send one question", async () => {
    const place = mount(`<lhc-status base-url="${lhc.origin}/"></lhc-status>`.repeat(1000)).parentElement!;
    const elements = [...place.querySelectorAll("lhc-status")];
    await Promise.all(elements.map((element) => shows(element, "online")));
    expect(elements).to.have.length(1000);
    expect(await lhc.requests()).to.have.length(1);
  });

  it("equal targets in different spellings send one question", async () => {
    const place = mount(
      [
        `<lhc-status base-url="${lhc.origin}" department="1"></lhc-status>`,
        `<lhc-status base-url=" ${lhc.origin}/ " department=" 1 "></lhc-status>`,
        `<lhc-status base-url="${lhc.origin}/#chat" department="1" department-match="explicit"></lhc-status>`,
      ].join(""),
    ).parentElement!;
    const watch = watchStatus({ baseUrl: new URL(lhc.origin), department: 1 }, () => {});
    await Promise.all([...place.querySelectorAll("lhc-status")].map((element) => shows(element, "online")));
    expect(watch.status).to.equal("online");
    watch.stop();
    expect((await lhc.requests()).map(({ target }) => target.replace(/_=.*/, ""))).to.deep.equal([
      "/restapi/isonlinedepartment/1?callback=lhcStatus&",
    ]);
  });

  it("different targets and transports send separate questions", async () => {
    const place = mount(
      [
        `<lhc-status base-url="${lhc.origin}"></lhc-status>`,
        `<lhc-status base-url="${lhc.origin}" transport="fetch"></lhc-status>`,
        `<lhc-status base-url="${lhc.origin}" user="4"></lhc-status>`,
        `<lhc-status base-url="${lhc.origin}" department="2" exclude-bot></lhc-status>`,
        `<lhc-status base-url="${lhc.origin}" department="2"></lhc-status>`,
      ].join(""),
    ).parentElement!;
    const elements = [...place.querySelectorAll("lhc-status")];
    await Promise.all(elements.map((element) => shows(element, "online", "offline")));
    expect(elements.map(({ status }) => status)).to.deep.equal([
      "online",
      "online",
      "offline",
      "online",
      "online",
    ]);
    expect(new Set((await lhc.requests()).map(({ target }) => target)).size).to.equal(5);
  });

  it("an element added later shows the answer at once and asks nothing", async () => {
    await shows(mount(`<lhc-status base-url="${lhc.origin}"></lhc-status>`), "online");
    const later = mount(`<lhc-status base-url="${lhc.origin}"></lhc-status>`);
    await later.updateComplete;
    expect(later.status).to.equal("online");
    await settle();
    expect(await lhc.requests()).to.have.length(1);
  });

  it("polls at the shortest interval of all elements, until that element is removed", async () => {
    const clock = stopTheClock();
    const slow = mount(`<lhc-status base-url="${lhc.origin}" interval="600"></lhc-status>`);
    const quick = mount(`<lhc-status base-url="${lhc.origin}" interval="30"></lhc-status>`);
    await Promise.all([shows(slow, "online"), shows(quick, "online")]);
    expect(await passUntilAsked(clock, 21)).to.equal(false);
    expect(await passUntilAsked(clock, 18)).to.equal(true);
    await quick.refresh();
    quick.remove();
    await settle();
    expect(await passUntilAsked(clock, 535)).to.equal(false);
    expect(await passUntilAsked(clock, 126)).to.equal(true);
    await slow.refresh();
    expect(await lhc.requests()).to.have.length(3);
  });

  it("50 attribute changes in a row leave at most one question in flight and one frame", async () => {
    await lhc.setFaults([{ hang: "before" }]);
    const element = mount(`<lhc-status base-url="${lhc.origin}" timeout="600"></lhc-status>`);
    let most = 0;
    for (let i = 1; i <= 50; i++) {
      element.setAttribute("department", String(i));
      // Every other change gets time to send its question.
      if (i % 2) await element.updateComplete;
      await settle();
      most = Math.max(most, frames());
    }
    expect(most).to.equal(1);
    expect(frames()).to.equal(1);
    // Aborted connections may still be arriving.
    while ((await lhc.openConnections()) !== 1) await settle();
    element.remove();
    await settle();
    expect(frames()).to.equal(0);
  });

  it("200 attribute changes in one task send one question", async () => {
    const element = mount(`<lhc-status base-url="${lhc.origin}"></lhc-status>`);
    for (let i = 200; i >= 1; i--) element.setAttribute("department", String(i));
    await shows(element, "online");
    expect((await lhc.requests()).map(({ target }) => target.split("?")[0])).to.deep.equal([
      "/restapi/isonlinedepartment/1",
    ]);
  });

  it("a changed interval or label sends no question", async () => {
    const element = mount(`<lhc-status base-url="${lhc.origin}" interval="60"></lhc-status>`);
    await shows(element, "online");
    for (const [name, value] of Object.entries({
      interval: "300",
      timeout: "4",
      "label-online": "Hi",
      paused: "",
    })) {
      element.setAttribute(name, value);
      await element.updateComplete;
      expect(element.status).to.equal("online");
    }
    element.paused = false;
    await element.updateComplete;
    await settle();
    expect(await lhc.requests()).to.have.length(1);
  });

  it("refresh joins a question in flight and reuses an answer younger than 5 s", async () => {
    const clock = stopTheClock();
    const element = mount(`<lhc-status base-url="${lhc.origin}"></lhc-status>`);
    const other = mount(`<lhc-status base-url="${lhc.origin}"></lhc-status>`);
    const results = await Promise.all([element.refresh(), element.refresh(), other.refresh()]);
    expect(results).to.deep.equal(["online", "online", "online"]);
    clock.tick(4_900);
    await element.refresh();
    expect(await lhc.requests()).to.have.length(1);
    clock.tick(200);
    await element.refresh();
    expect(await lhc.requests()).to.have.length(2);
  });

  it("refresh asks for a target set in the same task", async () => {
    const element = mount(`<lhc-status base-url="${lhc.origin}" user="2"></lhc-status>`);
    await shows(element, "online");
    element.user = 4;
    expect(await element.refresh()).to.equal("offline");
  });

  it("all requests of a time slot have the same URL", async () => {
    stopTheClock(Date.UTC(2030, 0, 1, 0, 0, 29));
    const target = { baseUrl: lhc.origin };
    await checkStatus(target);
    await checkStatus(target);
    const slot = Date.UTC(2030, 0, 1) / 30_000;
    expect((await lhc.requests()).map((request) => request.target)).to.deep.equal([
      `/restapi/isonline?callback=lhcStatus&_=${slot}`,
      `/restapi/isonline?callback=lhcStatus&_=${slot}`,
    ]);
  });

  it("a listener that throws does not stop the others", async () => {
    const caught = new Promise<string>((resolve) => {
      const original = window.onerror;
      window.onerror = (message) => {
        window.onerror = original;
        resolve(String(message));
        return true;
      };
    });
    const watches: StatusWatch[] = [];
    const changed = new Promise<StatusWatch>((resolve) => {
      watches.push(
        watchStatus({ baseUrl: lhc.origin }, () => {
          throw new Error("thrown on purpose");
        }),
        watchStatus({ baseUrl: lhc.origin }, resolve),
      );
    });
    expect((await changed).status).to.equal("online");
    expect(await caught).to.contain("thrown on purpose");
    expect(pageErrors()).to.have.length(1);
    for (const watch of watches) watch.stop();
  });

  it("a stopped watch calls no listener, and its refresh still resolves", async () => {
    let calls = 0;
    const watch = watchStatus({ baseUrl: lhc.origin }, () => calls++);
    const refreshed = watch.refresh();
    watch.stop();
    expect(await refreshed).to.equal("checking");
    expect(await watch.refresh()).to.equal("checking");
    await settle();
    expect(calls).to.equal(0);
    expect(frames()).to.equal(0);
  });
});
