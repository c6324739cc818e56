/** The badge in a browser without the features that Chrome 111, Firefox 115 or Safari 16.4 lack. */
import { expect, test } from "vitest";
import { withoutNewerFeatures } from "../../scripts/lib/oldest-browsers.ts";
import { badge, NPM_APP, outcome, scriptTag, usePages } from "./support/pages.ts";

const pages = usePages();
const oldBrowser = `<script>${withoutNewerFeatures()}</script>`;

test("removes exactly the features that they lack", async () => {
  await pages.visit(oldBrowser);
  const left = `[
    "any" in AbortSignal, "withResolvers" in Promise, "union" in Set.prototype, "fromAsync" in Array, "canParse" in URL,
    "role" in Element.prototype, "states" in ElementInternals.prototype, "popover" in HTMLElement.prototype,
    "requestIdleCallback" in window, "scheduler" in window, "trustedTypes" in window, "CustomStateSet" in window,
  ]`;
  expect(await pages.tab.evaluate(left)).toEqual(Array.from({ length: 12 }, () => false));
  const kept = `["timeout" in AbortSignal, "at" in Array.prototype, "attachInternals" in HTMLElement.prototype,
    "fetch" in window, "BroadcastChannel" in window, "IntersectionObserver" in window, "adoptedStyleSheets" in document]`;
  expect(await pages.tab.evaluate(kept)).toEqual(Array.from({ length: 7 }, () => true));
});

test.each([
  ["the script, by JSONP", "jsonp", () => scriptTag(pages.lhc)],
  ["the script, by fetch", "fetch", () => scriptTag(pages.lhc)],
  ["the npm package, by JSONP", "jsonp", () => NPM_APP],
])("%s shows the status and its changes", async (_name, transport, script) => {
  await pages.visit(oldBrowser + script() + badge(`transport="${transport}" announce loading="lazy"`));
  expect(await outcome(pages.tab)).toEqual({ status: "online", code: null, message: "" });
  const changed = `new Promise((resolve) => {
    const badge = document.querySelector("lhc-status");
    badge.addEventListener("lhc-status-change", () => badge.status !== "checking" && resolve(badge.status));
    badge.user = 3;
  })`;
  expect(await pages.tab.evaluate(changed)).toBe("offline");
  expect(await pages.tab.evaluate(`document.querySelectorAll("[role=status]").length`)).toBe(1);
  expect(pages.tab.messages).toEqual([]);
});

test("the script upgrades content and hides the badge from screen readers if the text shows the status", async () => {
  const link = `<a class="lhc-status" data-lhc-text data-lhc-user="2" href="#">Chat</a>`;
  await pages.visit(oldBrowser + scriptTag(pages.lhc) + link);
  expect(await outcome(pages.tab)).toMatchObject({ status: "online", code: null });
  const hidden = `document.querySelector("a > lhc-status").getAttribute("aria-hidden")`;
  expect(await pages.tab.evaluate(hidden)).toBe("true");
  expect(pages.tab.messages).toEqual([]);
});
