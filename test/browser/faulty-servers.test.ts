import { expect } from "@open-wc/testing";
import sinon from "sinon";
import "../../src/define.ts";
import type { Fault } from "../../demo/lhc-server/index.ts";
import { lhcForEach } from "./support/lhc.ts";
import {
  engine,
  frames,
  mount,
  pageErrors,
  passUntilAsked,
  settle,
  shows,
  stopTheClock,
} from "./support/page.ts";

const json = "application/json";
const call = (argument: string) => ({ body: `{callback}(${argument})`, contentType: json });

/** The outcome in this engine. */
const perEngine = (chromium: string, firefox: string, webkit = firefox): string =>
  ({ chromium, firefox, webkit })[engine];

/** WebKit fires load, not error, for a script that it cannot read. */
const unreadable = perEngine("network", "network", "no-callback");

/** Server faults and the expected outcome by script (which may fall back to fetch) and by fetch. */
const table: [name: string, fault: Fault, byScript: string, byFetch: string][] = [
  ["HTTP 500", { status: 500, body: "" }, "network", "http"],
  ["HTTP 404 with a page", { status: 404, body: "<h1>?", contentType: "text/html" }, "network", "http"],
  ["HTTP 500 with an answer", { status: 500 }, "network", "http"],
  [
    "LHC's maintenance page",
    { maintenance: true, headers: [["Access-Control-Allow-Origin", "*"]] },
    "network",
    "http",
  ],
  ["a redirect to the chat page", { path: "/restapi", redirect: "/chat/start" }, unreadable, "network"],
  [
    "a page instead of an answer",
    { body: "<!doctype html><p>Hi", contentType: "text/html" },
    unreadable,
    "bad-answer",
  ],
  ["no content", { status: 204, body: "" }, "no-callback", "bad-answer"],
  ["an empty answer", { body: "", contentType: json }, "no-callback", "bad-answer"],
  [
    "a syntax error",
    { body: "lhcStatus({", contentType: json },
    perEngine("no-callback", "network", "no-callback"),
    "bad-answer",
  ],
  [
    "a script that throws",
    { body: "throw new Error('theirs')", contentType: "text/javascript" },
    "no-callback",
    "bad-answer",
  ],
  ["another callback", { body: 'foo({"isonline":true})', contentType: json }, "no-callback", "bad-answer"],
  ["JSON without the callback", { body: '{"isonline":true}', contentType: json }, "online", "online"],
  ["no value", call(""), "bad-answer", "bad-answer"],
  ["null", call("null"), "bad-answer", "bad-answer"],
  ["a string", call('"true"'), "bad-answer", "bad-answer"],
  ["a string instead of a boolean", call('{"isonline":"true"}'), "bad-answer", "bad-answer"],
  ["a number instead of a boolean", call('{"isonline":1}'), "bad-answer", "bad-answer"],
  ["another key", call('{"online":true}'), "bad-answer", "bad-answer"],
  ["an inherited boolean", call("Object.create({isonline:true})"), "bad-answer", "bad-answer"],
  ["a promise-like answer", call("{then(done){done({isonline:true})}}"), "bad-answer", "bad-answer"],
  ["nosniff", { headers: [["X-Content-Type-Options", "nosniff"]] }, "online", "online"],
  ["no CORS header", { without: ["Access-Control-Allow-Origin"] }, "online", "network"],
  ["a doubled CORS header", { doubled: ["Access-Control-Allow-Origin"] }, "online", "network"],
  ["CORP same-origin", { headers: [["Cross-Origin-Resource-Policy", "same-origin"]] }, "online", "online"],
  ["a connection reset", { reset: true }, "network", "network"],
  // Chromium and Firefox accept an incomplete head.
  [
    "a connection closed within the head",
    { cut: "head" },
    perEngine("no-callback", "no-callback", "network"),
    perEngine("bad-answer", "bad-answer", "network"),
  ],
  // WebKit uses a body that it cannot decompress as it is.
  [
    "a wrong Content-Encoding",
    { encoding: "gzip-broken" },
    perEngine("network", "network", "online"),
    perEngine("network", "network", "online"),
  ],
  ["a slow answer", { delay: 0.05 }, "online", "online"],
  ["no answer", { hang: "before" }, "timeout", "timeout"],
  ["half of an answer", { hang: "body" }, "timeout", "timeout"],
];

describe("a server fault", () => {
  const lhc = lhcForEach({ activeUsers: [1, 2, 3] });

  for (const transport of ["jsonp", "fetch"] as const) {
    for (const [name, fault, byScript, byFetch] of table) {
      const expected = transport === "jsonp" ? byScript : byFetch;
      it(`${transport}, ${name}: ${expected}`, async () => {
        await lhc.setFaults([fault]);
        const clock = expected === "timeout" ? stopTheClock() : undefined;
        const element = mount(
          `<lhc-status base-url="${lhc.origin}" transport="${transport}" timeout="8"></lhc-status>`,
        );
        if (clock) {
          await lhc.waitForRequests(1);
          clock.tick(8000);
        }
        await shows(element, "online", "offline", "unknown");
        expect(element.error?.code ?? element.status).to.equal(expected);
        expect(element.status).to.equal(expected === "online" ? "online" : "unknown");
        // The message names the server and links to the docs.
        if (element.error) {
          expect(element.error.message).to.contain(lhc.origin);
          expect(String(element.error)).to.match(new RegExp(`docs/errors.md#${expected}$`));
        }
        if (expected === "http") expect(element.error?.httpStatus).to.be.greaterThan(399);
        const asked = (await lhc.requests()).filter(({ target }) => target.startsWith("/restapi/"));
        // Firefox itself retries after a reset.
        const again = engine === "firefox" && fault.reset ? 10 : 1;
        expect(asked.length).to.be.within(1, (transport === "jsonp" ? 2 : 1) * again);

        expect(frames()).to.equal(0);
        element.remove();
        await settle();
        expect(pageErrors()).to.deep.equal([]);
        while ((await lhc.openConnections()) > 0) await settle();
      });
    }
  }

  it("shows the answer as soon as the server recovers", async () => {
    await lhc.setFaults([{ status: 503, body: "" }]);
    const element = mount(`<lhc-status base-url="${lhc.origin}"></lhc-status>`);
    await shows(element, "unknown");
    await lhc.setFaults([]);
    expect(await element.refresh()).to.equal("online");
    expect(element.error).to.equal(null);
  });

  it("keeps the last answer for five minutes after a failure", async () => {
    const clock = stopTheClock();
    const element = mount(`<lhc-status base-url="${lhc.origin}"></lhc-status>`);
    await shows(element, "online");
    await lhc.setFaults([{ status: 500, body: "" }]);
    await passUntilAsked(clock, 76);
    await element.refresh();
    expect([element.status, element.stale, element.error?.code]).to.deep.equal(["online", false, "network"]);
    while (element.checkedAt!.getTime() > Date.now() - 121_000) clock.tick(1000);
    await element.updateComplete;
    expect([element.status, element.stale]).to.deep.equal(["online", true]);
    while (element.checkedAt!.getTime() > Date.now() - 301_000) clock.tick(1000);
    await element.updateComplete;
    expect([element.status, element.stale]).to.deep.equal(["unknown", false]);
  });

  it("dispatches lhc-status-error only when the error code changes", async () => {
    const clock = stopTheClock();
    await lhc.setFaults([{ status: 500, body: "" }]);
    const element = mount(`<lhc-status base-url="${lhc.origin}"></lhc-status>`);
    const codes: string[] = [];
    element.addEventListener("lhc-status-error", ({ detail }) => codes.push(detail.error?.code ?? "none"));
    await shows(element, "unknown");
    clock.tick(6_000);
    await element.refresh();
    await lhc.setFaults([{ body: "1", contentType: "text/javascript" }]);
    clock.tick(6_000);
    await element.refresh();
    await lhc.setFaults([]);
    await element.refresh();
    expect(codes).to.deep.equal(["network", "no-callback", "none"]);
  });
});

describe("a page without the DOM features that a script question needs", () => {
  const lhc = lhcForEach({ activeUsers: [1, 2, 3] });

  for (const name of ["append", "attachShadow"] as const) {
    it(`asks by fetch if ${name}() throws, without an uncaught exception`, async () => {
      const element = mount(`<lhc-status base-url="${lhc.origin}" paused></lhc-status>`);
      await element.updateComplete;
      const broken = sinon.stub(Element.prototype, name).throws(new Error("theirs"));
      expect(await element.refresh()).to.equal("online");
      broken.restore();
      expect(pageErrors()).to.deep.equal([]);
      expect(frames()).to.equal(0);
    });
  }

  it("asks at once with loading=lazy if there is no IntersectionObserver", async () => {
    const original = globalThis.IntersectionObserver;
    Reflect.deleteProperty(globalThis, "IntersectionObserver");
    try {
      const element = mount(`<lhc-status base-url="${lhc.origin}" loading="lazy"></lhc-status>`);
      await shows(element, "online");
    } finally {
      globalThis.IntersectionObserver = original;
    }
  });
});

describe("the fetch probe after a script that has never worked", () => {
  const nosniff: Fault = { headers: [["X-Content-Type-Options", "nosniff"]] };
  const kind = ({ target }: { target: string }) => (target.includes("callback=") ? "script" : "fetch");
  const lhc = lhcForEach({ activeUsers: [1, 2, 3] });

  it("switches all questions to that server to fetch if it succeeds", async () => {
    await lhc.setFaults([nosniff]);
    const first = mount(`<lhc-status base-url="${lhc.origin}"></lhc-status>`);
    await shows(first, "online");
    await shows(mount(`<lhc-status base-url="${lhc.origin}" user="4"></lhc-status>`), "offline");
    expect((await lhc.requests()).map(kind)).to.deep.equal(["script", "fetch", "fetch"]);
  });

  it("lets all questions that failed together succeed by fetch", async () => {
    await lhc.setFaults([nosniff]);
    const markup = [1, 2, 3, 4].map(
      (id) => `<lhc-status base-url="${lhc.origin}" user="${id}"></lhc-status>`,
    );
    const place = mount(markup.join("")).parentElement!;
    const elements = [...place.querySelectorAll("lhc-status")];
    await Promise.all(elements.map((element) => shows(element, "online", "offline", "unknown")));
    expect(elements.map(({ status }) => status)).to.deep.equal(["online", "online", "online", "offline"]);
  });

  it("is not repeated if it fails, and the script's error is kept", async () => {
    await lhc.setFaults([{ status: 500, body: "" }]);
    const element = mount(`<lhc-status base-url="${lhc.origin}"></lhc-status>`);
    await shows(element, "unknown");
    await element.refresh();
    expect(element.error?.code).to.equal("network");
    expect((await lhc.requests()).map(kind)).to.deep.equal(["script", "fetch", "script"]);
  });

  it("delays another question no longer than its timeout", async () => {
    const clock = stopTheClock();
    await lhc.setFaults([{ times: 1, status: 500, body: "" }, { hang: "before" }]);
    mount(`<lhc-status base-url="${lhc.origin}"></lhc-status>`);
    await lhc.waitForRequests(2);
    const second = mount(`<lhc-status base-url="${lhc.origin}" user="4" timeout="1"></lhc-status>`);
    await second.updateComplete;
    await settle();
    clock.tick(1_000);
    await shows(second, "unknown");
    expect(second.error?.code).to.equal("timeout");
  });

  it("leaves no frame of an element removed meanwhile", async () => {
    await lhc.setFaults([{ times: 1, status: 500, body: "" }, { hang: "before" }]);
    const first = mount(`<lhc-status base-url="${lhc.origin}"></lhc-status>`);
    await lhc.waitForRequests(2);
    const second = mount(`<lhc-status base-url="${lhc.origin}" user="4"></lhc-status>`);
    await second.updateComplete;
    await settle();
    second.remove();
    await settle();
    first.remove();
    while (await lhc.openConnections()) await settle();
    expect(frames()).to.equal(0);
    expect(await lhc.requests()).to.have.length(2);
  });

  it("counts one failure if many questions fail together", async () => {
    const clock = stopTheClock();
    await lhc.setFaults([{ status: 502, body: "", times: 8 }]);
    const markup = [1, 2, 3, 4].map(
      (id) => `<lhc-status base-url="${lhc.origin}" user="${id}"></lhc-status>`,
    );
    const elements = [...mount(markup.join("")).parentElement!.querySelectorAll("lhc-status")];
    await Promise.all(elements.map((element) => shows(element, "unknown")));
    await lhc.setFaults([]);
    // The longest back-off after a first failure. After three failures, the cooldown would be 15 minutes.
    await passUntilAsked(clock, 121);
    await Promise.any(elements.map((element) => shows(element, "online", "offline")));
  });

  it("is not sent if a script has worked before", async () => {
    const clock = stopTheClock();
    const element = mount(`<lhc-status base-url="${lhc.origin}"></lhc-status>`);
    await shows(element, "online");
    await lhc.setFaults([nosniff]);
    clock.tick(6_000);
    await element.refresh();
    expect(element.error?.code).to.equal("network");
    expect((await lhc.requests()).map(kind)).to.deep.equal(["script", "script"]);
  });

  it("is not needed with transport=fetch, which never uses a script", async () => {
    await lhc.setFaults([{ status: 500, body: "" }]);
    const element = mount(`<lhc-status base-url="${lhc.origin}" transport="fetch"></lhc-status>`);
    await shows(element, "unknown");
    await element.refresh();
    expect((await lhc.requests()).map(kind)).to.deep.equal(["fetch", "fetch"]);
  });

  for (const location of ["/chat/start", "/restapi/isonlineuser/1"]) {
    it(`never requests the target of a redirect: ${location}`, async () => {
      // Browsers follow a redirect only if it allows the page's origin.
      const headers: [string, string][] = [["Access-Control-Allow-Origin", "*"]];
      await lhc.setFaults([
        { times: 1, redirect: location, without: ["Access-Control-Allow-Origin"], headers },
      ]);
      const element = mount(`<lhc-status base-url="${lhc.origin}" transport="fetch"></lhc-status>`);
      await shows(element, "unknown");
      expect((await lhc.requests()).map(({ target }) => target.split("?")[0])).to.deep.equal([
        "/restapi/isonline",
      ]);
    });
  }

  it("sends neither cookies nor a referrer, by either transport", async () => {
    document.cookie = "ours=1; SameSite=Lax";
    await shows(mount(`<lhc-status base-url="${lhc.origin}"></lhc-status>`), "online");
    await shows(mount(`<lhc-status base-url="${lhc.origin}" transport="fetch"></lhc-status>`), "online");
    for (const { headers } of await lhc.requests()) {
      expect(headers).to.not.have.any.keys("referer", "cookie", "Referer", "Cookie");
    }
  });
});

describe("the cooldown of a server that has never answered", () => {
  const lhc = lhcForEach({ activeUsers: [1, 2, 3] });
  beforeEach(() => lhc.setFaults([{ status: 500, body: "" }]));

  for (const [name, fault] of Object.entries<Fault>({
    "if LHC shows its maintenance page": {
      maintenance: true,
      headers: [["Access-Control-Allow-Origin", "*"]],
    },
    "if nobody answers": { hang: "before" },
  })) {
    for (const transport of ["jsonp", "fetch"]) {
      it(`does not apply ${name}, by ${transport}`, async () => {
        await lhc.setFaults([fault]);
        const clock = stopTheClock();
        const element = mount(
          `<lhc-status base-url="${lhc.origin}" transport="${transport}" timeout="600" paused></lhc-status>`,
        );
        for (let i = 0; i < 5; i++) {
          // Questions at the same time would count as one.
          clock.tick(1);
          const { length } = await lhc.requests();
          const asked = element.refresh();
          await lhc.waitForRequests(length + 1);
          if (fault.hang) clock.tick(600_001);
          await asked;
          expect(element.status).to.equal("unknown");
        }
        await lhc.setFaults([]);
        element.paused = false;
        const { length } = await lhc.requests();
        let seconds = 0;
        while ((await lhc.requests()).length === length && seconds++ <= 300) {
          clock.tick(1000);
          await settle();
        }
        await shows(element, "online");
      });
    }
  }

  it("limits all targets to one question every 15 minutes after three failures", async () => {
    const clock = stopTheClock();
    const first = mount(`<lhc-status base-url="${lhc.origin}" interval="30"></lhc-status>`);
    await shows(first, "unknown");
    for (let i = 0; i < 2; i++) {
      clock.tick(1);
      await first.refresh();
    }
    await lhc.clearRequests();
    await lhc.setFaults([{ hang: "before" }]);

    const other = mount(`<lhc-status base-url="${lhc.origin}" user="2"></lhc-status>`);
    await shows(other, "unknown");
    expect(other.error?.code).to.equal("network");
    expect(await passUntilAsked(clock, 898)).to.equal(false);
    expect(await passUntilAsked(clock, 3)).to.equal(true);
    await lhc.waitForRequests(1);
    clock.tick(8000);
    expect(frames()).to.equal(0);
    expect(await passUntilAsked(clock, 890)).to.equal(false);
    expect(await lhc.requests()).to.have.length(1);
  });
});
