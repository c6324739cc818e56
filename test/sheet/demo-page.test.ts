/** The demo's own page. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Demo, startDemo } from "../../demo/serve.ts";
import { labels as arabic } from "../../src/locales/ar.ts";
import { labels as english } from "../../src/locales/en.ts";
import { labels as german } from "../../src/locales/de.ts";
import { launch } from "./open-sheet.ts";

let demo: Demo;
let browser: Browser;
beforeAll(async () => {
  demo = await startDemo();
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await demo?.close();
});

it("shows the badges in the selected language", async () => {
  const page = await browser.newPage();
  const messages: string[] = [];
  page
    .on("console", (message) => messages.push(message.text()))
    .on("pageerror", (error) => messages.push(error.message));
  await page.goto(demo.page);
  const badge = page.locator("#badges lhc-status").first();
  await badge.locator("[name=online]").waitFor();
  const label = () =>
    badge.evaluate(({ status, shadowRoot }: HTMLElementTagNameMap["lhc-status"]) => [
      status,
      shadowRoot!.querySelector(`[name=${status}]`)!.textContent,
    ]);
  expect(await label()).toEqual(["online", english[0]]);
  for (const [language, labels] of [
    ["de", german],
    ["ar", arabic],
    ["en", english],
  ] as const) {
    await page.getByLabel("Badges in").selectOption(language);
    await expect.poll(label).toEqual(["online", labels[0]]);
  }
  expect(messages).toEqual([]);
  await page.close();
});
