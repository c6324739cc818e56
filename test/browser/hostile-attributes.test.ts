import { expect } from "@open-wc/testing";
import fc from "fast-check";
import { LhcStatusElement } from "../../src/index.ts";
import { hostileStrings, ran } from "./support/hostile-strings.ts";
import { type Lhc, startLhc } from "./support/lhc.ts";
import { labelOf, mount, pageErrors, shows, tidy } from "./support/page.ts";
import { warnings } from "./support/script-tag.ts";

const OURS = new Set(["STYLE", "DIV", "SPAN", "A", "BUTTON", "SLOT"]);

describe("hostile attribute values", () => {
  let lhc: Lhc;
  let stranger: Lhc;
  before(async () => {
    [lhc, stranger] = await Promise.all([startLhc({ activeUsers: [1, 2, 3] }), startLhc()]);
  });
  after(async () => {
    expect(await stranger.requests(), "requests to a foreign server").to.deep.equal([]);
    await Promise.all([lhc.close(), stranger.close()]);
  });
  let warned: unknown[][] = [];
  beforeEach(() => {
    warned = warnings();
  });
  afterEach(() => {
    for (const [message] of warned) expect(String(message).length).to.be.at.most(1000);
    tidy();
    expect(pageErrors()).to.deep.equal([]);
    expect(ran(), "injected code").to.equal(undefined);
  });

  /** An element with all features that use attribute values: chat and announcements. */
  const elementWith = (attribute: string, value: string): LhcStatusElement => {
    const element = new LhcStatusElement();
    element.setAttribute("base-url", lhc.origin);
    element.setAttribute("chat", "link");
    element.setAttribute("announce", "");
    element.setAttribute(attribute, value);
    return element;
  };

  async function expectHarmless(elements: [element: LhcStatusElement, attribute: string, value: string][]) {
    const place = mount("<lhc-status paused></lhc-status>").parentElement!;
    place.append(...elements.map(([element]) => element));
    for (const [element, attribute, value] of elements) {
      if (!element.paused) await shows(element, "online", "offline", "unknown");
      await element.updateComplete;
      const root = element.shadowRoot!;
      for (const node of root.querySelectorAll("*")) expect(OURS).to.include(node.tagName);
      expect(element.childNodes).to.have.length(0);
      const link = root.querySelector("a");
      if (link) expect(link.href.startsWith(`${lhc.origin}/`), link.href.slice(0, 99)).to.equal(true);
      if (attribute === `label-${element.status}` && value) expect(labelOf(element)).to.equal(value);
    }
    for (const [element, attribute] of elements) {
      element.remove();
      // Without the invalid value, the element works.
      element.removeAttribute(attribute);
      if (attribute === "base-url") element.baseUrl = lhc.origin;
      if (attribute === "chat") expect(element.settings.chat).to.equal("none");
    }
    place.append(...elements.map(([element]) => element));
    for (const [element] of elements) await shows(element, "online");
    place.replaceChildren();
    for (const { target } of await lhc.requests())
      // LHC redirects unknown paths to its front page.
      if (target !== "/index.php/")
        expect(target).to.match(/\/(restapi\/isonline|widgetrestapi\/chatcheckstatus\?dep=)/);
  }

  for (const attribute of LhcStatusElement.observedAttributes) {
    it(`in ${attribute} run no code, create no markup, and cause no request to another server`, async () => {
      // Relative URLs lead to LHC, too.
      const base = document.createElement("base");
      base.href = lhc.origin;
      document.head.append(base);
      const strings = hostileStrings(stranger.origin).filter(
        // base-url may name any server.
        (value) => attribute !== "base-url" || !value.startsWith(stranger.origin),
      );
      try {
        await expectHarmless(strings.map((value) => [elementWith(attribute, value), attribute, value]));
      } finally {
        base.remove();
      }
    });
  }

  it("of random text in random attributes are harmless", async () => {
    const names = LhcStatusElement.observedAttributes.filter((name) => name !== "base-url");
    const pairs = fc.tuple(fc.constantFrom(...names), fc.string({ unit: "binary" }));
    await fc.assert(
      fc.asyncProperty(fc.array(pairs, { minLength: 1, maxLength: 20 }), async (some) => {
        await expectHarmless(some.map(([name, value]) => [elementWith(name, value), name, value]));
      }),
      { numRuns: 30 },
    );
  });
});
