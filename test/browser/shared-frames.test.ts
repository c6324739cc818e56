import { expect } from "@open-wc/testing";
import { checkStatus, LhcStatusError } from "../../src/core.ts";
import "../../src/define.ts";
import { lhcForEach, startLhc } from "./support/lhc.ts";
import { frames, mount, pageErrors, settle, shows } from "./support/page.ts";

const ONLINE = [1, 2, 3];
const isOnline = (user: number): boolean => ONLINE.includes(user);
const codeOf = (error: unknown): unknown => (error as LhcStatusError).code;

describe("questions of one task", () => {
  const lhc = lhcForEach({ activeUsers: ONLINE });
  afterEach(() => {
    expect(frames()).to.equal(0);
  });
  const ask = (user: number, timeout = 8, signal?: AbortSignal): Promise<boolean> =>
    checkStatus({ baseUrl: lhc.origin, user }, { timeout, signal }).then(({ online }) => online);
  const USERS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

  it("share one frame, and each gets its own answer", async () => {
    await lhc.setFaults([{ path: "/restapi/isonlineuser/1", delay: 0.2 }]);
    const answers = Promise.all(USERS.map((user) => ask(user)));
    await settle();
    expect(frames()).to.equal(1);
    expect(await answers).to.deep.equal(USERS.map((user) => isOnline(user)));
    expect(await lhc.requests()).to.have.length(10);
  });

  it("of thirty badges share one frame", async () => {
    await lhc.setFaults([{ hang: "before" }]);
    const place = mount(
      Array.from(
        { length: 30 },
        (_, i) => `<lhc-status base-url="${lhc.origin}" user="${i + 1}"></lhc-status>`,
      ).join(""),
    ).parentElement!;
    await lhc.waitForRequests(6);
    expect(frames()).to.equal(1);
    place.remove();
  });

  it("do not share a frame with questions of another server or another timeout", async () => {
    const other = await startLhc();
    await lhc.setFaults([{ hang: "before" }]);
    await other.setFaults([{ hang: "before" }]);
    const controller = new AbortController();
    const { signal } = controller;
    const questions = [
      ask(1, 8, signal),
      ask(2, 8, signal),
      ask(3, 7, signal),
      checkStatus({ baseUrl: other.origin }, { signal }),
    ];
    await settle();
    expect(frames()).to.equal(3);
    controller.abort("end");
    expect((await Promise.allSettled(questions)).map(({ status }) => status)).to.deep.equal(
      questions.map(() => "rejected"),
    );
    await other.close();
  });

  it("are not joined by a later question, so that each connection closes at its own timeout", async () => {
    await lhc.setFaults([{ hang: "before" }]);
    const first = ask(1, 0.3).catch(codeOf);
    await lhc.waitForRequests(1);
    const second = ask(2, 0.3).catch(codeOf);
    await settle();
    expect(frames()).to.equal(2);
    expect(await first).to.equal("timeout");
    expect(await second).to.equal("timeout");
  });

  it("do not wait for one that hangs", async () => {
    await lhc.setFaults([{ path: "/restapi/isonlineuser/1", hang: "body" }]);
    const [hanging, answered] = [ask(1, 0.5).catch(codeOf), ask(3, 0.5)];
    expect(await answered).to.equal(true);
    expect(frames()).to.equal(1);
    expect(await hanging).to.equal("timeout");
    await settle();
    expect(await lhc.openConnections()).to.be.lessThan(2);
  });

  it("go on when one of them is aborted", async () => {
    await lhc.setFaults([{ path: "/restapi/isonlineuser/1", hang: "before" }]);
    const controller = new AbortController();
    const aborted = ask(1, 8, controller.signal).catch((error: unknown) => error);
    const others = Promise.all([ask(3), ask(4)]);
    controller.abort("no longer wanted");
    expect(await aborted).to.equal("no longer wanted");
    expect(await others).to.deep.equal([true, false]);
  });

  it("fail one by one", async () => {
    await lhc.setFaults([
      { path: "/restapi/isonlineuser/4", body: "// no call" },
      { path: "/restapi/isonlineuser/5", body: "lhcStatus(null)" },
      { path: "/restapi/isonlineuser/6", body: "throw new Error('broken')" },
    ]);
    expect(await Promise.all([1, 4, 2, 5, 3, 6].map((user) => ask(user).catch(codeOf)))).to.deep.equal([
      true,
      "no-callback",
      true,
      "bad-answer",
      true,
      "no-callback",
    ]);
  });

  it("ignore calls that are late, second, or from a microtask of an answered script", async () => {
    const no = "lhcStatus({isonline:false})";
    await lhc.setFaults([
      {
        path: "/restapi/isonlineuser/1",
        body: `setTimeout(()=>${no});lhcStatus({isonline:true});${no};lhcStatus(null);Promise.resolve().then(()=>${no})`,
      },
      { path: "/restapi/isonlineuser/3", delay: 0.1 },
    ]);
    expect(await Promise.all([ask(1), ask(2), ask(3)])).to.deep.equal([true, true, true]);
    expect(pageErrors()).to.deep.equal([]);
  });

  it("of elements show each its own status", async () => {
    const place = mount(
      USERS.map((user) => `<lhc-status base-url="${lhc.origin}" user="${user}"></lhc-status>`).join(""),
    ).parentElement!;
    const badges = [...place.querySelectorAll("lhc-status")];
    await Promise.all(badges.map((badge) => shows(badge, "online", "offline")));
    expect(badges.map(({ status }) => status)).to.deep.equal(
      USERS.map((user) => (isOnline(user) ? "online" : "offline")),
    );
  });
});
