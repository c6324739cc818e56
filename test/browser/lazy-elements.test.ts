import { expect } from "@open-wc/testing";
import sinon from "sinon";
import "../../src/define.ts";
import { lhcForEach } from "./support/lhc.ts";
import { mount, passUntilAsked, settle, shows, stopTheClock } from "./support/page.ts";

describe("loading=lazy", () => {
  const lhc = lhcForEach({ activeUsers: [1, 2, 3] });
  afterEach(() => scrollTo(0, 0));

  const place = (attributes: string) =>
    mount(
      `<div style="height: 3000px"></div><lhc-status base-url="${lhc.origin}" ${attributes}></lhc-status><div style="height: 3000px"></div>`,
    );
  /** Resolves after the browser has delivered intersection entries. */
  const observed = async (): Promise<void> => {
    await new Promise<void>((resolve) => {
      const observer = new IntersectionObserver(() => {
        observer.disconnect();
        resolve();
      });
      observer.observe(document.documentElement);
    });
    await settle();
  };

  it("asks only near the viewport", async () => {
    const element = place(`loading="lazy"`);
    await observed();
    expect(element.status).to.equal("checking");
    expect(await lhc.requests()).to.deep.equal([]);
    scrollTo(0, 2900);
    await shows(element, "online");
  });

  it("asks at once in the viewport", async () => {
    await shows(mount(`<lhc-status base-url="${lhc.origin}" loading="lazy"></lhc-status>`), "online");
  });

  it("shows the answers of other elements, even far from the viewport", async () => {
    const element = place(`loading="lazy"`);
    mount(`<lhc-status base-url="${lhc.origin}"></lhc-status>`);
    await shows(element, "online");
    expect(await lhc.requests()).to.have.length(1);
  });

  it("asks on refresh(), even far from the viewport", async () => {
    const element = place(`loading="lazy"`);
    await element.updateComplete;
    expect(await element.refresh()).to.equal("online");
  });

  it("still waits for the viewport after it was moved, removed and re-inserted", async () => {
    const element = place(`loading="lazy"`);
    const parent = element.parentElement!;
    parent.append(element);
    await observed();
    element.remove();
    await settle();
    parent.append(element);
    await observed();
    expect(await lhc.requests()).to.deep.equal([]);
    scrollTo(0, 6000);
    await shows(element, "online");
  });

  it("set to eager it asks at once", async () => {
    const element = place(`loading="lazy"`);
    await observed();
    element.loading = "eager";
    await shows(element, "online");
  });

  it("once near it goes on asking, out of view again", async () => {
    const clock = stopTheClock();
    const element = place(`loading="lazy"`);
    scrollTo(0, 2900);
    await shows(element, "online");
    scrollTo(0, 0);
    await observed();
    expect(await passUntilAsked(clock, 76)).to.equal(true);
  });

  it("reads an unknown value as eager, with one warning", async () => {
    const warned = sinon.stub(console, "warn");
    await shows(place(`loading="soon"`), "online");
    expect(warned.args.map(([message]) => message as string)).to.deep.equal([
      '<lhc-status>: loading="soon" is not valid, so "eager" is used. Write one of: eager, lazy.',
    ]);
  });
});
