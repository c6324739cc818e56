import { expect } from "@open-wc/testing";
import { lhcForEach } from "./support/lhc.ts";
import { FRAME_HOST, frames, mount, passUntilAsked, settle, shows, stopTheClock } from "./support/page.ts";
import { scriptTag, warnings } from "./support/script-tag.ts";

describe("content that is added, removed, moved and cloned", () => {
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

  describe("added content is upgraded", () => {
    it("by any DOM method", async () => {
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

    it("once if nested nodes are added one by one", async () => {
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

    it("among 200 nodes", async () => {
      const list = place();
      for (let i = 0; i < 200; i++) list.append(document.createElement("p"));
      list.lastElementChild!.innerHTML = LINK;
      await settle();
      expect(statuses()).to.have.length(1);
    });

    it("unless it is removed in the same task", async () => {
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

    it("not in a template, but in its clones", async () => {
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

  describe("removed content", () => {
    it("leaves no question, timer or frame", async () => {
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

    it("aborts its question in flight", async () => {
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

    it("continues after it is re-inserted", async () => {
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

  it("moving content keeps its question in flight", async () => {
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

  describe("a replaced body, as by client-side navigation", () => {
    const body = document.body;
    afterEach(() => document.documentElement.replaceChild(body, document.body));

    it("is upgraded, and the old one is restored", async () => {
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

    it("cloned from the navigation's cache keeps one badge per link", async () => {
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

  describe("clones", () => {
    it("of a link have one badge each, with the same settings", async () => {
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

    it("of a link that a sanitizer stripped differ from the original only by a space", async () => {
      const list = place();
      list.innerHTML = LINK;
      await settle();
      const saved = list.innerHTML.replaceAll(/<\/?lhc-status[^>]*>/g, "");
      expect(saved).to.equal(LINK.replace("Chat", "Chat "));
    });

    it("of labels and hidden elements follow the status", async () => {
      const clock = stopTheClock();
      const list = place();
      list.innerHTML = `<p data-lhc-show="offline" data-lhc-text>x</p>`;
      await until(() => list.textContent === "We are online");
      list.append(list.firstElementChild!.cloneNode(true));
      await lhc.lay({ activeUsers: [] });
      expect(await passUntilAsked(clock, 76)).to.equal(true);
      await until(() => list.textContent === "We are offlineWe are offline");
      expect([...list.children].some((node) => node.hasAttribute("hidden"))).to.equal(false);
    });
  });

  describe("editable content", () => {
    for (const editor of [`contenteditable`, `contenteditable="plaintext-only"`]) {
      it(`is not upgraded: ${editor}`, async () => {
        const warned = warnings();
        const list = place();
        const markup = `<p>${LINK}<b data-lhc-show="offline">x</b><i data-lhc-text="">y</i><a href="https://other.example/chat/start#lhc-status">z</a></p>`;
        list.innerHTML = `<div ${editor}>${markup}</div>`;
        await settle();
        expect(list.firstElementChild!.innerHTML).to.equal(markup);
        expect(warned).to.deep.equal([]);
      });
    }

    it("is upgraded inside contenteditable=false", async () => {
      const list = place();
      list.innerHTML = `<div contenteditable><p contenteditable="false">${LINK}</p></div>`;
      await settle();
      expect(statuses(list)).to.have.length(1);
    });
  });

  describe("a page that is still loading", () => {
    /** A page in which the script runs when half of the link is parsed. */
    async function pageWithScript(tag: string, rest: string): Promise<Document> {
      const frame = document.createElement("iframe");
      place().append(frame);
      const page = frame.contentDocument!;
      const ran = new Promise((resolve) => {
        (frame.contentWindow as Window & { ran?: unknown }).ran = resolve;
      });
      const reading: { open(): void; write(markup: string): void; close(): void } = page;
      reading.open();
      // Modules have no currentScript, so simulate that of the built script.
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

    it("has its links upgraded after they are complete", async () => {
      const page = await pageWithScript(`{ lhcBaseUrl: "${lhc.origin}" }`, "<b>with us</b></a>");
      const link = page.querySelector("a")!;
      expect(link.textContent).to.equal("Chat with us ");
      expect(link.lastElementChild!.localName).to.equal("lhc-status");
      await lhc.waitForRequests(1);
    });

    it("works with names that shadow document properties", async () => {
      const names = "currentScript readyState documentElement querySelectorAll addEventListener body".split(
        " ",
      );
      const images = names.map((name) => `<img name="${name}">`).join("");
      const page = await pageWithScript(`{ lhcBaseUrl: "${lhc.origin}" }`, `</a>${images}`);
      const [link] = Document.prototype.getElementsByClassName.call(page, "lhc-status");
      expect(link!.lastElementChild!.localName).to.equal("lhc-status");
    });

    it("is not upgraded by a script tag without a server", async () => {
      const page = await pageWithScript("{}", `</a><p data-lhc-base-url="${lhc.origin}" class="lhc-status">`);
      expect(page.querySelectorAll("lhc-status")).to.have.length(0);
      expect(await lhc.requests()).to.deep.equal([]);
    });
  });

  it("a link inside an <lhc-status> is not upgraded", async () => {
    const list = place();
    list.innerHTML = `<lhc-status>${LINK}</lhc-status>`;
    await settle();
    expect(statuses(list)).to.have.length(1);
  });

  it("a class that is set later has no effect", async () => {
    const list = place();
    list.innerHTML = `<i data-lhc-text data-lhc-show="online">y</i>`;
    await until(() => list.textContent === "We are online");
    // Only added nodes are scanned; see docs/cms.md.
    const later = document.createElement("span");
    list.append(later);
    await settle();
    later.className = "lhc-status";
    await settle();
    expect(later.children).to.have.length(0);
  });
});
