/** Pages that lack or replace what the element uses. Each ends with a status or an error code, and without exceptions. */
import { expect } from "@open-wc/testing";
import type { Fault } from "../../demo/lhc-server/index.ts";
import type { LhcStatusElement } from "../../src/index.ts";
import { lhcForEach } from "./support/lhc.ts";
import { mount, next, settle, shows } from "./support/page.ts";

interface Page extends Window {
  /** Uncaught errors. */
  errors: string[];
}

/** The statement makes every later call of a method throw. */
const breaks = (method: string): string =>
  `${method} = function () { throw new TypeError("broken by the page"); };`;
const getterThrows = (object: string, name: string): string =>
  `Object.defineProperty(${object}, "${name}", { get() { throw new TypeError("broken by the page"); } });`;
/** The method fails for the frame or its host only, so the badge itself can be drawn. */
const breaksForFrames = (object: string, method: string): string => `{
  const { ${method} } = ${object};
  ${object}.${method} = function (...args) {
    if (this === document.documentElement || this.parentNode === document.documentElement) throw new TypeError("broken by the page");
    return ${method}.apply(this, args);
  };
}`;
/** \`document.createElement("iframe")\` gives something else. */
const frameIs = (value: string): string => `{
  const create = document.createElement;
  document.createElement = function (tag) {
    return tag === "iframe" ? ${value} : create.apply(this, arguments);
  };
}`;

const FRAME = "HTMLIFrameElement.prototype";

/** What breaks a script question. A `fetch` can still answer. */
const WITHOUT_SCRIPTS: Record<string, string> = {
  "append throws for the frame": breaksForFrames("Element.prototype", "append"),
  "attachShadow throws for the frame": breaksForFrames("Element.prototype", "attachShadow"),
  "createElement throws for frames": frameIs('(() => { throw new TypeError("broken by the page"); })()'),
  "createElement gives null for frames": frameIs("null"),
  "createElement gives an object for frames": frameIs("{}"),
  "createElement gives another element for frames": frameIs('create.call(document, "p")'),
  "contentWindow is null": `Object.defineProperty(${FRAME}, "contentWindow", { get: () => null });`,
  "contentWindow throws": getterThrows(FRAME, "contentWindow"),
  "contentDocument is null": `Object.defineProperty(${FRAME}, "contentDocument", { get: () => null });`,
  "contentDocument throws": getterThrows(FRAME, "contentDocument"),
  "contentDocument is empty": `Object.defineProperty(${FRAME}, "contentDocument", { get: () => ({}) });`,
  "a style cannot be set": breaks("CSSStyleDeclaration.prototype.setProperty"),
};

/** What a question works without. */
const HARMLESS: Record<string, string> = {
  "remove throws for the frame": breaksForFrames("Element.prototype", "remove"),
  "crossOriginIsolated is missing": "delete globalThis.crossOriginIsolated;",
  "attachInternals is missing": "delete HTMLElement.prototype.attachInternals;",
  "BroadcastChannel is missing": "delete globalThis.BroadcastChannel;",
  "BroadcastChannel throws": breaks("globalThis.BroadcastChannel"),
  "BroadcastChannel cannot be closed": breaks("BroadcastChannel.prototype.close"),
  "IntersectionObserver is missing": "delete globalThis.IntersectionObserver;",
  "IntersectionObserver throws": breaks("globalThis.IntersectionObserver"),
  "IntersectionObserver cannot observe": breaks("IntersectionObserver.prototype.observe"),
  "MutationObserver is missing": "delete globalThis.MutationObserver;",
  "MessageChannel is missing": "delete globalThis.MessageChannel;",
  "style sheets cannot be constructed": "delete CSSStyleSheet.prototype.replace;",
  "performance is replaced": "var performance = {};",
};

/** What no question works without. */
const HOPELESS: Record<string, string> = {
  "AbortController is missing": "delete globalThis.AbortController;",
  "AbortController throws": breaks("globalThis.AbortController"),
  "URL is missing": "delete globalThis.URL;",
  "URL is a string": 'globalThis.URL = "https://example.com/";',
  "a badge cannot be drawn, because append throws": breaks("Element.prototype.append"),
  "a badge cannot be drawn, because attachShadow throws": breaks("Element.prototype.attachShadow"),
  "a badge cannot be drawn, because createElement throws": breaks("document.createElement"),
};

describe("in a page that breaks or lacks what the element uses", () => {
  let page: Page;
  const lhc = lhcForEach({ activeUsers: [2] });

  /** Loads a separate page. */
  const visit = async (breakage: string, attributes = ""): Promise<LhcStatusElement> => {
    mount("<iframe></iframe>");
    const frame = [...document.querySelectorAll("iframe")].at(-1)!;
    frame.srcdoc = `<script>
      errors = [];
      addEventListener("error", (event) => errors.push(event.message));
      addEventListener("unhandledrejection", (event) => errors.push(String(event.reason)));
      console.warn = () => {};
      ${breakage}
    </script>
    <lhc-status base-url="${lhc.origin}" ${attributes}>Chat</lhc-status>
    <script type="module" src="/src/define.ts"></script>`;
    await next(frame, "load");
    page = frame.contentWindow as unknown as Page;
    return frame.contentDocument!.querySelector("lhc-status")!;
  };
  /** Removes the element and expects that no exception escaped. */
  const endsQuietly = async (element: LhcStatusElement): Promise<void> => {
    element.remove();
    await settle();
    expect(page.errors).to.deep.equal([]);
  };
  const noFetch: Fault = { status: 500, body: "" };

  for (const [name, breakage] of Object.entries(WITHOUT_SCRIPTS)) {
    it(`${name}: asks by fetch`, async () => {
      const element = await visit(breakage);
      await shows(element, "online", "unknown");
      expect([element.status, element.error]).to.deep.equal(["online", null]);
      await endsQuietly(element);
    });

    it(`${name}, and fetch fails: reports the error`, async () => {
      await lhc.setFaults([noFetch]);
      const element = await visit(breakage);
      await shows(element, "online", "unknown");
      expect(element.status).to.equal("unknown");
      expect(element.error!.code).to.equal("config");
      expect(String(element.error)).to.match(/This page .*transport="fetch"/);
      await endsQuietly(element);
    });
  }

  for (const [name, breakage] of Object.entries(HARMLESS)) {
    it(`${name}: shows the status`, async () => {
      const element = await visit(breakage, 'loading="lazy" variant="none" announce');
      await shows(element, "online", "unknown");
      expect([element.status, element.error]).to.deep.equal(["online", null]);
      expect((await lhc.requests())[0]!.target).to.contain("callback=");
      await endsQuietly(element);
    });
  }

  for (const [name, breakage] of Object.entries(HOPELESS)) {
    for (const transport of ["jsonp", "fetch"]) {
      it(`${name}, by ${transport}: reports the error`, async () => {
        const element = await visit(breakage, `transport="${transport}"`);
        const errors: unknown[] = [];
        element.addEventListener("lhc-status-error", ({ detail }) => errors.push(detail.error));
        await shows(element, "online", "unknown");
        expect(element.status).to.equal("unknown");
        expect(element.error!.code).to.equal("config");
        expect(await lhc.requests()).to.deep.equal([]);
        await endsQuietly(element);
      });
    }
  }

  it("fetch is missing: reports the error", async () => {
    const element = await visit("delete globalThis.fetch;", 'transport="fetch"');
    await shows(element, "online", "unknown");
    expect(element.error!.code).to.equal("network");
    await endsQuietly(element);
  });

  it("open is a variable of the page: a click on a popup's button opens the chat in the page", async () => {
    const element = await visit("var open = false;", 'chat="popup"');
    await shows(element, "online", "unknown");
    await lhc.clearRequests();
    const opened = lhc.waitForRequests(1);
    element.shadowRoot!.querySelector("button")!.click();
    await opened;
    expect((await lhc.requests())[0]!.target).to.contain("/chat/start");
  });

  it("a badge that cannot be drawn keeps the text between its tags", async () => {
    const element = await visit(breaks("Element.prototype.append"));
    await shows(element, "unknown");
    expect(element.shadowRoot).to.equal(null);
    await endsQuietly(element);
  });
});
