/** The site in Firefox and WebKit. */
import { existsSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startWebkit } from "../pages/support/webkit.ts";
import type { Browser, Tab } from "../pages/support/tab.ts";
import { useSite } from "./support/site.ts";

const HOME = `[...document.querySelectorAll("#live lhc-status")].map(({ status }) => status).join()`;
const ASK = (server: string): string => `(() => {
  const field = document.getElementById("server");
  field.value = ${JSON.stringify(server)};
  field.form.requestSubmit();
})()`;
const ANSWER = `document.querySelector("#answer[data-tone=good], #answer[data-tone=bad]")?.innerText ?? ""`;
const CODE = `document.querySelector("#blocks code")?.textContent ?? ""`;

describe("in Firefox", () => {
  const site = useSite("firefox");

  test("the home page is live, with an empty console and no request to another host", async () => {
    const { page, messages, elsewhere } = await site.open("index.html");
    await expect.poll(() => page.evaluate(HOME)).toBe("online,online,online");
    await page.getByRole("switch").click();
    await expect.poll(() => page.evaluate(HOME)).toBe("offline,offline,offline");
    expect({ messages, elsewhere }).toEqual({ messages: [], elsewhere: [] });
  });

  test("the generator checks a server and writes the code", async () => {
    const { page, messages } = await site.open("generator.html");
    await page.evaluate(ASK(site.lhc.origin));
    await expect.poll(() => page.evaluate(ANSWER)).toContain("Online.");
    expect(await page.evaluate(CODE)).toContain(`data-lhc-base-url="${site.lhc.origin}/"`);
    expect(messages).toEqual([]);
  });

  test("the search finds an error code", async () => {
    const { page } = await site.open("docs/errors.html");
    await page.fill("#search-field", "no-callback");
    await page.locator("#search-list a").first().waitFor();
  });
});

describe.skipIf(!existsSync("/usr/bin/WebKitWebDriver"))("in WebKit", () => {
  const site = useSite("firefox");
  let browser: Browser;
  let tab: Tab;
  beforeAll(async () => {
    browser = await startWebkit();
    tab = await browser.open();
  });
  afterAll(() => browser.close());

  test("the home page is live", async () => {
    await tab.goto(`${site.url}index.html`);
    await expect.poll(() => tab.evaluate(HOME)).toBe("online,online,online");
  });

  test("the generator checks a server and writes the code", async () => {
    await tab.goto(`${site.url}generator.html`);
    await tab.evaluate(ASK(site.lhc.origin));
    await expect.poll(() => tab.evaluate(ANSWER)).toContain("Online.");
    expect(await tab.evaluate(CODE)).toContain(`data-lhc-base-url="${site.lhc.origin}/"`);
  });
});
