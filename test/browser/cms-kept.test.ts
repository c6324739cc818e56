import { expect } from "@open-wc/testing";
import { type Lhc, startLhc } from "./support/lhc.ts";
import { morph } from "./support/morph.ts";
import {
  frames,
  mount,
  pageErrors,
  passUntilAsked,
  settle,
  shows,
  stopTheClock,
  tidy,
} from "./support/page.ts";
import { scriptTag, warnings } from "./support/script-tag.ts";

describe("content on a page that other scripts change", () => {
  let lhc: Lhc;
  let warned: unknown[][];
  beforeEach(async () => {
    lhc = await startLhc({ activeUsers: [1, 2, 3] });
    await scriptTag(lhc.origin);
    warned = warnings();
  });
  afterEach(async () => {
    tidy();
    await settle();
    await lhc.close();
    expect(pageErrors()).to.deep.equal([]);
  });

  const statuses = (place: ParentNode) => place.querySelectorAll("lhc-status");
  async function until(condition: () => boolean): Promise<void> {
    while (!condition()) await settle();
  }
  const place = (markup: string): HTMLElement => {
    mount(`<div id="place">${markup}</div>`);
    return [...document.querySelectorAll<HTMLElement>("#place")].at(-1)!;
  };
  /** Puts one node into the page, and waits until it shows the answer. */
  async function content(markup: string): Promise<HTMLElement> {
    const node = place(markup).firstElementChild as HTMLElement;
    await settle();
    const [status] = statuses(node);
    if (status) await shows(status, "online");
    await until(() => !node.hasAttribute("data-lhc-text") || node.textContent.trim() === "We are online");
    await lhc.waitForRequests(1);
    await until(() => frames() === 0);
    await until(
      () => !node.matches("[data-lhc-show~=offline]:not([hidden]), [data-lhc-show~=online][hidden]"),
    );
    return node;
  }
  async function goOffline(clock: ReturnType<typeof stopTheClock>): Promise<void> {
    await lhc.lay({ activeUsers: [] });
    expect(await passUntilAsked(clock, 67)).to.equal(true);
  }

  const KINDS = {
    "a link with words": `<a class="lhc-status" href="#x">Chat <b>with us</b></a>`,
    "a link that is marked by its end": `<a href="SERVER/chat/start/(department)/2#lhc-status">Chat</a>`,
    "an empty span": `<span class="lhc-status"></span>`,
    "what shows while online": `<p data-lhc-show="online">Talk to us!</p>`,
    "what shows while online, and is hidden by its author": `<p hidden="" data-lhc-show="online">Talk to us!</p>`,
    "what shows while offline": `<form data-lhc-show="offline unknown"><input name="hidden">Write</form>`,
    "a text": `<b data-lhc-text="">Contact <i>us</i></b>`,
    "all in one": `<a class="lhc-status" href="#x" data-lhc-show="online" data-lhc-text="">Contact us</a>`,
  };
  for (const [name, kind] of Object.entries(KINDS)) {
    describe(name, () => {
      const markup = () => kind.replace("SERVER", lhc.origin);

      it("is repaired each time that a script makes the page equal to the server's HTML", async () => {
        const node = await content(markup());
        const upgraded = node.outerHTML;
        const [status] = statuses(node);
        for (let round = 0; round < 4; round++) {
          morph(node, markup());
          await settle();
          expect(node.outerHTML).to.equal(upgraded);
          // The same one goes on: it has its answer, and asks nothing.
          expect(statuses(node)[0]).to.equal(status);
          expect(status?.status ?? "online").to.equal("online");
        }
        expect(await lhc.requests()).to.have.length(1);
        expect(warned).to.deep.equal([]);
      });

      it("is repaired for as long as the page is polled", async () => {
        const node = await content(markup());
        const upgraded = node.outerHTML;
        const clock = stopTheClock();
        for (let round = 0; round < 20; round++) {
          clock.tick(2000);
          morph(node, markup());
          await settle();
          expect(node.outerHTML).to.equal(upgraded);
        }
        expect(warned).to.deep.equal([]);
      });

      // What shows anyway is nothing to fight for.
      if (kind.startsWith(`<p data-lhc-show="online"`)) return;
      it("is left as it is on a page that insists, with one warning", async () => {
        const wanted = document.createElement("template");
        wanted.innerHTML = markup();
        const isWanted = () => node.isEqualNode(wanted.content.firstChild);
        const node = await content(markup());
        let undone = 0;
        const insists = new MutationObserver(() => {
          if (isWanted()) return;
          undone++;
          morph(node, markup());
        });
        insists.observe(node, { childList: true, attributes: true, characterData: true, subtree: true });
        morph(node, markup());
        await settle();
        expect(undone).to.be.within(1, 10);
        expect(isWanted()).to.equal(true);
        expect(warned).to.have.length(1);
        expect(warned[0]![0]).to.match(/^<lhc-status>.*another script keeps undoing/);
        expect(warned[0]![1]).to.equal(node);

        // Others are kept.
        const other = await content(markup());
        const upgraded = other.outerHTML;
        morph(other, markup());
        await settle();
        expect(other.outerHTML).to.equal(upgraded);
        expect(warned).to.have.length(1);
        insists.disconnect();
      });
    });
  }

  it("a question on its way is not given up, nor put again", async () => {
    await lhc.setFaults([{ hang: "before" }]);
    const markup = `<a class="lhc-status" href="#x">Chat</a>`;
    const node = place(markup).firstElementChild!;
    await lhc.waitForRequests(1);
    const frame = document.querySelector("iframe");
    morph(node, markup);
    await settle();
    expect(statuses(node)).to.have.length(1);
    expect(frames()).to.equal(1);
    expect(document.querySelector("iframe")).to.equal(frame);
    expect(await lhc.requests()).to.have.length(1);
  });

  it("hidden follows the state, whoever sets or removes it", async () => {
    const list = place(`<p data-lhc-show="online">x</p><p data-lhc-show="offline">y</p>`);
    const [on, off] = [...list.children] as [HTMLElement, HTMLElement];
    await until(() => off.hidden && !on.hidden);
    for (let round = 0; round < 3; round++) {
      on.hidden = true;
      off.hidden = false;
      await settle();
      expect([on.hidden, off.hidden]).to.deep.equal([false, true]);
    }
  });

  it("new words of a link keep its dot", async () => {
    const node = await content(`<a class="lhc-status" href="#x">Chat</a>`);
    const [status] = statuses(node);
    node.textContent = "Talk to us";
    await settle();
    expect(node.textContent).to.equal("Talk to us ");
    expect([node.lastChild, status!.status]).to.deep.equal([status, "online"]);
    node.innerHTML = "<b>Write</b>";
    await settle();
    expect(node.textContent).to.equal("Write ");
    expect(node.lastChild).to.equal(status);
  });

  it("a text that another script sets is the label again", async () => {
    const node = await content(`<b data-lhc-text>Contact us</b>`);
    const texts: (() => void)[] = [
      () => (node.textContent = "Busy"),
      () => (node.firstChild!.nodeValue = "Busy"),
      () => node.append(" now"),
      () => node.replaceChildren(),
    ];
    for (const change of texts) {
      change();
      await settle();
      expect(node.innerHTML).to.equal("We are online");
    }
    const parent = node.parentNode!;
    node.remove();
    await settle();
    expect(node.innerHTML).to.equal("Contact us");
    parent.append(node);
    await settle();
    expect(node.innerHTML).to.equal("We are online");
  });

  it("the space before a dot comes back", async () => {
    const node = await content(`<a class="lhc-status" href="#x">Chat</a>`);
    node.childNodes[1]!.remove();
    await settle();
    expect(node.textContent).to.equal("Chat ");
    expect([...node.childNodes].map(({ nodeName }) => nodeName)).to.deep.equal([
      "#text",
      "#text",
      "LHC-STATUS",
    ]);
  });

  it("markup that is read and written again has one badge, which lives", async () => {
    const list = place(
      `<p><a class="lhc-status" href="#x">Chat</a></p><a class="lhc-status" href="#x">Talk</a>`,
    );
    await settle();
    const [outer, inner] = [list.querySelector("p")!, list.lastElementChild!];
    for (const node of [outer, inner]) {
      node.innerHTML = node.innerHTML;
    }
    await settle();
    expect(list.textContent).to.equal("Chat Talk ");
    expect(statuses(list)).to.have.length(2);
    await until(() => [...statuses(list)].every(({ status }) => status === "online"));
  });

  it("a copy that loses its badge gets another", async () => {
    const markup = `<a class="lhc-status" href="#x">Chat</a>`;
    const node = await content(markup);
    const copy = node.cloneNode(true) as Element;
    node.replaceWith(copy);
    await settle();
    morph(copy, markup);
    await settle();
    expect(statuses(copy)).to.have.length(1);
    expect(statuses(copy)[0]!.status).to.equal("online");
  });

  it("nodes that change places, or are replaced by new ones, have one badge each", async () => {
    const link = (name: string) => `<a class="lhc-status" href="#x">${name}</a>`;
    const list = place(["A", "B", "C"].map(link).join(""));
    await settle();
    for (let round = 0; round < 3; round++) {
      list.append(list.firstElementChild!);
      list.children[1]!.outerHTML = link("D");
      await settle();
      expect([...list.children].map((node) => statuses(node).length)).to.deep.equal([1, 1, 1]);
    }
    await until(() => [...statuses(list)].every(({ status }) => status === "online"));
    expect(warned).to.deep.equal([]);
  });

  it("a page that replaces each upgraded node at once has its way, with one warning", async () => {
    const markup = `<a class="lhc-status" href="#x">Chat</a>`;
    const frame = document.createElement("iframe");
    place("").append(frame);
    // A page of its own, since this ends what the script does for the whole page.
    const page: { open(): void; write(markup: string): void; close(): void } & ParentNode =
      frame.contentDocument!;
    const ran = new Promise((resolve) => {
      Object.assign(frame.contentWindow!, { ran: resolve });
    });
    page.open();
    page.write(`<body><script>
      const script = document.createElement("script");
      script.dataset.lhcBaseUrl = "${lhc.origin}";
      Object.defineProperty(Document.prototype, "currentScript", { get: () => script });
      window.warned = [];
      console.warn = (...args) => warned.push(args);
      new MutationObserver(() => {
        const badge = document.querySelector("lhc-status");
        if (badge) badge.parentNode.outerHTML = '${markup}';
      }).observe(document, { childList: true, subtree: true });
      import("/src/embed.ts").then(ran);
    </script>${markup}`);
    page.close();
    await ran;
    await settle();
    expect(page.querySelectorAll("lhc-status")).to.have.length(0);
    const said = (frame.contentWindow as unknown as { warned: unknown[][] }).warned;
    const ours = said.map(([message]) => String(message)).filter((message) => message.startsWith("<lhc-"));
    expect(ours).to.have.length(1);
    expect(ours[0]).to.match(/another script keeps undoing/);
  });

  describe("an attribute that is changed", () => {
    it("whom to ask for: asked for the new one", async () => {
      const node = await content(`<a class="lhc-status" href="#x" data-lhc-department="2">Chat</a>`);
      morph(node, `<a class="lhc-status" href="#x" data-lhc-department="3">Chat</a>`);
      await lhc.waitForRequests(2);
      expect((await lhc.requests())[1]!.target).to.contain("isonlinedepartment/3?");
      expect(statuses(node)).to.have.length(1);
      expect(node.textContent).to.equal("Chat ");
    });

    it("where the link leads: asked for the new one", async () => {
      const node = await content(`<a href="${lhc.origin}/chat/start/(department)/2#lhc-status">Chat</a>`);
      (node as HTMLAnchorElement).href = `${lhc.origin}/chat/start/(operator)/3#lhc-status`;
      await lhc.waitForRequests(2);
      expect((await lhc.requests())[1]!.target).to.contain("isonlineuser/3?");
      expect(statuses(node)).to.have.length(1);
    });

    it("the label: it is said", async () => {
      const node = await content(`<b data-lhc-text>Contact us</b>`);
      node.setAttribute("data-lhc-label-online", "Chat now");
      await settle();
      expect(node.innerHTML).to.equal("Chat now");
      node.removeAttribute("data-lhc-text");
      await settle();
      expect(node.innerHTML).to.equal("Contact us");
    });

    it("the states: it shows in the new ones", async () => {
      const node = await content(`<p data-lhc-show="online">x</p>`);
      node.setAttribute("data-lhc-show", "offline");
      await settle();
      expect(node.hidden).to.equal(true);
      node.removeAttribute("data-lhc-show");
      await settle();
      expect(node.hidden).to.equal(false);
    });

    it("the mark goes: so does the badge", async () => {
      const node = await content(`<a class="lhc-status" href="#x">Chat</a>`);
      morph(node, `<a href="/home">Home</a>`);
      await settle();
      expect(node.outerHTML).to.equal(`<a href="/home">Home</a>`);
      expect(warned).to.deep.equal([]);
    });

    it("something wrong: it is as its author wrote it, with one warning, until it is right again", async () => {
      const node = await content(`<a class="lhc-status" href="#x">Chat</a>`);
      node.setAttribute("data-lhc-department", "sales");
      await settle();
      expect(node.innerHTML).to.equal("Chat");
      expect(warned).to.have.length(1);
      expect(warned[0]![0]).to.match(/department="sales" is no id/);
      node.setAttribute("data-lhc-department", "2");
      await settle();
      expect(statuses(node)).to.have.length(1);
    });

    it("another one, or another class: nothing happens", async () => {
      const node = await content(`<a class="lhc-status" href="#x">Chat</a>`);
      const [status] = statuses(node);
      node.classList.add("active");
      node.dataset["slide"] = "1";
      node.title = "t";
      await settle();
      expect(statuses(node)[0]).to.equal(status);
      expect(node.childNodes).to.have.length(3);
    });
  });

  it("what an author begins to edit is left alone until that ends", async () => {
    const clock = stopTheClock();
    const list = place(
      `<a class="lhc-status" href="#x">Chat</a><b data-lhc-text>Contact us</b><p data-lhc-show="offline">x</p>`,
    );
    const [link, text, hidden] = [...list.children] as [HTMLElement, HTMLElement, HTMLElement];
    await until(() => text.textContent === "We are online");
    list.contentEditable = "true";
    link.textContent = "Chat!";
    text.textContent = "Busy";
    hidden.hidden = false;
    await settle();
    const edited = list.innerHTML;
    expect(statuses(list)).to.have.length(0);
    expect(text.textContent + String(hidden.hidden)).to.equal("Busyfalse");
    await goOffline(clock);
    await until(() => frames() === 0);
    await settle();
    expect(list.innerHTML).to.equal(edited);
    list.contentEditable = "false";
    list.append("The end");
    await settle();
    expect(statuses(list)).to.have.length(1);
    expect(text.textContent).to.equal("We are offline");
  });

  describe("a translation", () => {
    const translated = (text: string) => `<font style="vertical-align: inherit;"><font>${text}</font></font>`;

    for (const markup of [
      `<b data-lhc-text>Contact us</b>`,
      `<a class="lhc-status" href="#x" data-lhc-text>Contact us</a>`,
    ]) {
      it(`stays until the status changes, and then gives way to the new text: ${markup}`, async () => {
        const clock = stopTheClock();
        const node = await content(markup);
        node.firstChild!.replaceWith(
          document.createRange().createContextualFragment(translated("Wir sind da")),
        );
        await settle();
        expect(node.textContent.trim()).to.equal("Wir sind da");
        await goOffline(clock);
        await until(() => node.textContent.trim() === "We are offline");
        expect(node.innerHTML).not.to.contain("font");
        expect(statuses(node)).to.have.length(node.matches("a") ? 1 : 0);
        expect(warned).to.deep.equal([]);
      });
    }

    it("that translates each new text at once is no fight", async () => {
      const clock = stopTheClock();
      const node = await content(`<b data-lhc-text>Contact us</b>`);
      const words: Record<string, string> = {
        "We are online": "Wir sind da",
        "We are offline": "Wir sind weg",
      };
      const translate = () => {
        const word = words[node.textContent];
        if (word) node.innerHTML = translated(word);
      };
      const translator = new MutationObserver(translate);
      translator.observe(node, { childList: true, characterData: true, subtree: true });
      translate();
      await settle();
      expect(node.textContent).to.equal("Wir sind da");
      await goOffline(clock);
      await until(() => node.textContent === "Wir sind weg");
      translator.disconnect();
      expect(warned).to.deep.equal([]);
    });

    it("in place is left after a few rounds, and still follows the status", async () => {
      const clock = stopTheClock();
      const node = await content(`<b data-lhc-text>Contact us</b>`);
      const words: Record<string, string> = {
        "We are online": "Wir sind da",
        "We are offline": "Wir sind weg",
      };
      const translate = () => {
        const word = words[node.textContent];
        if (word) node.firstChild!.nodeValue = word;
      };
      const translator = new MutationObserver(translate);
      translator.observe(node, { childList: true, characterData: true, subtree: true });
      translate();
      await settle();
      expect(node.textContent).to.equal("Wir sind da");
      await goOffline(clock);
      await until(() => node.textContent === "Wir sind weg");
      translator.disconnect();
    });

    it("of a link's words keeps its dot", async () => {
      const node = await content(`<a class="lhc-status" href="#x">Chat</a>`);
      const [status] = statuses(node);
      node.innerHTML = translated("Plaudern");
      await settle();
      expect(node.textContent).to.equal("Plaudern ");
      expect(node.lastChild).to.equal(status);
    });
  });

  it("nothing is left of what goes, whatever was done to it", async () => {
    const clock = stopTheClock();
    const list = place(
      `<a class="lhc-status" href="#x">Chat</a><p data-lhc-show="online">x</p><b data-lhc-text>Contact us</b>`,
    );
    const untouched = list.innerHTML;
    await until(() => list.textContent.includes("We are online"));
    const nodes = [...list.children];
    nodes[0]!.textContent = "Chat";
    nodes[2]!.textContent = "Busy";
    await settle();
    list.replaceChildren();
    await settle();
    expect(nodes.map((node) => node.outerHTML).join("")).to.equal(untouched);
    expect(clock.countTimers() + frames()).to.equal(0);
  });
});
