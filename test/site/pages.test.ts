/** Every page of the site in Chromium. */
import { expect, test } from "vitest";
import { testEveryPage } from "./support/every-page.ts";
import { useSite } from "./support/site.ts";

const site = useSite();

testEveryPage("chromium", site);

test("the policy stops a script that is not the site's", async () => {
  const { page, messages } = await site.open("index.html");
  await page.evaluate(() => {
    const place = document.createElement("div");
    document.body.append(place);
    place.innerHTML = "<img src=x onerror=\"document.title='changed'\">";
  });
  await expect.poll(() => messages.join()).toMatch(/Content Security Policy/);
  expect(await page.title()).not.toBe("changed");
});
