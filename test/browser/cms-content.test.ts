import { expect } from "@open-wc/testing";
import type { LhcStatusElement } from "../../src/element.ts";
import { lhcForEach, startLhc } from "./support/lhc.ts";
import { frames, labelOf, mount, passUntilAsked, settle, shows, stopTheClock } from "./support/page.ts";
import { scriptTag, warnings } from "./support/script-tag.ts";

describe("content that passes a CMS", () => {
  const lhc = lhcForEach({ activeUsers: [1, 2, 3] });
  beforeEach(() => scriptTag(lhc.origin));

  /** Mounts markup and returns the first match after the script has scanned it. */
  async function content(markup: string, selector: string): Promise<HTMLElement> {
    mount(markup);
    await settle();
    return document.querySelector<HTMLElement>(selector)!;
  }

  const statusIn = (node: Element): LhcStatusElement => node.querySelector("lhc-status")!;
  const asked = async (): Promise<string[]> =>
    (await lhc.requests()).map(({ target }) => target.replace(/[?&](callback|_)=[^&]*/g, ""));

  /** Waits for a condition that has no event. */
  async function until(condition: () => boolean): Promise<void> {
    while (!condition()) await settle();
  }

  describe("a class", () => {
    for (const tag of ["a", "span", "div"]) {
      it(`on a ${tag} with text keeps it and appends a dot`, async () => {
        const node = await content(
          `<${tag} class="x lhc-status" data-lhc-department="2">Chat <b>with us</b></${tag}>`,
          ".x",
        );
        const status = statusIn(node);
        await shows(status, "online");
        expect(node.textContent).to.equal("Chat with us ");
        expect([node.lastChild, status.variant]).to.deep.equal([status, "dot"]);
        expect(labelOf(status)).to.equal("We are online");
        expect(await asked()).to.deep.equal(["/restapi/isonlinedepartment/2"]);
      });
    }

    it("on an empty element creates a badge", async () => {
      const node = await content(`<span class="lhc-status"> </span>`, ".lhc-status");
      await shows(statusIn(node), "online");
      expect(statusIn(node).settings.variant).to.equal("badge");
      expect(await asked()).to.deep.equal(["/restapi/isonline"]);
    });

    it("reads labels, variant and target from data-lhc-*", async () => {
      const node = await content(
        `<div class="lhc-status" data-lhc-user="2" data-lhc-variant="text" data-lhc-hide-when="unknown"
           data-lhc-label-online="Bob is here" data-lhc-label-offline="Bob is out"
           data-lhc-label-checking="?" data-lhc-label-unknown="Write to Bob">Bob</div>`,
        ".lhc-status",
      );
      const status = statusIn(node);
      await shows(status, "online");
      expect(labelOf(status)).to.equal("Bob is here");
      expect([status.variant, status.hideWhen]).to.deep.equal(["text", "unknown"]);
      expect([status.labelOffline, status.labelChecking, status.labelUnknown]).to.deep.equal([
        "Bob is out",
        "?",
        "Write to Bob",
      ]);
      expect(await asked()).to.deep.equal(["/restapi/isonlineuser/2"]);
    });

    it("reads aliases, lists and flags", async () => {
      mount(`<span class="lhc-status" data-lhc-department="1,sales" data-lhc-department-match="inclusive"></span>
             <span class="lhc-status" data-lhc-department="1" data-lhc-exclude-bot></span>`);
      await lhc.waitForRequests(2);
      expect((await asked()).sort()).to.deep.equal([
        "/restapi/isonlinedepartment/1?exclude_bot=true",
        "/widgetrestapi/chatcheckstatus?dep=sales%2C1",
      ]);
    });

    it("reads flags for data-lhc-show and data-lhc-text, too", async () => {
      mount(`<p data-lhc-show="online" data-lhc-department="1" data-lhc-exclude-bot>Ask us</p>
             <p data-lhc-text data-lhc-department="2" data-lhc-exclude-bot="">Ask us</p>`);
      await lhc.waitForRequests(2);
      expect((await asked()).sort()).to.deep.equal([
        "/restapi/isonlinedepartment/1?exclude_bot=true",
        "/restapi/isonlinedepartment/2?exclude_bot=true",
      ]);
    });

    it("keeps an author's explicit match for a link to several departments", async () => {
      const warned = warnings();
      mount(`<a class="lhc-status" data-lhc-department-match="explicit"
        href="${lhc.origin}/chat/start/(department)/1/2">Chat</a>`);
      await settle();
      expect(warned).to.have.length(1);
      expect(String(warned[0]![0])).to.contain('department="1,2" is not an id');
    });

    it("on any other element has no effect", async () => {
      await content(
        `<p class="lhc-status"></p><button class="lhc-status"></button><svg><a class="lhc-status"></a></svg>`,
        "p",
      );
      expect(document.querySelector("lhc-status")).to.equal(null);
    });

    it("keeps the link, its nodes and their listeners", async () => {
      const node = await content(
        `<a class="lhc-status" href="#chat" title="t"><i>!</i> Chat</a>`,
        "a.lhc-status",
      );
      const before = node.outerHTML;
      let clicks = 0;
      node.querySelector("i")!.addEventListener("click", () => clicks++);
      await shows(statusIn(node), "online");
      const gone = new Promise((resolve) => addEventListener("hashchange", resolve, { once: true }));
      node.querySelector("i")!.click();
      statusIn(node).click();
      await gone;
      expect(node.outerHTML).to.equal(before);
      expect(node.getAttribute("href")).to.equal("#chat");
      expect(clicks).to.equal(1);
      expect(location.hash).to.equal("#chat");
      history.replaceState(null, "", location.pathname + location.search);
    });
  });

  describe("a link asks", () => {
    const cases: [path: string, question: string][] = [
      ["chat/start#lhc-status", "/restapi/isonline"],
      ["chat/start/(department)/2#lhc-status", "/restapi/isonlinedepartment/2"],
      ["chat/start/%28department%29/2/#lhc-status", "/restapi/isonlinedepartment/2"],
      [
        "lit/chat/start/(department)/1/(theme)/2/(leaveamessage)/true?prefill[username]=x#lhc-status",
        "/restapi/isonlinedepartment/1",
      ],
      ["chat/start/(department)/1/2#lhc-status", "/widgetrestapi/chatcheckstatus?dep=1%2C2"],
      ["chat/start/(department)/sales#lhc-status", "/widgetrestapi/chatcheckstatus?dep=sales"],
      ["chat/start/(department)/1/(operator)/3#lhc-status", "/restapi/isonlineuser/3"],
    ];
    for (const [path, question] of cases) {
      it(path, async () => {
        const node = await content(`<a href="${lhc.origin}/${path}">Chat with us</a>`, "a[href*=chat]");
        await shows(statusIn(node), "online");
        expect(await asked()).to.deep.equal([question]);
        expect(node.getAttribute("href")).to.equal(`${lhc.origin}/${path}`);
      });
    }

    it("for its data attributes first, and needs no #lhc-status if it has the class", async () => {
      const node = await content(
        `<a class="lhc-status" data-lhc-department="1" href="${lhc.origin}/chat/start/(department)/2">Chat</a>`,
        ".lhc-status",
      );
      await shows(statusIn(node), "online");
      expect(await asked()).to.deep.equal(["/restapi/isonlinedepartment/1"]);
    });

    it("nothing without #lhc-status, and for the whole site if it has the class and another address", async () => {
      await content(
        `<a id="plain" href="${lhc.origin}/chat/start">Chat</a><a class="lhc-status" href="mailto:a@example.com">Write</a>`,
        "a",
      );
      expect(document.querySelector("#plain")!.children).to.have.length(0);
      await shows(statusIn(document.querySelector(".lhc-status")!), "online");
    });
  });

  describe("data-lhc-show", () => {
    it("shows the element only in its states", async () => {
      const clock = stopTheClock();
      mount(`<p id="on" data-lhc-show="online" data-lhc-department="2">Here</p>
             <form id="off" data-lhc-show=" offline  unknown " data-lhc-department="2">Gone</form>
             <p id="wait" data-lhc-show="checking" data-lhc-department="2">Wait</p>`);
      const isHidden = (id: string) => document.getElementById(id)!.hasAttribute("hidden");
      const hidden = () => ["on", "off", "wait"].filter(isHidden).join();
      await Promise.resolve();
      expect(hidden()).to.equal("on,off");
      await until(() => !isHidden("on"));
      expect(hidden()).to.equal("off,wait");
      await lhc.lay({ activeUsers: [] });
      expect(await passUntilAsked(clock, 76)).to.equal(true);
      await until(() => isHidden("on"));
      expect(hidden()).to.equal("on,wait");
      expect(await asked()).to.deep.equal(["/restapi/isonlinedepartment/2", "/restapi/isonlinedepartment/2"]);
    });

    it("shows the state unknown if no answer is available", async () => {
      await lhc.setFaults([{ status: 503 }]);
      await lhc.close();
      const node = await content(`<p id="x" data-lhc-show="unknown">Write</p>`, "#x");
      await until(() => !node.hidden);
      Object.assign(lhc, await startLhc());
    });

    for (const own of [null, "", "until-found"]) {
      it(`restores hidden=${own}`, async () => {
        const node = await content(
          `<p id="x" ${own == null ? "" : `hidden="${own}"`} data-lhc-show="online">Here</p>`,
          "#x",
        );
        await until(() => !node.hasAttribute("hidden"));
        node.remove();
        await settle();
        expect(node.getAttribute("hidden")).to.equal(own);
      });
    }

    it("reads the target from its own link", async () => {
      const node = await content(
        `<a id="x" href="${lhc.origin}/chat/start/(department)/2" data-lhc-show="online">Chat</a>`,
        "#x",
      );
      await until(() => !node.hidden);
      expect(await asked()).to.deep.equal(["/restapi/isonlinedepartment/2"]);
      expect(node.innerHTML).to.equal("Chat");
    });
  });

  describe("data-lhc-text", () => {
    it("shows the state's label and restores the original nodes", async () => {
      const node = await content(
        `<b id="x" data-lhc-text data-lhc-label-online="Chat now">Write <i>to</i> us</b>`,
        "#x",
      );
      await until(() => node.innerHTML === "Chat now");
      node.remove();
      await settle();
      expect(node.innerHTML).to.equal("Write <i>to</i> us");
    });

    it("shows the default label if the author sets none", async () => {
      const node = await content(`<b id="x" data-lhc-text>Write</b>`, "#x");
      await until(() => node.textContent === "We are online");
    });

    it("together with the others sends one question and hides the dot from screen readers", async () => {
      // Firefox reflects it only since version 119.
      const reflected = Object.getOwnPropertyDescriptor(Element.prototype, "ariaHidden")!;
      Reflect.deleteProperty(Element.prototype, "ariaHidden");
      const node = await content(
        `<a id="x" class="lhc-status" data-lhc-text data-lhc-show="online">Write</a>`,
        "#x",
      );
      Object.defineProperty(Element.prototype, "ariaHidden", reflected);
      await until(() => !node.hidden);
      expect(node.textContent).to.equal("We are online ");
      expect(statusIn(node).getAttribute("aria-hidden")).to.equal("true");
      expect(await asked()).to.have.length(1);
    });
  });

  it("a page without such content sends no question and gets no node", async () => {
    const clock = stopTheClock();
    mount(`<a href="${lhc.origin}/chat/start">Chat</a><p class="status" data-lhc="x">x</p>`);
    await settle();
    expect(clock.countTimers()).to.equal(0);
    expect(frames()).to.equal(0);
    expect(await asked()).to.deep.equal([]);
  });
});
