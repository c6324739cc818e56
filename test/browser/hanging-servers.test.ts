import { expect } from "@open-wc/testing";
import { lhcForEach } from "./support/lhc.ts";
import { FRAME_HOST, settle } from "./support/page.ts";

describe("a server that hangs while the page loads", () => {
  const lhc = lhcForEach({ activeUsers: [1] });
  beforeEach(() => lhc.setFaults([{ hang: "before" }]));

  /** Loads a separate page. */
  async function load(body: string): Promise<HTMLIFrameElement> {
    const page = document.createElement("iframe");
    const loaded = new Promise((resolve) => page.addEventListener("load", resolve));
    page.srcdoc = `<!doctype html><script type="module" src="/src/define.ts"></script>${body}`;
    document.body.append(page);
    await loaded;
    return page;
  }

  it("delays neither the load event nor navigation", async () => {
    const page = await load(`<lhc-status base-url="${lhc.origin}"></lhc-status>`);
    await lhc.waitForRequests(1);
    const inner = page.contentDocument!;
    expect(inner.readyState).to.equal("complete");
    expect(inner.querySelector("lhc-status")!.status).to.equal("checking");
    expect(inner.querySelectorAll(FRAME_HOST)).to.have.length(1);
    page.remove();
    while ((await lhc.openConnections()) > 0) await settle();
  });

  it("shows no frame and takes no focus, even if the page styles frames", async () => {
    const style =
      "<style>iframe, :root > div { display: block !important; width: 100px; height: 100px; visibility: visible }</style>";
    const page = await load(
      `${style}<button autofocus>A</button><lhc-status base-url="${lhc.origin}"></lhc-status>`,
    );
    await lhc.waitForRequests(1);
    const frame = page.contentDocument!.querySelector(FRAME_HOST)!;
    expect(frame.getClientRects()).to.have.length(0);
    expect(page.contentDocument!.activeElement).to.not.equal(frame);
    page.remove();
  });
});
