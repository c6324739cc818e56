import { expect } from "@open-wc/testing";
import DOMPurify from "dompurify";
import sinon from "sinon";
import { addressed, HOSTILE } from "../unit/embed/hostile-contents.ts";
import { column, dompurifyColumn, WAYS } from "../unit/embed/ways.ts";
import { type Lhc, startLhc } from "./support/lhc.ts";
import { frames, mount, pageErrors, settle, tidy } from "./support/page.ts";
import { scriptTag, warnings } from "./support/script-tag.ts";

const get = async (path: string): Promise<string> => (await fetch(path)).text();

describe("hostile content that passes sanitizers by default", () => {
  let lhc: Lhc;
  let stranger: Lhc;
  /** The output of sanitize-html, generated in Node; see test/docs. */
  let sanitized: Record<string, string>;
  /** Origins that received a question. */
  const asked = new Set<string>();
  let upgraded = 0;

  before(async () => {
    [lhc, stranger] = await Promise.all([startLhc({ activeUsers: [1, 2, 3] }), startLhc()]);
    sanitized = JSON.parse(await get("/test/unit/embed/sanitized.json")) as Record<string, string>;
    await scriptTag(lhc.origin);
  });
  after(async () => {
    // Otherwise the tests would prove nothing.
    expect([...asked]).to.deep.equal([lhc.origin]);
    expect(upgraded).to.be.greaterThan(10);
    await Promise.all([lhc.close(), stranger.close()]);
  });
  afterEach(tidy);

  /** Mounts the content and waits until all its questions are answered. */
  async function expectHarmless(content: string): Promise<void> {
    const warned = warnings();
    const fetching = sinon.spy(window, "fetch");
    // A question is a script in a frame in a closed shadow root.
    const attachShadow = sinon.stub(Element.prototype, "attachShadow").callsFake(function (
      this: Element,
      init: ShadowRootInit,
    ) {
      const root = attachShadow.wrappedMethod.call(this, init);
      if (init.mode === "closed") watching.observe(root, { childList: true });
      return root;
    });
    const watching = new MutationObserver((records) => {
      for (const frame of records.flatMap(({ addedNodes }) => [...addedNodes])) {
        if (!(frame instanceof HTMLIFrameElement)) continue;
        // Firefox replaces a frame's initial document.
        const watch = (): void => {
          const { contentDocument: inner } = frame;
          if (!inner) return;
          const look = (): void => {
            for (const { src } of inner.scripts) asked.add(new URL(src).origin);
          };
          new MutationObserver(look).observe(inner, { childList: true, subtree: true });
          look();
        };
        watch();
        frame.addEventListener("load", watch);
      }
    });
    try {
      mount(content);
      await settle();
      while (frames()) await settle();
      await settle();
      for (const status of document.querySelectorAll("lhc-status")) {
        const { transport, interval, timeout, chat } = status.settings;
        expect([transport, interval, timeout, chat]).to.deep.equal(["jsonp", 60, 8, "none"]);
        expect(
          status.getAttributeNames().filter((name) => /^(base|transport|on|style|chat|nonce)/.test(name)),
        ).to.deep.equal([]);
        expect(new URL(String(status.settings.baseUrl)).origin).to.equal(lhc.origin);
        upgraded++;
      }
      expect([...asked].filter((server) => server !== lhc.origin)).to.deep.equal([]);
      expect(fetching.callCount).to.equal(0);
      expect(await stranger.requests()).to.deep.equal([]);
      expect((globalThis as { pwned?: unknown }).pwned).to.equal(undefined);
      expect(pageErrors()).to.deep.equal([]);
      for (const [message] of warned) expect(message).to.match(/^<lhc-status>/);
      for (const { target } of await lhc.requests()) {
        expect(target).to.match(/^\/(restapi\/isonline|widgetrestapi\/chatcheckstatus\?)/);
        expect(new URL(target, lhc.origin).searchParams.getAll("callback")).to.deep.equal(["lhcStatus"]);
      }
    } finally {
      watching.disconnect();
    }
  }

  it("is covered by at least 40 examples", () => {
    expect(Object.keys(HOSTILE).length).to.be.at.least(40);
    expect(Object.keys(sanitized)).to.deep.equal(Object.keys(HOSTILE));
  });

  for (const [name, content] of Object.entries(HOSTILE)) {
    it(`DOMPurify: ${name}`, () =>
      expectHarmless(addressed(DOMPurify.sanitize(content), lhc.origin, stranger.origin)));
    it(`sanitize-html: ${name}`, () =>
      expectHarmless(addressed(sanitized[name]!, lhc.origin, stranger.origin)));
  }

  it("is treated by DOMPurify as docs/cms.md says (to update: npm run docs)", async () => {
    const ways = Object.values(WAYS).map((way) => DOMPurify.sanitize(way));
    expect(dompurifyColumn(await get("/docs/cms.md"))).to.deep.equal(column(ways));
  });
});
