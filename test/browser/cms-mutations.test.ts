import { expect } from "@open-wc/testing";
import { lhcForEach } from "./support/lhc.ts";
import { morph } from "./support/morph.ts";
import { frames, mount, passUntilAsked, settle, shows, stopTheClock } from "./support/page.ts";
import { scriptTag, warnings } from "./support/script-tag.ts";

describe("content on a page that other scripts change", () => {
  const lhc = lhcForEach({ activeUsers: [1, 2, 3] });
  let warned: unknown[][];
  beforeEach(async () => {
    await scriptTag(lhc.origin);
    warned = warnings();
  });

  const statuses = (place: ParentNode) => place.querySelectorAll("lhc-status");
  async function until(condition: () => boolean): Promise<void> {
    while (!condition()) await settle();
  }
  const place = (markup: string): HTMLElement => {
    mount(`<div id="place">${markup}</div>`);
    return [...document.querySelectorAll<HTMLElement>("#place")].at(-1)!;
  };
  /** Mounts one node and waits until it shows the answer. */
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
    expect(await passUntilAsked(clock, 76)).to.equal(true);
  }

  const KINDS = {
    "a link with text": `<a class="lhc-status" href="#x">Chat <b>with us</b></a>`,
    "a link that ends with #lhc-status": `<a href="SERVER/chat/start/(department)/2#lhc-status">Chat</a>`,
    "an empty span": `<span class="lhc-status"></span>`,
    "an element that shows while online": `<p data-lhc-show="online">Talk to us!</p>`,
    "an element that shows while online and is hidden by its author": `<p hidden="" data-lhc-show="online">Talk to us!</p>`,
    "an element that shows while offline": `<form data-lhc-show="offline unknown"><input name="hidden">Write</form>`,
    "a text": `<b data-lhc-text="">Contact <i>us</i></b>`,
    "all combined": `<a class="lhc-status" href="#x" data-lhc-show="online" data-lhc-text="">Contact us</a>`,
  };
  for (const [name, kind] of Object.entries(KINDS)) {
    describe(name, () => {
      const markup = () => kind.replace("SERVER", lhc.origin);

      it("is repaired each time a script morphs it into the server's HTML", async () => {
        const node = await content(markup());
        const upgraded = node.outerHTML;
        const [status] = statuses(node);
        for (let round = 0; round < 4; round++) {
          morph(node, markup());
          await settle();
          expect(node.outerHTML).to.equal(upgraded);
          // The same element stays, keeps its answer and asks nothing.
          expect(statuses(node)[0]).to.equal(status);
          expect(status?.status ?? "online").to.equal("online");
        }
        expect(await lhc.requests()).to.have.length(1);
        expect(warned).to.deep.equal([]);
      });

      it("is repaired 20 times if that happens every two seconds", async () => {
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

      // An element that is visible anyway has nothing to repair.
      if (kind.startsWith(`<p data-lhc-show="online"`)) return;
      it("is not repaired, with one warning, if the page undoes each repair at once", async () => {
        const wanted = document.createElement("template");
        wanted.innerHTML = markup();
        const isWanted = () => node.isEqualNode(wanted.content.firstChild);
        const node = await content(markup());
        let undoCount = 0;
        const observer = new MutationObserver(() => {
          if (isWanted()) return;
          undoCount++;
          morph(node, markup());
        });
        observer.observe(node, { childList: true, attributes: true, characterData: true, subtree: true });
        morph(node, markup());
        await settle();
        expect(undoCount).to.be.within(1, 10);
        expect(isWanted()).to.equal(true);
        expect(warned).to.have.length(1);
        expect(warned[0]![0]).to.match(/^<lhc-status>.*another script keeps undoing/);
        expect(warned[0]![1]).to.equal(node);

        // Other elements are still repaired.
        const other = await content(markup());
        const upgraded = other.outerHTML;
        morph(other, markup());
        await settle();
        expect(other.outerHTML).to.equal(upgraded);
        expect(warned).to.have.length(1);
        observer.disconnect();
      });
    });
  }

  it("a question in flight is neither aborted nor repeated", async () => {
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

  it("hidden is repaired after another script changes it", async () => {
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

  it("a link with new text keeps its dot", async () => {
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

  it("a label is repaired after another script changes it", async () => {
    const node = await content(`<b lang="en" data-lhc-text>Contact us</b>`);
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

  it("the space before a dot is repaired", async () => {
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

  it("markup that is serialized and parsed again has one working badge", async () => {
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

  it("a clone that loses its badge gets a new one", async () => {
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

  it("nodes that are reordered or replaced have one badge each", async () => {
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

  it("a page that replaces each upgraded node at once wins, with one warning", async () => {
    const markup = `<a class="lhc-status" href="#x">Chat</a>`;
    const frame = document.createElement("iframe");
    place("").append(frame);
    // Use a separate page, because this stops the script for the whole page.
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
    const messages = (frame.contentWindow as unknown as { warned: unknown[][] }).warned;
    const ours = messages
      .map(([message]) => String(message))
      .filter((message) => message.startsWith("<lhc-"));
    expect(ours).to.have.length(1);
    expect(ours[0]).to.match(/another script keeps undoing/);
  });

  describe("a changed attribute", () => {
    it("for the target sends a question for the new target", async () => {
      const node = await content(`<a class="lhc-status" href="#x" data-lhc-department="2">Chat</a>`);
      morph(node, `<a class="lhc-status" href="#x" data-lhc-department="3">Chat</a>`);
      await lhc.waitForRequests(2);
      expect((await lhc.requests())[1]!.target).to.contain("isonlinedepartment/3?");
      expect(statuses(node)).to.have.length(1);
      expect(node.textContent).to.equal("Chat ");
    });

    it("href sends a question for the new target", async () => {
      const node = await content(`<a href="${lhc.origin}/chat/start/(department)/2#lhc-status">Chat</a>`);
      (node as HTMLAnchorElement).href = `${lhc.origin}/chat/start/(operator)/3#lhc-status`;
      await lhc.waitForRequests(2);
      expect((await lhc.requests())[1]!.target).to.contain("isonlineuser/3?");
      expect(statuses(node)).to.have.length(1);
    });

    it("for the label shows the new label", async () => {
      const node = await content(`<b data-lhc-text>Contact us</b>`);
      node.setAttribute("data-lhc-label-online", "Chat now");
      await settle();
      expect(node.innerHTML).to.equal("Chat now");
      node.removeAttribute("data-lhc-text");
      await settle();
      expect(node.innerHTML).to.equal("Contact us");
    });

    it("data-lhc-show applies the new states", async () => {
      const node = await content(`<p data-lhc-show="online">x</p>`);
      node.setAttribute("data-lhc-show", "offline");
      await settle();
      expect(node.hidden).to.equal(true);
      node.removeAttribute("data-lhc-show");
      await settle();
      expect(node.hidden).to.equal(false);
    });

    it("that removes the marker removes the badge", async () => {
      const node = await content(`<a class="lhc-status" href="#x">Chat</a>`);
      morph(node, `<a href="/home">Home</a>`);
      await settle();
      expect(node.outerHTML).to.equal(`<a href="/home">Home</a>`);
      expect(warned).to.deep.equal([]);
    });

    it("with an invalid value restores the original, with one warning, until it is corrected", async () => {
      const node = await content(`<a class="lhc-status" href="#x">Chat</a>`);
      node.setAttribute("data-lhc-department", "sales");
      await settle();
      expect(node.innerHTML).to.equal("Chat");
      expect(warned).to.have.length(1);
      expect(warned[0]![0]).to.match(/department="sales" is not an id/);
      node.setAttribute("data-lhc-department", "2");
      await settle();
      expect(statuses(node)).to.have.length(1);
    });

    it("of another name, or another class, changes nothing", async () => {
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

  it("content is left alone while its author edits it", async () => {
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
      it(`stays until the status changes, and is then replaced by the new label: ${markup}`, async () => {
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

    const words: Record<string, string> = {
      "We are online": "Wir sind da",
      "We are offline": "Wir sind weg",
    };

    it("of each new label at once is kept without a warning", async () => {
      const clock = stopTheClock();
      const node = await content(`<b data-lhc-text>Contact us</b>`);
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

    it("in place is kept after a few repairs, and the label still follows the status", async () => {
      const clock = stopTheClock();
      const node = await content(`<b lang="en" data-lhc-text>Contact us</b>`);
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

    it("of a link's text keeps its dot", async () => {
      const node = await content(`<a class="lhc-status" href="#x">Chat</a>`);
      const [status] = statuses(node);
      node.innerHTML = translated("Plaudern");
      await settle();
      expect(node.textContent).to.equal("Plaudern ");
      expect(node.lastChild).to.equal(status);
    });
  });

  it("removed nodes are restored to the original, even after changes", async () => {
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
