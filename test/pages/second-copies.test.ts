/** One copy registers, the others stand back with one notice each, and nobody breaks anybody. */
import { describe, expect, test } from "vitest";
import { filledHeaders } from "./policies.ts";
import { badge, NONCE, NPM_APP, outcome, usePages } from "./support/pages.ts";

const STRICT = {
  "Content-Security-Policy":
    "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic'; connect-src {lhc}; " +
    "trusted-types lhc-status; require-trusted-types-for 'script'",
};
const NOTICE = expect.stringContaining("taken already");
const pages = usePages();

const tag = (file: string): string =>
  `<script defer src="${file}" nonce="${NONCE}" data-lhc-base-url="${pages.lhc.origin}"></script>`;
const inline = (code: string): string => `<script nonce="${NONCE}">${code}</script>`;

/** Not told in WebKit. */
function expectSaid(...expected: unknown[]): void {
  if (pages.tab.requested) expect(pages.tab.said).toEqual(expected);
}

async function visit(html: string, headers: Record<string, string>): Promise<void> {
  const { site, lhc } = pages;
  // Another version has other words.
  site.serve("/older.js", site.script.replace("We are online", "Somebody is there"));
  await pages.visit(html, filledHeaders(headers, lhc.origin, NONCE));
}

const COPIES: Record<string, [page: () => string, label: string]> = {
  "the same script twice": [() => tag("/lhc-status.js") + tag("/lhc-status.js"), "We are online"],
  "a newer version first": [() => tag("/lhc-status.js") + tag("/older.js"), "We are online"],
  "an older version first": [() => tag("/older.js") + tag("/lhc-status.js"), "Somebody is there"],
  "the script beside an npm bundle": [() => tag("/older.js") + NPM_APP, "Somebody is there"],
  "an npm bundle beside the script": [() => NPM_APP + tag("/older.js"), "We are online"],
};

describe.each([
  ["a page", {}],
  ["a strict page", STRICT],
])("%s", (_name, headers) => {
  test.each(Object.entries(COPIES))("with %s", async (_copies, [page, label]) => {
    const link = `<a class="lhc-status" href="#">Chat</a>`;
    await visit(page() + badge() + link, headers);
    expect(await outcome(pages.tab)).toMatchObject({ status: "online", code: null });
    const text = `document.querySelector("lhc-status").shadowRoot.querySelector("[name=online]").textContent`;
    expect(await pages.tab.evaluate(text)).toBe(label);
    // Of what is in the content, too, there is one.
    expect(await pages.tab.evaluate(`document.querySelectorAll("a lhc-status").length < 2`)).toBe(true);
    expect(pages.questions.filter(({ target }) => target.includes("isonlineuser"))).toHaveLength(1);
    expectSaid(NOTICE);
  });

  test("in which the name is something else's", async () => {
    const other = inline(`customElements.define("lhc-status", class extends HTMLElement {
      connectedCallback() { this.append("theirs"); }
    })`);
    await visit(other + badge() + tag("/lhc-status.js") + `<a class="lhc-status" href="#">Chat</a>`, headers);
    expect(await pages.tab.evaluate("document.body.textContent.trim()")).toBe("theirsChat");
    expect(pages.questions).toEqual([]);
    expectSaid(NOTICE);
  });
});

test("LHC's own widget keeps all that is its own", async () => {
  // Whoever writes to it, or takes something away, is heard of.
  const widget = inline(`
    const meddling = [];
    const note = (name) => (_target, key) => { meddling.push(name + " " + String(key)); return true; };
    const guarded = (value) => typeof value === "object" && value
      ? new Proxy(Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, guarded(inner)])),
          { set: note("set"), defineProperty: note("define"), deleteProperty: note("delete") })
      : value;
    const own = {
      LHC_API: { args: { mode: "widget", lhc_base_url: "//chat.invalid/", wheight: 450 } },
      $_LHC: { attributes: { onlineStatus: { value: true } }, eventListener: {}, version: 255 },
      LHCChatOptions: { attr: [] },
      lh_inst: { lhc_need_help_hide() {} },
    };
    for (const [name, value] of Object.entries(own)) {
      const theirs = guarded(value);
      Object.defineProperty(window, name, { enumerable: true, get: () => theirs, set: () => meddling.push(name) });
    }
    let heard = 0;
    addEventListener("message", () => heard++);
    const before = new Set(Object.keys(window));
  `);
  await visit(widget + tag("/lhc-status.js") + tag("/older.js") + badge(), {});
  expect(await outcome(pages.tab)).toMatchObject({ status: "online" });
  const after =
    "[meddling, heard, Object.keys(window).filter((name) => !before.has(name) && !name.startsWith('__pw'))]";
  expect(await pages.tab.evaluate(after)).toEqual([[], 0, []]);
});
