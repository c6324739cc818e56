/** The site in Firefox and WebKit. */
import { existsSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testEveryPage } from "./support/every-page.ts";
import { useServers } from "./support/site.ts";
import { openView, type View } from "./support/view.ts";

const HOME = `[...document.querySelectorAll("#live lhc-status")].map(({ status }) => status).join()`;
const ASK = (server: string): string => `(() => {
  const field = document.getElementById("server");
  field.value = ${JSON.stringify(server)};
  field.form.requestSubmit();
})()`;
const ANSWER = `document.querySelector("#answer[data-tone=good], #answer[data-tone=bad]")?.innerText ?? ""`;
const CODE = `document.querySelector("#blocks code")?.textContent ?? ""`;
const SEARCH = `(() => {
  document.getElementById("search-open").click();
  const field = document.getElementById("search-field");
  field.value = "no-callback";
  field.dispatchEvent(new Event("input", { bubbles: true }));
})()`;
const FOUND = `document.querySelector("#search-list a")?.textContent ?? ""`;

const site = useServers();

describe.each(["firefox", "webkit"] as const)("in %s", (engine) => {
  const isMissing = engine === "webkit" && !existsSync("/usr/bin/WebKitWebDriver");

  describe.skipIf(isMissing)("it is live", () => {
    let view: View;
    beforeAll(async () => {
      view = await openView(engine, "light");
    });
    afterAll(() => view.close());

    test("the home page follows its switch", async () => {
      await view.show(`${site.url}index.html`, 1280);
      await expect.poll(() => view.evaluate(HOME)).toBe("online,online,online");
      await view.evaluate(`document.querySelector("[role=switch]").click()`);
      await expect.poll(() => view.evaluate(HOME)).toBe("offline,offline,offline");
      expect(view.messages).toEqual([]);
    });

    test("the generator checks a server and writes the code", async () => {
      await view.show(`${site.url}generator.html`, 1280);
      await view.evaluate(ASK(site.lhc.origin));
      await expect.poll(() => view.evaluate(ANSWER)).toContain("Online.");
      expect(await view.evaluate(CODE)).toContain(`data-lhc-base-url="${site.lhc.origin}/"`);
      expect(view.messages).toEqual([]);
    });

    test("the search finds an error code", async () => {
      await view.show(`${site.url}docs/errors.html`, 1280);
      await view.evaluate(SEARCH);
      await expect.poll(() => view.evaluate(FOUND)).toContain("no-callback");
    });
  });

  describe.skipIf(isMissing)("every page", () => testEveryPage(engine, site));
});
