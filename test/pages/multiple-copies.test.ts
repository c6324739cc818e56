/** If a page loads several copies, one registers the element and the others only print a notice. */
import { describe, expect, test } from "vitest";
import { filledHeaders } from "./policies.ts";
import { badge, NONCE, NPM_APP, outcome, usePages } from "./support/pages.ts";

const STRICT = {
  "Content-Security-Policy":
    "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic'; connect-src {lhc}; " +
    "trusted-types lhc-status; require-trusted-types-for 'script'",
};
const NOTICE = expect.stringContaining("already defined");
const pages = usePages();

const tag = (file: string): string =>
  `<script defer src="${file}" nonce="${NONCE}" data-lhc-base-url="${pages.lhc.origin}"></script>`;
const inline = (code: string): string => `<script nonce="${NONCE}">${code}</script>`;

/** WebKit does not report console messages. */
function expectMessages(...expected: unknown[]): void {
  if (pages.tab.requested) expect(pages.tab.messages).toEqual(expected);
}

async function visit(html: string, headers: Record<string, string>): Promise<void> {
  const { site, lhc } = pages;
  // Simulate another version by another label.
  site.serve("/older.js", site.script.replace("We are online", "Chat is open"));
  const [npm, app] = await Promise.all(
    ["/npm.js", "/app.js"].map(async (file) => (await fetch(site.origin + file)).text()),
  );
  site.serve("/older-npm.js", npm!.replace("We are online", "Chat is open"));
  site.serve("/older-app.js", app!.replace("/npm.js", "/older-npm.js"));
  await pages.visit(html, filledHeaders(headers, lhc.origin, NONCE));
}

/** Another application of the page, with a version of its own. */
const OLDER_APP = NPM_APP.replace("/app.js", "/older-app.js");

const COPIES: Record<string, [page: () => string, label: string]> = {
  "the same script twice": [() => tag("/lhc-status.js") + tag("/lhc-status.js"), "We are online"],
  "a newer version first": [() => tag("/lhc-status.js") + tag("/older.js"), "We are online"],
  "an older version first": [() => tag("/older.js") + tag("/lhc-status.js"), "Chat is open"],
  "the script beside an npm bundle": [() => tag("/older.js") + NPM_APP, "Chat is open"],
  "an npm bundle beside the script": [() => NPM_APP + tag("/older.js"), "We are online"],
  "two applications, the newer version first": [() => NPM_APP + OLDER_APP, "We are online"],
  "two applications, the older version first": [() => OLDER_APP + NPM_APP, "Chat is open"],
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
    // Content is upgraded at most once.
    expect(await pages.tab.evaluate(`document.querySelectorAll("a lhc-status").length < 2`)).toBe(true);
    expect(pages.questions.filter(({ target }) => target.includes("isonlineuser"))).toHaveLength(1);
    expectMessages(NOTICE);
  });

  test("with another element of that name", async () => {
    const other = inline(`customElements.define("lhc-status", class extends HTMLElement {
      connectedCallback() { this.append("theirs"); }
    })`);
    await visit(other + badge() + tag("/lhc-status.js") + `<a class="lhc-status" href="#">Chat</a>`, headers);
    expect(await pages.tab.evaluate("document.body.textContent.trim()")).toBe("theirsChat");
    expect(pages.questions).toEqual([]);
    expectMessages(NOTICE);
  });
});

test("does not touch the globals of LHC's own widget", async () => {
  // Record every write and deletion.
  const widget = inline(`
    const writes = [];
    const note = (name) => (_target, key) => { writes.push(name + " " + String(key)); return true; };
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
      Object.defineProperty(window, name, { enumerable: true, get: () => theirs, set: () => writes.push(name) });
    }
        let messages = 0;
    addEventListener("message", () => messages++);
    const before = new Set(Object.keys(window));
  `);
  await visit(widget + tag("/lhc-status.js") + tag("/older.js") + badge(), {});
  expect(await outcome(pages.tab)).toMatchObject({ status: "online" });
  const after =
    "[writes, messages, Object.keys(window).filter((name) => !before.has(name) && !name.startsWith('__pw'))]";
  expect(await pages.tab.evaluate(after)).toEqual([[], 0, []]);
});
