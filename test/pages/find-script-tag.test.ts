/** How the script finds its own tag, in whatever way it is loaded, and that content is never taken for it. */
import { describe, expect, test } from "vitest";
import { engine } from "./support/browser.ts";
import { inline, LOADERS, placeholder } from "./loaders.ts";
import { badge, NONCE, ONLINE, outcome, scriptTag, usePages } from "./support/pages.ts";

const pages = usePages();
const LINK = `<a class="lhc-status" href="#">Chat</a>`;
const MISSING = expect.stringMatching(/base-url is missing\. .* data-lhc-base-url in a script tag in head\./);

const tag = (attributes: string): string =>
  `<script data-lhc-base-url="${pages.lhc.origin}" ${attributes}></script>`;
/** The page, with a head of its own. */
const page = (head: string, body = ""): string => `${head}<body>${body}${badge()}${LINK}`;

describe.each(Object.entries(LOADERS))("loaded by %s", (_loader, head) => {
  test.each([
    ["", ""],
    [
      "in a page with misleading names",
      `<img name="head"><img name="querySelectorAll"><form name="currentScript"></form>`,
    ],
  ])("finds its tag %s", async (_name, body) => {
    pages.site.serve("/combined.js", `"use strict";\n${pages.site.script}\n;`);
    await pages.visit(page(head(tag), body));
    expect(await outcome(pages.tab)).toEqual(ONLINE);
    expect(await pages.tab.evaluate(`document.links[0].querySelectorAll("lhc-status").length`)).toBe(1);
    expect(pages.tab.messages).toEqual([]);
  });
});

test("reads the other attributes of a tag that it looked up", async () => {
  await pages.visit(page(tag(`type="module" src="/lhc-status.js" data-lhc-transport="fetch"`)));
  expect(await outcome(pages.tab)).toEqual(ONLINE);
  expect(pages.questions.filter(({ target }) => target.includes("callback="))).toEqual([]);
});

test("keeps its own tag if another one is in head", async () => {
  const other = `<script type="text/plain" data-lhc-base-url="https://other.invalid/"></script>`;
  await pages.visit(page(other + scriptTag(pages.lhc)));
  expect(await outcome(pages.tab)).toEqual(ONLINE);
});

test.each([
  [
    "jQuery's copy of a tag in the body",
    () =>
      inline(`
    addEventListener("load", () => fetch("/lhc-status.js").then((response) => response.text()).then((text) => {
      const script = document.createElement("script");
      script.text = text;
      document.head.append(script);
      script.remove();
    }))`),
  ],
  ["a copy of the tag without its attributes", () => `<script src="/lhc-status.js"></script>`],
  ["a module", () => `<script type="module" src="/lhc-status.js"></script>`],
])("an inert tag in the body does not count: %s", async (_name, head) => {
  await pages.visit(
    page(
      head(),
      `${placeholder(tag)}<div><svg><script data-lhc-base-url="${pages.lhc.origin}"></script></svg></div>`,
    ),
  );
  expect(await outcome(pages.tab)).toMatchObject({ status: "unknown", code: "config", message: MISSING });
  expect(pages.questions).toEqual([]);
  // WebKit does not report console messages.
  if (pages.tab.requested) expect(pages.tab.messages.join()).toEqual(MISSING);
});

test("tags in head that differ are a config error, and none of them counts", async () => {
  const other = `<script type="text/plain" data-lhc-base-url="https://other.invalid/"></script>`;
  await pages.visit(page(other + tag(`type="module" src="/lhc-status.js"`)));
  expect(await outcome(pages.tab)).toMatchObject({ status: "unknown", code: "config" });
  expect(pages.questions).toEqual([]);
  if (pages.tab.requested) {
    expect(pages.tab.messages.join()).toContain(
      "script tags in head have different values of data-lhc-base-url",
    );
  }
});

const STRICT = {
  "Content-Security-Policy": `script-src 'nonce-${NONCE}'; connect-src 'self'`,
};

test("a tag that it looked up supplies no nonce", async () => {
  await pages.visit(
    page(
      tag(`type="text/plain" nonce="${NONCE}"`) + `<script src="/lhc-status.js" nonce="${NONCE}"></script>`,
    ),
    STRICT,
  );
  expect(await outcome(pages.tab)).toMatchObject({ status: "unknown", code: "blocked-by-csp" });
  expect(pages.questions).toEqual([]);
});

test("the tag that runs it supplies its nonce", async () => {
  await pages.visit(page(scriptTag(pages.lhc)), STRICT);
  expect(await outcome(pages.tab)).toEqual(ONLINE);
});

test.skipIf(engine === "webkit")(
  "a page change that evaluates the tag again leaves working badges",
  async () => {
    await pages.visit(page(scriptTag(pages.lhc)));
    await outcome(pages.tab);
    await pages.tab.evaluate(`new Promise((resolve) => {
    const next = new DOMParser().parseFromString(${JSON.stringify(`<body>${badge()}${LINK}`)}, "text/html");
    const script = document.createElement("script");
    for (const { name, value } of document.querySelector("script").attributes) script.setAttribute(name, value);
    script.onload = resolve;
    document.querySelector("script").replaceWith(script);
    document.body.replaceWith(document.adoptNode(next.body));
  })`);
    expect(await outcome(pages.tab)).toEqual(ONLINE);
    expect(await pages.tab.evaluate(`document.querySelectorAll("a lhc-status").length`)).toBe(1);
    expect(pages.tab.messages).toEqual([expect.stringContaining("already defined")]);
  },
);
