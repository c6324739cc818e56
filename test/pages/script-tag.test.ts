/** The script file, loaded by a script tag as site owners write it. */
import { expect, test } from "vitest";
import { filled, POLICIES } from "./policies.ts";
import { engine } from "./support/browser.ts";
import { badge, expectQuietlyOnline, NONCE, ONLINE, outcome, scriptTag, usePages } from "./support/pages.ts";

const pages = usePages();

test("upgrades badges and CMS content without console messages", async () => {
  const { lhc, visit } = pages;
  const link = `<a class="lhc-status" href="${lhc.origin}/chat/start" data-lhc-user="2">Chat</a>`;
  const words = `<p data-lhc-user="2" data-lhc-show="offline">Nobody</p><b data-lhc-user="2" data-lhc-text></b>`;
  await visit(scriptTag(lhc) + badge() + link + words);
  expect(await outcome(pages.tab)).toEqual(ONLINE);
  const shown = await pages.tab.evaluate(`({
    link: document.querySelector("a lhc-status").status,
    hidden: document.querySelector("p").hidden,
    text: document.querySelector("b").textContent,
  })`);
  expect(shown).toEqual({ link: "online", hidden: true, text: "We are online" });
  expect(pages.questions).toHaveLength(1);
  expect(pages.tab.messages).toEqual([]);
});

// For the stack of an error, V8 parses the whole script a second time.
test.skipIf(engine !== "chromium")("creates no error until something fails", async () => {
  const { lhc, visit } = pages;
  const count = `<script>created = 0; Error = class extends Error { constructor(...given) { super(...given); created++; } };</script>`;
  await visit(count + scriptTag(lhc) + badge());
  expect(await outcome(pages.tab)).toEqual(ONLINE);
  expect(await pages.tab.evaluate("created")).toBe(0);
  await pages.tab.evaluate(`document.querySelector("lhc-status").setAttribute("base-url", "none.example")`);
  await pages.tab.evaluate(`document.querySelector("lhc-status").updateComplete.then(() => {})`);
  expect(await pages.tab.evaluate("created")).toBeGreaterThan(0);
});

// Other engines block popups without user activation.
test.skipIf(engine !== "chromium")("opens LHC's popup by a click", async () => {
  const { lhc, visit } = pages;
  await visit(scriptTag(lhc) + badge('chat="popup"'));
  expect(await outcome(pages.tab)).toEqual(ONLINE);
  const opened = new Promise((resolve) =>
    lhc.onRequest(({ target }) => {
      if (target.startsWith("/chat/start")) resolve(target);
    }),
  );
  await pages.tab.evaluate(`document.querySelector("lhc-status").shadowRoot.querySelector("button").click()`);
  expect(await opened).toBe("/chat/start/(operator)/2");
});

test.each(POLICIES)("works with the policy: $name, by $transport", async ({ csp, transport }) => {
  const { lhc, visit, questions } = pages;
  await visit(scriptTag(lhc) + badge(`transport="${transport}"`), {
    "Content-Security-Policy": filled(csp, lhc.origin, NONCE),
  });
  await expectQuietlyOnline(pages);
  expect(questions[0]!.target.includes("callback=")).toBe(transport === "jsonp");
});
