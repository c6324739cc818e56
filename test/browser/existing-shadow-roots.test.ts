import { expect } from "@open-wc/testing";
import type { LhcStatusElement } from "../../src/index.ts";
import { lhcForEach } from "./support/lhc.ts";
import { labelOf, mount, next, shows } from "./support/page.ts";

interface Page extends Window {
  /** Uncaught errors. */
  errors: string[];
  warnings: string[];
  /** Gives access to a closed root. */
  internals?: ElementInternals;
}

describe("an element that already has a shadow root", () => {
  let page: Page;
  afterEach(() => expect(page.errors).to.deep.equal([]));
  const lhc = lhcForEach({ activeUsers: [2] });

  const watch = `<script>
    errors = [];
    warnings = [];
    addEventListener("error", (event) => errors.push(event.message));
    addEventListener("unhandledrejection", (event) => errors.push(String(event.reason)));
    console.warn = (message) => message.startsWith("<lhc-status>") && warnings.push(message);
    const { attachInternals } = HTMLElement.prototype;
    HTMLElement.prototype.attachInternals = function () {
      return (internals = attachInternals.call(this));
    };
  </script>`;
  const definition = `<script type="module" src="/src/define.ts"></script>`;
  const element = (content = "", attributes = ""): string =>
    `<lhc-status base-url="${lhc.origin}" ${attributes}>${content}</lhc-status>`;
  /** Markup as snapshot and prerender tools write it. */
  const prerendered = (mode: string): string =>
    element(`<template shadowrootmode="${mode}">
      <style>* { visibility: hidden !important }</style>
      <span part="base" class="offline"><span part="label"><slot name="offline">We were away</slot></span></span>
    </template>`);

  /** Loads a separate page. */
  const visit = async (markup: string): Promise<LhcStatusElement> => {
    mount("<iframe></iframe>");
    const frame = [...document.querySelectorAll("iframe")].at(-1)!;
    frame.srcdoc = watch + markup;
    await next(frame, "load");
    page = frame.contentWindow as unknown as Page;
    return frame.contentDocument!.querySelector("lhc-status")!;
  };
  const expectBadge = (root: ShadowRoot): void => {
    expect(labelOf({ shadowRoot: root } as LhcStatusElement)).to.equal("We are online");
    expect([...root.children].map(({ localName }) => localName)).to.deep.equal(["div"]);
    expect(root.adoptedStyleSheets).to.have.length(1);
    expect(page.warnings).to.deep.equal([]);
  };

  it("in open mode, from the server: empties and uses it", async () => {
    const badge = await visit(prerendered("open") + definition);
    await shows(badge, "online");
    expectBadge(badge.shadowRoot!);
  });

  it("in closed mode, from the server: empties and uses it", async () => {
    const badge = await visit(prerendered("closed") + definition);
    await shows(badge, "online");
    expectBadge(page.internals!.shadowRoot!);
    // Reconnecting keeps the content.
    const base = page.internals!.shadowRoot!.firstChild;
    badge.parentNode!.append(badge);
    await badge.updateComplete;
    expectBadge(page.internals!.shadowRoot!);
    expect(page.internals!.shadowRoot!.firstChild).to.equal(base);
  });

  const attach = (mode: string): string => `<script>
    const root = document.querySelector("lhc-status").attachShadow({ mode: "${mode}" });
    root.innerHTML = "<b>theirs</b><slot></slot>";
  </script>`;

  it("in open mode, from a script: empties and uses it", async () => {
    const badge = await visit(element() + attach("open") + definition);
    await shows(badge, "online");
    expectBadge(badge.shadowRoot!);
  });

  it("in closed mode, from a script: asks nothing, leaves it unchanged, and reports an error", async () => {
    const badge = await visit(element() + attach("closed") + element("", 'user="2"') + definition);
    await shows([...badge.ownerDocument.querySelectorAll("lhc-status")].at(-1)!, "online");
    await badge.updateComplete;
    expect((await lhc.requests()).map(({ target }) => target)).to.satisfy(
      ([target, ...others]: string[]) => target!.includes("isonlineuser/2") && !others.length,
    );
    expect([badge.status, badge.error!.code]).to.deep.equal(["unknown", "config"]);
    expect(page.warnings.join()).to.match(/closed shadow root.* Load lhc-status before/);
  });

  it("in closed mode, in a browser without ElementInternals: asks nothing, and reports an error", async () => {
    const without = "<script>delete HTMLElement.prototype.attachInternals</script>";
    const badge = await visit(without + prerendered("closed") + element("", 'user="2"') + definition);
    await shows([...badge.ownerDocument.querySelectorAll("lhc-status")].at(-1)!, "online");
    expect(await lhc.requests()).to.have.length(1);
    expect([badge.status, badge.error!.code]).to.deep.equal(["unknown", "config"]);
    expect(page.warnings).to.have.length(1);
  });

  it("its own, because it was defined before the server's markup was parsed: shows its label", async () => {
    const badge = await visit(
      `${definition}<script type="module">document.body.innerHTML = ${JSON.stringify(
        prerendered("open"),
      ).replaceAll("<", "\\u003c")}</script>`,
    );
    await shows(badge, "online");
    expectBadge(badge.shadowRoot!);
    expect(badge.shadowRoot!.querySelector("[part=label]")!.getBoundingClientRect().width).to.be.greaterThan(
      1,
    );
  });

  it("or none, in a browser without ElementInternals: shows the status", async () => {
    const without = "<script>delete HTMLElement.prototype.attachInternals</script>";
    const badge = await visit(without + element() + definition);
    await shows(badge, "online");
    expectBadge(badge.shadowRoot!);
  });
});
