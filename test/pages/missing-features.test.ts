/** The badge in a page that lacks features which every supported browser has: a script has removed or replaced them. */
import { describe, expect, test } from "vitest";
import { engine } from "./support/browser.ts";
import { badge, NPM_APP, ONLINE, outcome, scriptTag, usePages } from "./support/pages.ts";

const pages = usePages();

const MISSING: Record<string, string> = {
  attachInternals: "delete HTMLElement.prototype.attachInternals",
  BroadcastChannel: "delete globalThis.BroadcastChannel",
  CSSStyleSheet: "delete globalThis.CSSStyleSheet",
  "constructable style sheets": "delete CSSStyleSheet.prototype.replace",
  IntersectionObserver: "delete globalThis.IntersectionObserver",
  "console.warn": "console.warn = undefined",
  "performance.now": "var performance = {}",
};
/** What only the content of the script tag's file needs. */
const MISSING_FOR_CONTENT: Record<string, string> = {
  MessageChannel: "delete globalThis.MessageChannel",
  MutationObserver: "delete globalThis.MutationObserver",
};

const FALLBACK = `<a class="lhc-status" data-lhc-user="2" href="#">Chat</a>`;

const background = (): Promise<unknown> =>
  pages.tab.evaluate(
    `getComputedStyle(document.querySelector("lhc-status").shadowRoot.querySelector("[part=base]")).borderRadius`,
  );

describe.each(Object.entries({ ...MISSING, ...MISSING_FOR_CONTENT }))("without %s", (name, removal) => {
  test.each([
    ["the script", () => scriptTag(pages.lhc)],
    ["the npm package", () => NPM_APP],
  ])("%s shows the badge", async (kind, script) => {
    // Lit needs the name CSSStyleSheet. The script file brings a stand-in.
    if (kind === "the npm package" && name === "CSSStyleSheet") return;
    const attributes = 'loading="lazy" announce variant="none"';
    await pages.visit(`<script>${removal}</script>${script()}${badge(attributes)}`);
    expect(await outcome(pages.tab)).toEqual(ONLINE);
    expect(await background()).toBe("16px");
    expect(pages.questions[0]!.target).toContain("callback=");
    const messages = pages.tab.messages.filter((message) => !message.startsWith("<lhc-status>: "));
    expect(messages).toEqual([]);
  });
});

test.each(Object.entries(MISSING_FOR_CONTENT))(
  "without %s the script leaves content as it is, and warns",
  async (name, removal) => {
    await pages.visit(`<script>${removal}</script>${scriptTag(pages.lhc)}${FALLBACK}${badge()}`);
    expect(await outcome(pages.tab)).toEqual(ONLINE);
    expect(await pages.tab.evaluate(`document.querySelector("a").innerHTML`)).toBe("Chat");
    if (engine !== "webkit")
      expect(pages.tab.messages.join("\n")).toMatch(
        `<lhc-status>: content stays as it is: ReferenceError: ${name}`,
      );
  },
);
