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
  /** When the browser has looked at what is in view, and told. */
  const looked = async (): Promise<void> => {
    await new Promise<void>((resolve) => {
      const observer = new IntersectionObserver(() => {
        observer.disconnect();
        resolve();
      });
      observer.observe(document.documentElement);
    });
    await settle();
  };

  it("asks nothing far from the viewport, and asks near it", async () => {
    const element = place(`loading="lazy"`);
    await looked();
    expect(element.status).to.equal("checking");
    expect(await lhc.requests()).to.deep.equal([]);
    scrollTo(0, 2900);
    await shows(element, "online");
  });

  it("asks at once where it is in view", async () => {
    await shows(mount(`<lhc-status base-url="${lhc.origin}" loading="lazy"></lhc-status>`), "online");
  });

  it("shows what others were answered, far from the viewport too", async () => {
    const element = place(`loading="lazy"`);
    mount(`<lhc-status base-url="${lhc.origin}"></lhc-status>`);
    await shows(element, "online");
    expect(await lhc.requests()).to.have.length(1);
  });

  it("refresh() asks wherever it is", async () => {
    const element = place(`loading="lazy"`);
    await element.updateComplete;
    expect(await element.refresh()).to.equal("online");
  });

  it("moved, removed and brought back it still waits for the viewport", async () => {
    const element = place(`loading="lazy"`);
    const parent = element.parentElement!;
    parent.append(element);
    await looked();
    element.remove();
    await settle();
    parent.append(element);
    await looked();
    expect(await lhc.requests()).to.deep.equal([]);
    scrollTo(0, 6000);
    await shows(element, "online");
  });

  it("set to eager it asks at once", async () => {
    const element = place(`loading="lazy"`);
    await looked();
    element.loading = "eager";
    await shows(element, "online");
  });

  it("once near it goes on asking, out of view again", async () => {
    const clock = stopTheClock();
    const element = place(`loading="lazy"`);
    scrollTo(0, 2900);
    await shows(element, "online");
    scrollTo(0, 0);
    await looked();
    expect(await passUntilAsked(clock, 67)).to.equal(true);
  });

  it("junk is read as eager, with one warning", async () => {
    const warned = sinon.stub(console, "warn");
    await shows(place(`loading="soon"`), "online");
    expect(warned.args.map(([message]) => message as string)).to.deep.equal([
      '<lhc-status>: loading="soon" is read as "eager". Write one of: eager, lazy.',
    ]);
  });
});
