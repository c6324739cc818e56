import { expect } from "@open-wc/testing";
import { lhcForEach } from "./support/lhc.ts";
import { FRAME_HOST, frames, mount, passUntilAsked, settle, shows, stopTheClock } from "./support/page.ts";
import { scriptTag, warnings } from "./support/script-tag.ts";

describe("content that comes, goes, moves and is copied", () => {
  const lhc = lhcForEach({ activeUsers: [1, 2, 3] });
  beforeEach(() => scriptTag(lhc.origin));

  const LINK = `<a class="lhc-status" href="#x">Chat</a>`;
  const statuses = (place: ParentNode = document) => place.querySelectorAll("lhc-status");
  const place = (): HTMLElement => {
    mount(`<div id="place"></div>`);
    return document.querySelector<HTMLElement>("#place")!;
  };
  async function until(condition: () => boolean): Promise<void> {
    while (!condition()) await settle();
  }

  describe("coming", () => {
    it("in any way", async () => {
      const list = place();
      list.innerHTML = `<p>${LINK}</p>`;
      list.insertAdjacentHTML("beforeend", LINK);
      list.append(document.createRange().createContextualFragment(`<ul><li>${LINK}</li></ul>`));
      const single = document.createElement("span");
      single.className = "lhc-status";
      list.append(single);
      await settle();
      expect(statuses(list)).to.have.length(4);
      await until(() => [...statuses(list)].every(({ status }) => status === "online"));
      expect(await lhc.requests()).to.have.length(1);
    });

    it("built from the outside in, each piece once", async () => {
      let inner: HTMLElement = place();
      for (let i = 0; i < 50; i++) {
        const next = document.createElement("div");
        inner.append(next);
        inner = next;
      }
      inner.innerHTML = LINK;
      await settle();
      expect(statuses()).to.have.length(1);
    });

    it("in great numbers", async () => {
      const list = place();
      for (let i = 0; i < 200; i++) list.append(document.createElement("p"));
      list.lastElementChild!.innerHTML = LINK;
      await settle();
      expect(statuses()).to.have.length(1);
    });

    it("and gone again before it is looked at: nothing is begun", async () => {
      const clock = stopTheClock();
      const list = place();
      list.innerHTML = `${LINK}<p data-lhc-show="online">x</p>`;
      const [link, text] = [...list.children];
      list.replaceChildren();
      await settle();
      expect(link!.outerHTML).to.equal(LINK);
      expect(text!.hasAttribute("hidden")).to.equal(false);
      expect(clock.countTimers() + frames()).to.equal(0);
    });

    it("in a template stays as it is until it is used", async () => {
      const list = place();
      list.innerHTML = `<template>${LINK}<p data-lhc-show="online">x</p></template>`;
      await settle();
      const template = list.querySelector("template")!;
      expect(template.innerHTML).to.equal(`${LINK}<p data-lhc-show="online">x</p>`);
      list.append(template.content.cloneNode(true));
      await settle();
      expect(statuses(list)).to.have.length(1);
    });
  });

  describe("going", () => {
    it("no question, no timer and no frame is left", async () => {
      const clock = stopTheClock();
      const list = place();
      list.innerHTML = `${LINK}<p><b data-lhc-show="offline">x</b><i data-lhc-text>y</i></p>`;
      await settle();
      await shows(list.querySelector("lhc-status")!, "online");
      list.replaceChildren();
      await settle();
      expect(clock.countTimers() + frames()).to.equal(0);
      clock.tick(1_000_000);
      await settle();
      expect(await lhc.requests()).to.have.length(1);
    });

    it("within a question, too", async () => {
      await lhc.setFaults([{ hang: "before" }]);
      const list = place();
      const clock = stopTheClock();
      list.innerHTML = `<b data-lhc-show="offline">x</b>`;
      while (!frames()) await settle();
      expect(clock.countTimers()).to.equal(1);
      list.replaceChildren();
      await settle();
      expect(clock.countTimers() + frames()).to.equal(0);
    });

    it("and coming back, it goes on", async () => {
      const list = place();
      list.innerHTML = `${LINK}<b data-lhc-show="online">x</b><i data-lhc-text>y</i>`;
      const [link, shown, label] = [...list.children] as HTMLElement[];
      await until(() => label!.textContent === "We are online");
      list.replaceChildren();
      await settle();
      expect([shown!.hidden, label!.textContent]).to.deep.equal([false, "y"]);
      list.append(link!, shown!, label!);
      await settle();
      expect([shown!.hidden, label!.textContent]).to.deep.equal([false, "We are online"]);
      expect(statuses(list)).to.have.length(1);
      expect(statuses(list)[0]!.status).to.equal("online");
    });
  });

  it("moving is neither", async () => {
    await lhc.setFaults([{ hang: "before" }]);
    const list = place();
    list.innerHTML = `<div>${LINK}<b data-lhc-show="online">x</b></div><section></section>`;
    await lhc.waitForRequests(1);
    const frame = document.querySelector(FRAME_HOST);
    list.querySelector("section")!.append(list.querySelector("div")!);
    await settle();
    expect(document.querySelector(FRAME_HOST)).to.equal(frame);
    expect(statuses(list)).to.have.length(1);
    expect(list.querySelector("b")!.hidden).to.equal(true);
    expect(await lhc.requests()).to.have.length(1);
  });

  describe("another body, as navigation puts it in", () => {
    const body = document.body;
    afterEach(() => document.documentElement.replaceChild(body, document.body));

    it("what is in it is found, and what was in the old one let go", async () => {
      const clock = stopTheClock();
      mount(`${LINK}<p id="old" data-lhc-show="checking">x</p>`);
      await until(() => document.querySelector("#old")!.hasAttribute("hidden"));
      const old = document.querySelector<HTMLElement>("#old")!;
      for (let visit = 0; visit < 3; visit++) {
        const next = document.createElement("body");
        next.innerHTML = `<main>${LINK}<p id="new" data-lhc-show="online">x</p></main>`;
        document.documentElement.replaceChild(next, document.body);
        await settle();
        await shows(document.querySelector("lhc-status")!, "online");
        expect(old.hidden).to.equal(false);
      }
      document.body.replaceChildren();
      await settle();
      expect(clock.countTimers() + frames()).to.equal(0);
      expect(await lhc.requests()).to.have.length(1);
    });

    it("a copy from the navigation's cache is not doubled", async () => {
      mount(`<div id="x">${LINK}</div>`);
      await settle();
      const copy = document.body.cloneNode(true) as HTMLElement;
      document.documentElement.replaceChild(copy, document.body);
      await settle();
      const [status, ...others] = statuses(copy);
      expect(others).to.have.length(0);
      await shows(status!, "online");
    });
  });

  describe("copies", () => {
    it("of a link have one status each, with the settings of the first", async () => {
      const list = place();
      list.innerHTML = `<a class="lhc-status" href="${lhc.origin}/chat/start/(department)/2">Chat</a>`;
      await settle();
      const link = list.firstElementChild!;
      await shows(statuses(link)[0]!, "online");
      for (let i = 0; i < 3; i++) list.append(link.cloneNode(true));
      list.insertAdjacentHTML("beforeend", link.outerHTML);
      await settle();
      expect([...list.children].map((copy) => statuses(copy).length)).to.deep.equal([1, 1, 1, 1, 1]);
      expect([...list.children].map((copy) => copy.textContent)).to.deep.equal(Array(5).fill("Chat "));
      await until(() => [...statuses(list)].every(({ status }) => status === "online"));
      expect(await lhc.requests()).to.have.length(1);
    });

    it("a link that an editor saved, and a sanitizer stripped, is as it was but for a space", async () => {
      const list = place();
      list.innerHTML = LINK;
      await settle();
      const saved = list.innerHTML.replaceAll(/<\/?lhc-status[^>]*>/g, "");
      expect(saved).to.equal(LINK.replace("Chat", "Chat "));
    });

    it("of a label and of what is hidden follow the status as the first do", async () => {
      const clock = stopTheClock();
      const list = place();
      list.innerHTML = `<p data-lhc-show="offline" data-lhc-text>x</p>`;
      await until(() => list.textContent === "We are online");
      list.append(list.firstElementChild!.cloneNode(true));
      await lhc.lay({ activeUsers: [] });
      expect(await passUntilAsked(clock, 67)).to.equal(true);
      await until(() => list.textContent === "We are offlineWe are offline");
      expect([...list.children].some((node) => node.hasAttribute("hidden"))).to.equal(false);
    });
  });

  describe("what an author is editing", () => {
    for (const editor of [`contenteditable`, `contenteditable="plaintext-only"`]) {
      it(`is left alone: ${editor}`, async () => {
        const warned = warnings();
        const list = place();
        const markup = `<p>${LINK}<b data-lhc-show="offline">x</b><i data-lhc-text="">y</i><a href="https://other.example/chat/start#lhc-status">z</a></p>`;
        list.innerHTML = `<div ${editor}>${markup}</div>`;
        await settle();
        expect(list.firstElementChild!.innerHTML).to.equal(markup);
        expect(warned).to.deep.equal([]);
      });
    }

    it("but not what is fixed in it", async () => {
      const list = place();
      list.innerHTML = `<div contenteditable><p contenteditable="false">${LINK}</p></div>`;
      await settle();
      expect(statuses(list)).to.have.length(1);
    });
  });

  describe("a page that is still being read", () => {
    /** A page in which the script tag's script has run when half of the link was there. */
    async function pageWithScript(tag: string, rest: string): Promise<Document> {
      const frame = document.createElement("iframe");
      place().append(frame);
      const page = frame.contentDocument!;
      const ran = new Promise((resolve) => {
        (frame.contentWindow as Window & { ran?: unknown }).ran = resolve;
      });
      const reading: { open(): void; write(markup: string): void; close(): void } = page;
      reading.open();
      // A module has no currentScript: this stands for the script that is built.
      reading.write(`<body><script>
        const script = document.createElement("script");
        Object.assign(script.dataset, ${tag});
        Object.defineProperty(Document.prototype, "currentScript", { get: () => script });
        import("/src/embed.ts").then(ran);
      </script><a class="lhc-status">Chat `);
      await ran;
      reading.write(rest);
      reading.close();
      await settle();
      return page;
    }

    it("has its links read to their ends", async () => {
      const page = await pageWithScript(`{ lhcBaseUrl: "${lhc.origin}" }`, "<b>with us</b></a>");
      const link = page.querySelector("a")!;
      expect(link.textContent).to.equal("Chat with us ");
      expect(link.lastElementChild!.localName).to.equal("lhc-status");
      await lhc.waitForRequests(1);
    });

    it("needs no more than names of its own", async () => {
      const names = "currentScript readyState documentElement querySelectorAll addEventListener body".split(
        " ",
      );
      const images = names.map((name) => `<img name="${name}">`).join("");
      const page = await pageWithScript(`{ lhcBaseUrl: "${lhc.origin}" }`, `</a>${images}`);
      const [link] = Document.prototype.getElementsByClassName.call(page, "lhc-status");
      expect(link!.lastElementChild!.localName).to.equal("lhc-status");
    });

    it("is left alone by a script tag that names no server", async () => {
      const page = await pageWithScript("{}", `</a><p data-lhc-base-url="${lhc.origin}" class="lhc-status">`);
      expect(page.querySelectorAll("lhc-status")).to.have.length(0);
      expect(await lhc.requests()).to.deep.equal([]);
    });
  });

  it("a link within an <lhc-status> gets no second one", async () => {
    const list = place();
    list.innerHTML = `<lhc-status>${LINK}</lhc-status>`;
    await settle();
    expect(statuses(list)).to.have.length(1);
  });

  it("the page is watched for nodes alone: a status that changes is no news", async () => {
    const list = place();
    list.innerHTML = `<i data-lhc-text data-lhc-show="online">y</i>`;
    await until(() => list.textContent === "We are online");
    // A class that comes later is not looked for: see docs/cms.md.
    const later = document.createElement("span");
    list.append(later);
    await settle();
    later.className = "lhc-status";
    await settle();
    expect(later.children).to.have.length(0);
  });
});
