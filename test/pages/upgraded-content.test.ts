/** The built script upgrades content regardless of other scripts and of how its tag is written. */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { badge, outcome, scriptTag, usePages } from "./support/pages.ts";

const pages = usePages();

const CONTENT = `<a id="link" class="lhc-status" href="#">Chat</a>
  <form id="show" data-lhc-show="online"><input name="matches"><input name="children"></form>
  <b id="text" data-lhc-text>Contact us</b>`;

/** Waits for the answer and returns the state of the content. */
const shown = `new Promise((resolve) => {
  const look = () => {
    const [link, show, text] = ["link", "show", "text"].map((id) => document.getElementById(id));
    const status = link?.querySelector("lhc-status")?.status;
    if (status === "online" && text?.textContent === "We are online")
      resolve([link.textContent, show.hasAttribute("hidden"), link.querySelectorAll("lhc-status").length]);
    else setTimeout(look, 10);
  };
  look();
})`;
const UPGRADED = ["Chat ", false, 1];

/** WebKit does not report console messages. */
const ifReported = (expected: unknown[]): unknown[] => (pages.tab.requested ? expected : []);

describe("globals replaced by a library", () => {
  const NAMES = "Document Window Element Node Event Text HTMLElement HTMLAnchorElement HTMLFormElement".split(
    " ",
  );
  const LIBRARIES: Record<string, string> = {
    Document: `window.Document = function Document() {};`,
    "all constructors": NAMES.map((name) => `window.${name} = function ${name}() {};`).join(""),
    "Element, with the browser's prototype": `{
      const { prototype } = Element;
      window.Element = function (tag) { return document.createElement(tag); };
      window.Element.prototype = prototype;
    }`,
    "HTMLElement, with the browser's prototype": `{
      const { prototype } = HTMLElement;
      window.HTMLElement = function () {};
      window.HTMLElement.prototype = prototype;
    }`,
    "HTMLElement, by a polyfill": `{
      const Native = HTMLElement;
      window.HTMLElement = function HTMLElement() { return Reflect.construct(Native, [], this.constructor); };
      window.HTMLElement.prototype = Native.prototype;
    }`,
  };
  for (const [name, library] of Object.entries(LIBRARIES)) {
    const script = `<script>${library}</script>`;
    const orders: Record<string, () => string> = {
      "before the script": () => script + scriptTag(pages.lhc, "") + CONTENT,
      "after the script": () => scriptTag(pages.lhc, "") + script + CONTENT,
      "after the content": () =>
        scriptTag(pages.lhc, "") + CONTENT + `<script defer src="/library.js"></script>`,
    };
    for (const [order, html] of Object.entries(orders)) {
      test(`${name}, ${order}`, async () => {
        const errors = `<script>window.errors = []; onerror = (message) => errors.push(message);</script>`;
        pages.site.serve("/library.js", library);
        await pages.visit(errors + html() + badge(`chat="link"`));
        expect(await pages.tab.evaluate(shown)).toEqual(UPGRADED);
        expect(await outcome(pages.tab)).toMatchObject({ status: "online" });
        // Content that is added later or removed works, too.
        const later = `(() => {
          document.getElementById("link").outerHTML = '<p>${CONTENT.replaceAll("\n", "").split("<form")[0]!.trim()}</p>';
          document.querySelector("lhc-status[chat]").innerHTML = "<button>Chat</button>";
        })()`;
        await pages.tab.evaluate(later);
        expect(await pages.tab.evaluate(shown)).toEqual(UPGRADED);
        const clicked = `new Promise((resolve) => {
          addEventListener("lhc-chat-open", (event) => (event.preventDefault(), resolve("opens")));
          const badge = document.querySelector("lhc-status[chat]");
          badge.replaceChildren();
          const click = () => {
            const link = badge.shadowRoot.querySelector("a");
            if (link) link.click();
            else setTimeout(click);
          };
          click();
        })`;
        expect(await pages.tab.evaluate(clicked)).toBe("opens");
        expect(await pages.tab.evaluate("errors")).toEqual([]);
        expect(pages.tab.messages).toEqual([]);
      });
    }
  }
});

describe("a page with a slow script", () => {
  let slow: ReturnType<typeof createServer>;
  let release: () => void;
  afterEach(() => {
    release();
    slow.closeAllConnections();
    slow.close();
  });

  test.each(["defer", `type="module"`])("%s: content is upgraded before it has loaded", async (how) => {
    const released = new Promise<void>((resolve) => (release = resolve));
    slow = createServer((_request, response) => {
      void released.then(() => {
        response.setHeader("Content-Type", "text/javascript");
        response.setHeader("Access-Control-Allow-Origin", "*");
        response.end("window.slow = true;");
      });
    }).listen(0, "127.0.0.1");
    await once(slow, "listening");
    const url = `http://127.0.0.1:${(slow.address() as AddressInfo).port}/slow.js`;
    // The page reports by a question of its own, since driving it waits for the load event.
    const upgraded = new Promise<string>((resolve) => {
      pages.lhc.onRequest(({ target }) => {
        if (target.includes("upgraded")) resolve(decodeURIComponent(target.split("=")[1]!));
      });
    });
    const reporter = `<script>
      ${shown}.then((found) => {
        new Image().src = "${pages.lhc.origin}/upgraded?found=" + encodeURIComponent(JSON.stringify([found, document.readyState, !!window.slow]));
      });
    </script>`;
    const visit = pages.visit(
      `<script src="${url}" ${how}></script>${scriptTag(pages.lhc, "")}${reporter}${CONTENT}<p>The end`,
    );
    expect(JSON.parse(await upgraded)).toEqual([UPGRADED, "interactive", false]);
    release();
    await visit;
    expect(await pages.tab.evaluate(shown)).toEqual(UPGRADED);
  });
});

describe("a script tag that names no server", () => {
  const TAGS: Record<string, string> = {
    "another name": `data-lhc-baseurl="https://chat.example.com/"`,
    "a name without lhc": `data-base-url="https://chat.example.com/"`,
    "nothing in it": `data-lhc-base-url=""`,
    "only spaces in it": `data-lhc-base-url="  "`,
    "no attribute": "",
  };
  const tag = (attributes: string) => `<script src="/lhc-status.js" ${attributes}></script>`;
  const WARNING = expect.stringMatching(/base-url is missing\. .*data-lhc-base-url in a script tag in head/);
  const messages = async (): Promise<unknown[]> => {
    await pages.tab.evaluate(`new Promise((resolve) => setTimeout(resolve))`);
    return pages.tab.messages;
  };

  const content = CONTENT.replaceAll(/ id="\w+"/g, "");

  async function warnsOnce(attributes: string, html: string): Promise<void> {
    await pages.visit(tag(attributes) + html);
    expect(await messages()).toEqual(ifReported([WARNING]));
    expect(await pages.tab.evaluate(`document.querySelectorAll("a lhc-status, form[hidden]").length`)).toBe(
      0,
    );
    expect(pages.questions).toEqual([]);
  }
  test.each(Object.entries(TAGS))("%s: one warning names the attribute", (_name, attributes) =>
    warnsOnce(attributes, badge() + content.repeat(3) + badge()),
  );
  test.each([
    ["content", content],
    ["an element", badge()],
  ])("with %s alone: one warning, too", (_what, html) => warnsOnce(TAGS["another name"]!, html));

  test("with content that comes later: one warning, then", async () => {
    await pages.visit(tag(""));
    expect(await messages()).toEqual([]);
    await pages.tab.evaluate(`void (document.body.innerHTML = '<b data-lhc-text>x</b>')`);
    expect(await messages()).toEqual(ifReported([WARNING]));
  });

  test("with elements that name their own, and with other links: no warning", async () => {
    await pages.visit(tag("") + badge(`base-url="${pages.lhc.origin}"`) + `<a href="/chat">Chat</a>`);
    expect(await outcome(pages.tab)).toMatchObject({ status: "online" });
    expect(await messages()).toEqual([]);
  });
});
