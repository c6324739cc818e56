import { expect } from "@open-wc/testing";
import { html, LitElement } from "lit";
import { checkStatus, LhcStatusError, type StatusWatch, watchStatus } from "../../src/core.ts";
import { StatusController } from "../../src/element.ts";
import { lhcForEach } from "./support/lhc.ts";
import { frames, settle } from "./support/page.ts";

class ChatButton extends LitElement {
  static override properties = { department: {} };
  declare department: number;
  baseUrl = "";
  readonly chat = new StatusController(this, () => ({ baseUrl: this.baseUrl, department: this.department }));
  override render() {
    return html`<button>${this.chat.status} ${this.chat.error?.code}</button>`;
  }
  get text(): string {
    return this.shadowRoot!.textContent.trim();
  }
}
customElements.define("chat-button", ChatButton);

describe("StatusController, checkStatus and watchStatus", () => {
  const lhc = lhcForEach({ activeUsers: [2] });

  it("StatusController updates a Lit host and follows its target", async () => {
    const host = new ChatButton();
    host.baseUrl = lhc.origin;
    host.department = 1;
    document.body.append(host);
    await host.updateComplete;
    expect(host.text).to.equal("checking");
    expect(await host.chat.refresh()).to.equal("online");
    expect(host.text).to.equal("online");
    expect(host.chat.checkedAt).to.be.instanceOf(Date);
    expect(host.chat.stale).to.equal(false);
    host.department = 2;
    expect(await host.chat.refresh()).to.equal("offline");
    host.department = 0;
    await host.updateComplete;
    expect(host.text).to.equal("unknown config");
    host.remove();
    await settle();
    expect(frames()).to.equal(0);
  });

  it("checkStatus answers once, by either transport", async () => {
    const before = Date.now();
    for (const transport of ["jsonp", "fetch"] as const) {
      const { online, checkedAt } = await checkStatus({ baseUrl: lhc.origin, user: 2 }, { transport });
      expect(online).to.equal(true);
      expect(checkedAt.getTime()).to.be.within(before, Date.now());
    }
    expect(frames()).to.equal(0);
  });

  it("checkStatus rejects with a typed error", async () => {
    const rejected = async (promise: Promise<unknown>) => promise.catch((error: unknown) => error);
    const config = await rejected(checkStatus({ baseUrl: lhc.origin, user: "bob" }));
    expect(config).to.be.instanceOf(LhcStatusError).and.to.include({ code: "config" });
    await lhc.setFaults([{ status: 503, body: "" }]);
    const http = await rejected(checkStatus({ baseUrl: lhc.origin }, { transport: "fetch" }));
    expect(http).to.include({ code: "http", httpStatus: 503 });
    await lhc.setFaults([{ hang: "before" }]);
    const timeout = await rejected(checkStatus({ baseUrl: lhc.origin }, { timeout: 0.2 }));
    expect(timeout).to.include({ code: "timeout" });
    expect(frames()).to.equal(0);
  });

  it("watchStatus with an invalid target is unknown, has an error, and sends nothing", async () => {
    const watch = watchStatus({ baseUrl: lhc.origin, department: "x" }, () => expect.fail("nothing changes"));
    expect(watch).to.include({ status: "unknown", stale: false, checkedAt: null });
    expect(watch.error).to.include({ code: "config" });
    expect(await watch.refresh()).to.equal("unknown");
    watch.stop();
    expect(await lhc.requests()).to.have.length(0);
  });

  it("watchStatus calls its listener with the watch", async () => {
    const statuses: string[] = [];
    let watch!: StatusWatch;
    const online = new Promise<void>((resolve) => {
      watch = watchStatus({ baseUrl: lhc.origin }, (changed) => {
        expect(changed).to.equal(watch);
        statuses.push(changed.status);
        resolve();
      });
    });
    expect(watch.status).to.equal("checking");
    await online;
    expect(statuses).to.deep.equal(["online"]);
    watch.stop();
  });
});
