import { expect } from "@open-wc/testing";
import { setDefaults } from "../../src/element.ts";
import { type Lhc, startLhc } from "./support/lhc.ts";
import { frames, mount, pageErrors, settle, stopTheClock, tidy } from "./support/page.ts";
import { scriptTag, warnings } from "./support/script-tag.ts";

describe("invalid content, and content for other servers", () => {
  let lhc: Lhc;
  let stranger: Lhc;
  before(async () => {
    [lhc, stranger] = await Promise.all([startLhc(), startLhc()]);
    await scriptTag(lhc.origin);
  });
  after(() => Promise.all([lhc.close(), stranger.close()]));
  beforeEach(() => lhc.clearRequests());
  afterEach(async () => {
    tidy();
    await settle();
    expect(await stranger.requests()).to.deep.equal([]);
    expect(pageErrors()).to.deep.equal([]);
  });

  const place = (): HTMLElement => {
    mount(`<div id="place"></div>`);
    return document.querySelector<HTMLElement>("#place")!;
  };

  /** Mounts the markup twice and expects no change, and one warning with the node. */
  async function staysUnchanged(markup: string, message: RegExp): Promise<void> {
    const clock = stopTheClock();
    const warned = warnings();
    const list = place();
    list.innerHTML = markup;
    const untouched = list.innerHTML;
    await settle();
    list.append(list.firstElementChild!);
    list.append(list.firstElementChild!.cloneNode(true));
    await settle();
    expect(list.innerHTML).to.equal(untouched + untouched);
    expect(warned).to.have.length(1);
    expect(warned[0]![0]).to.match(message);
    expect(warned[0]![1]).to.equal(list.firstElementChild);
    expect(clock.countTimers() + frames()).to.equal(0);
    expect(await lhc.requests()).to.deep.equal([]);
  }

  const mistakes: [what: string, markup: string, message: RegExp][] = [
    [
      "a name for an id",
      `<a class="lhc-status" data-lhc-department="sales">x</a>`,
      /department="sales" is not an id/,
    ],
    ["a blank id", `<b data-lhc-show="online" data-lhc-department=" ">x</b>`, /department="" is not an id/],
    ["an operator's name", `<i data-lhc-text data-lhc-user="bob">x</i>`, /user="bob" is not an id/],
    [
      "an operator and a department",
      `<a class="lhc-status" data-lhc-user="1" data-lhc-department="2">x</a>`,
      /cannot be combined/,
    ],
    [
      "no state",
      `<b data-lhc-show="open">x</b>`,
      /show="open" is not a state\. Write any of: online offline checking unknown/,
    ],
    ["an empty state", `<b data-lhc-show="">x</b>`, /show="" is not a state/],
    [
      "a valid and an invalid state",
      `<b data-lhc-show="online off">x</b>`,
      /show="online off" is not a state/,
    ],
    [
      "#lhc-status after a URL that is not a chat",
      `<a href="/contact#lhc-status">x</a>`,
      /\/contact#lhc-status is not a chat of http/,
    ],
    ["#lhc-status alone", `<a href="#lhc-status">x</a>`, /is not a chat of/],
    ["#lhc-status after an invalid URL", `<a href="http://[#lhc-status">x</a>`, /is not a chat of/],
    [
      "#lhc-status after a javascript: URL",
      `<a href="javascript:alert(1)//chat/start#lhc-status">x</a>`,
      /is not a chat of/,
    ],
    [
      "another server's link",
      `<a href="STRANGER/chat/start/(department)/1#lhc-status">x</a>`,
      /is not a chat of http/,
    ],
    [
      "another server's link, by class",
      `<a class="lhc-status" href="STRANGER/chat/start">x</a>`,
      /is not a chat of http/,
    ],
    [
      "another server's link, by state",
      `<a data-lhc-show="online" href="STRANGER/lit/chat/start">x</a>`,
      /is not a chat of http/,
    ],
    [
      "another server",
      `<span class="lhc-status" data-lhc-base-url="STRANGER/"></span>`,
      /base-url="http.+" is not http.+Only the script tag/,
    ],
    ["another folder", `<b data-lhc-show="online" data-lhc-base-url="SERVER/lhc/">x</b>`, /is not http/],
    [
      "a host name instead of a URL",
      `<i data-lhc-text data-lhc-base-url="chat.example.com">x</i>`,
      /looks like a host name/,
    ],
    ["a stray %", `<a href="SERVER/chat/start/(department)/%E0%A4#lhc-status">x</a>`, /URI/],
    [
      "an invalid list in a link",
      `<a href="SERVER/chat/start/(department)/a/b#lhc-status">x</a>`,
      /more than one alias/,
    ],
    [
      "an invalid operator in a link",
      `<a href="SERVER/chat/start/(operator)/ann#lhc-status">x</a>`,
      /user="ann" is not an id/,
    ],
  ];
  for (const [what, markup, message] of mistakes) {
    it(`${what} stays unchanged, with one warning`, () =>
      staysUnchanged(markup.replace("STRANGER", stranger.origin).replace("SERVER", lhc.origin), message));
  }

  it("the warning about another server's link says what to do", async () => {
    const warned = warnings();
    const list = place();
    list.innerHTML = `<a href="${lhc.origin}/shop/chat/start/(department)/9#lhc-status">x</a>`;
    await settle();
    expect(list.querySelector("lhc-status")).to.equal(null);
    expect(warned[0]![0]).to.contain(`is not a chat of ${lhc.origin}/, the script tag's server.`);
    expect(warned[0]![0]).to.contain(`Link to ${lhc.origin}/chat/start, or use <lhc-status base-url="…">`);
  });

  for (const [i, folder] of ["index.php/", "eng/", "index.php/lit/"].entries()) {
    it(`links and base URLs with ${folder} are accepted for the script tag's server`, async () => {
      const list = place();
      list.innerHTML = `<a href="${lhc.origin}/${folder}chat/start/(department)/${i + 10}#lhc-status">x</a>
        <b data-lhc-show="online" data-lhc-department="${i + 20}" data-lhc-base-url="${lhc.origin}/${folder}">y</b>`;
      await lhc.waitForRequests(2);
      expect(list.querySelectorAll("lhc-status")).to.have.length(1);
      expect((await lhc.requests()).map(({ target }) => target.split("?")[0]).sort()).to.deep.equal([
        `/restapi/isonlinedepartment/${i + 10}`,
        `/restapi/isonlinedepartment/${i + 20}`,
      ]);
    });
  }

  it("the script tag's own base URL is accepted", async () => {
    mount(`<span class="lhc-status" data-lhc-base-url="${lhc.origin}"></span>`);
    await lhc.waitForRequests(1);
  });

  it("a missing server sends nothing and warns", async () => {
    setDefaults({ baseUrl: null });
    await staysUnchanged(`<span class="lhc-status"></span>`, /base-url is missing/);
    setDefaults({ baseUrl: lhc.origin });
  });

  it("content cannot set transport, interval, timeout or chat", async () => {
    const list = place();
    list.innerHTML = `<a class="lhc-status" href="javascript:void(0)" data-lhc-transport="fetch" data-lhc-interval="30"
      data-lhc-timeout="1" data-lhc-nonce="x" data-lhc-paused data-lhc-share="page" data-lhc-chat="widget"
      data-lhc-chat-department="1" data-lhc-onclick="alert(1)" data-lhc-style="x" data-lhc-id="x" data-lhc-user="3">x</a>`;
    await settle();
    const status = list.querySelector("lhc-status")!;
    expect(status.getAttributeNames().sort()).to.deep.equal(["user", "variant"]);
    const { transport, interval, timeout, chat } = status.settings;
    expect({ transport, interval, timeout, chat }).to.deep.equal({
      transport: "jsonp",
      interval: 60,
      timeout: 8,
      chat: "none",
    });
  });

  describe("works with names that shadow DOM properties", () => {
    /** The properties of the document or of a form that the code reads. */
    const NAMES = (
      "body documentElement currentScript readyState baseURI querySelectorAll createElement contains childNodes " +
      "getAttribute setAttribute toggleAttribute matches closest querySelector children textContent append nodeType " +
      "replaceChildren isContentEditable hidden parentNode attributes isConnected hasAttribute"
    ).split(" ");
    /** The tests and the element need these properties of the document. */
    const NEEDED = ["body", "documentElement", "baseURI", "createElement", "querySelector", "getElementById"];

    it("in the document", async () => {
      const list = place();
      list.innerHTML =
        NAMES.filter((name) => !NEEDED.includes(name))
          .map((name) => `<img name="${name}"><form name="${name}"></form>`)
          .join("") + `<a class="lhc-status">x</a><b data-lhc-show="online">y</b>`;
      await settle();
      expect(list.querySelectorAll("lhc-status")).to.have.length(1);
      expect(list.querySelector("b")!.hidden).to.equal(true);
      list.replaceChildren();
      await settle();
    });

    for (const name of NAMES) {
      it(`in a form: ${name}`, async () => {
        warnings();
        const list = place();
        list.innerHTML = `<form data-lhc-show="checking" data-lhc-user="7"><input name="${name}"><a class="lhc-status">x</a></form>
          <form data-lhc-text><input name="${name}"></form><b data-lhc-show="online">y</b>`;
        await settle();
        expect(list.querySelectorAll("lhc-status")).to.have.length(1);
        expect(list.querySelector("b")!.hidden).to.equal(true);
        list.replaceChildren();
        await settle();
      });
    }

    it("in the window", async () => {
      const list = place();
      list.innerHTML = `<a id="MutationObserver"></a><a id="customElements"></a><a id="lhcStatus"></a><a id="LhcStatusElement"></a>
        <a id="LHC_API"></a><form id="$_LHC"><input name="attributes"></form><a class="lhc-status">x</a>`;
      await settle();
      expect(list.querySelectorAll("lhc-status")).to.have.length(1);
    });
  });

  it("SVG and MathML elements stay unchanged", async () => {
    const list = place();
    const markup = `<svg class="lhc-status" data-lhc-show="offline"><a class="lhc-status" href="#lhc-status"></a></svg><math data-lhc-text="">x</math>`;
    list.innerHTML = markup;
    await settle();
    expect(list.innerHTML).to.equal(markup);
  });
});
