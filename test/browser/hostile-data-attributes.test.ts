import { expect } from "@open-wc/testing";
import { LhcStatusElement } from "../../src/element.ts";
import { hostileStrings, ran } from "./support/hostile-strings.ts";
import { type Lhc, startLhc } from "./support/lhc.ts";
import { frames, mount, pageErrors, settle, tidy } from "./support/page.ts";
import { scriptTag, warnings } from "./support/script-tag.ts";

/** Attributes that content may set, ones that it may not, and unknown ones. */
const NAMES = [
  ...LhcStatusElement.observedAttributes,
  ...["show", "text", "nonce", "src", "callback", "style", "onclick", "href"],
];

describe("hostile data attributes of content", () => {
  let lhc: Lhc;
  let stranger: Lhc;
  before(async () => {
    [lhc, stranger] = await Promise.all([startLhc({ activeUsers: [1, 2, 3] }), startLhc()]);
    await scriptTag(lhc.origin);
  });
  after(async () => {
    expect(await stranger.requests(), "requests to a foreign server").to.deep.equal([]);
    await Promise.all([lhc.close(), stranger.close()]);
  });
  afterEach(() => {
    tidy();
    expect(pageErrors()).to.deep.equal([]);
    expect(ran(), "injected code").to.equal(undefined);
  });

  for (const name of NAMES) {
    it(`data-lhc-${name} changes neither server nor transport, and creates no markup`, async () => {
      const warned = warnings();
      const place = mount(`<div lang="en"><lhc-status paused></lhc-status></div>`).parentElement!;
      const nodes = hostileStrings(stranger.origin).flatMap((value) =>
        ["a", "span", "div"].map((tag) => {
          const node = document.createElement(tag);
          node.className = "lhc-status";
          node.textContent = "Chat";
          node.setAttribute(`data-lhc-${name}`, value);
          return node;
        }),
      );
      place.append(...nodes);
      await settle();
      while (frames()) await settle();
      for (const node of nodes) {
        const status = node.querySelector("lhc-status");
        expect(node.childElementCount).to.equal(status ? 1 : 0);
        // Content with an invalid value stays unchanged.
        if (!status && name !== "text") expect(node.textContent).to.equal("Chat");
        if (!status) continue;
        expect(String(status.settings.baseUrl)).to.equal(lhc.origin);
        const { transport, chat, interval } = status.settings;
        expect([transport, chat, interval]).to.deep.equal(["jsonp", "none", 60]);
      }
      for (const [message] of warned) expect(String(message).length).to.be.at.most(1000);
    });
  }
});
