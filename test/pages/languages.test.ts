/** The script file shows the language of the page. */
import { describe, expect, test } from "vitest";
import { badge, ONLINE, outcome, scriptTag, usePages } from "./support/pages.ts";

const pages = usePages();

const shown = `(() => {
  const slot = document.querySelector("lhc-status").shadowRoot.querySelector("[name=online]");
  return [slot.textContent, slot.lang];
})()`;

describe.each([
  ["UTF-8", "utf-8"],
  ["another charset", "windows-1251"],
])("in a page with %s", (_name, charset) => {
  test.each([
    ["de", "Wir sind online", ""],
    ["fr-CA", "Nous sommes en ligne", ""],
    ["ru", "Мы онлайн", ""],
    ["ja", "ただいまオンライン", ""],
    ["pt", "Estamos online", ""],
    ["en", "We are online", ""],
    ["xx", "We are online", "en"],
  ])("%s", async (language, label, mark) => {
    await pages.visit(
      `<script>document.documentElement.lang = "${language}"</script>${scriptTag(pages.lhc)}${badge()}`,
      { "Content-Type": `text/html; charset=${charset}` },
    );
    expect(await outcome(pages.tab)).toEqual(ONLINE);
    expect(await pages.tab.evaluate(shown)).toEqual([label, mark]);
    expect(pages.tab.messages).toEqual([]);
  });
});

test("a change from German to French is followed", async () => {
  await pages.visit(`<script>document.documentElement.lang = "de"</script>${scriptTag(pages.lhc)}${badge()}`);
  await outcome(pages.tab);
  await pages.tab.evaluate(
    `(document.documentElement.lang = "fr", new Promise((resolve) => requestAnimationFrame(resolve)))`,
  );
  expect(await pages.tab.evaluate(shown)).toEqual(["Nous sommes en ligne", ""]);
});
