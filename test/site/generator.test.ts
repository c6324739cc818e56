/** The generator, used as a site owner uses it. */
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import type { LhcStatusElement } from "../../src/index.ts";
import { useSite } from "./support/site.ts";

const site = useSite();
const CLIPBOARD = { permissions: ["clipboard-read", "clipboard-write"] };
const READY = { viewport: { width: 1280, height: 900 } };

const answer = async (page: Page): Promise<string> => {
  await page.waitForSelector("#answer[data-tone=good], #answer[data-tone=bad], #answer[data-tone=plain]");
  return page.locator("#answer").innerText();
};

const code = (page: Page): Promise<string> => page.locator("#blocks code").first().innerText();

const paste = async (page: Page, text: string): Promise<void> => {
  await page.evaluate((clip) => navigator.clipboard.writeText(clip), text);
  await page.locator("#server").focus();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.press("ControlOrMeta+V");
};

/** A label stands over its radio button. */
const choose = (page: Page, name: string, value: string): Promise<void> =>
  page.locator(`input[name=${name}][value=${value}]`).check({ force: true });

describe("for a server that is fine", () => {
  test("pasting an address and one click copy the code", async () => {
    const { page, messages } = await site.open("generator.html", CLIPBOARD);
    await paste(page, `${site.lhc.origin}/site_admin/`);
    expect(await answer(page)).toBe(`Online. LHC answers at ${site.lhc.origin}/.`);
    await page.locator("#blocks .copy").first().click();
    await page.getByRole("button", { name: "Copy Your page" }).getByText("Copied").waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
      `<script src="/lhc-status-0.1.0.js" data-lhc-base-url="${site.lhc.origin}/" async></script>\n\n<lhc-status></lhc-status>`,
    );
    expect(messages).toEqual([]);
  });

  test("three requests tell the status and the departments, and none adds a visitor", async () => {
    const { page } = await site.open("generator.html");
    await page.fill("#server", site.lhc.origin);
    await page.keyboard.press("Enter");
    await answer(page);
    // The fourth is the live preview's.
    const paths = site.questions.map(({ method, target }) => `${method} ${target.replace(/&?_=\d+/, "")}`);
    expect(paths.slice(0, 3)).toEqual([
      "GET /restapi/isonline?",
      "GET /restapi/isonline?callback=lhcStatus",
      "POST /widgetrestapi/onlinesettings",
    ]);
    expect(paths.length).toBeLessThanOrEqual(4);
    expect(site.questions.every(({ headers }) => !("cookie" in headers) && !("referer" in headers))).toBe(
      true,
    );
  });

  test("departments are chosen by name, and the trap of 'all departments' is named and cured", async () => {
    const { page } = await site.open("generator.html", READY);
    await page.fill("#server", site.lhc.origin);
    await page.keyboard.press("Enter");
    await answer(page);
    await choose(page, "whom", "department");
    await page.locator("#department-list label", { hasText: "Support" }).click();
    await page.locator("#match-note", { hasText: "Your badge says offline now" }).waitFor();
    expect(await code(page)).toContain('<lhc-status department="1"></lhc-status>');
    await page.getByRole("button", { name: "Count them" }).click();
    await page.locator("#answer", { hasText: "Online." }).waitFor();
    expect(await code(page)).toContain(
      '<lhc-status department="1" department-match="inclusive"></lhc-status>',
    );
    expect(await page.locator("#match-note").innerText()).toBe("");
  });

  test("a department with an alias is asked for inclusively", async () => {
    const { page } = await site.open("generator.html", READY);
    await page.fill("#server", site.lhc.origin);
    await page.keyboard.press("Enter");
    await answer(page);
    await choose(page, "whom", "department");
    await page.locator("#department-list label", { hasText: "Sales" }).click();
    expect(await code(page)).toContain('department="sales" department-match="inclusive"');
  });

  test("a pasted chat link chooses its department", async () => {
    const { page } = await site.open("generator.html", CLIPBOARD);
    await paste(page, `${site.lhc.origin}/chat/start/(department)/1`);
    await answer(page);
    expect(await page.inputValue("#department")).toBe("1");
    expect(await page.inputValue("#server")).toBe(`${site.lhc.origin}/`);
  });

  test("the preview shows every state and, live, that of the server", async () => {
    const { page, elsewhere } = await site.open("generator.html");
    const status = (): Promise<unknown> =>
      page.evaluate(() =>
        [...document.querySelectorAll("#panes lhc-status")].map(
          (badge) => (badge as LhcStatusElement).status,
        ),
      );
    for (const state of ["offline", "checking", "unknown", "online"]) {
      await choose(page, "preview", state);
      await expect.poll(status).toEqual([state, state, state, state]);
    }
    expect(elsewhere).toEqual([]);
    site.lhc.lay({ activeUsers: [] });
    await page.fill("#server", site.lhc.origin);
    await page.keyboard.press("Enter");
    await answer(page);
    await expect.poll(status).toEqual(["offline", "offline", "offline", "offline"]);
  });
});

describe("for a server that is not fine", () => {
  test("an answer does not move what the owner is about to click", async () => {
    const { page } = await site.open("generator.html", READY);
    const top = async (): Promise<number> => (await page.locator("#whom-title").boundingBox())!.y;
    const before = await top();
    await page.fill("#server", site.lhc.origin);
    await choose(page, "variant", "button");
    await answer(page);
    expect(await top()).toBe(before);
  });

  test("it does not ask while an address is being typed", async () => {
    const { page, elsewhere } = await site.open("generator.html");
    await page.locator("#server").pressSequentially(site.lhc.origin);
    expect(elsewhere).toEqual([]);
  });

  test("a wrong folder is corrected", async () => {
    site.lhc.faults = [{ path: /^\/(?!index\.php)/, status: 404, body: "Not found" }];
    const { page } = await site.open("generator.html");
    await page.fill("#server", site.lhc.origin);
    await page.keyboard.press("Enter");
    expect(await answer(page)).toContain(`LHC answers at ${site.lhc.origin}/index.php/`);
    expect(await code(page)).toContain(`data-lhc-base-url="${site.lhc.origin}/index.php/"`);
  });

  test("an error of PHP is explained with its cure", async () => {
    site.lhc.faults = [{ body: "<br />\n<b>Warning</b>: Undefined variable in index.php" }];
    const { page } = await site.open("generator.html");
    await page.fill("#server", site.lhc.origin);
    await page.keyboard.press("Enter");
    expect(await answer(page)).toBe("No Live Helper Chat answers there. See below.");
    expect(await page.locator("#findings .error").first().innerText()).toMatch(/display_errors/);
  });

  test("without the CORS header, its script runs only after a click that says so", async () => {
    site.lhc.faults = [{ without: ["Access-Control-Allow-Origin"] }];
    const { page } = await site.open("generator.html");
    await page.fill("#server", site.lhc.origin);
    await page.keyboard.press("Enter");
    expect(await answer(page)).toContain("No answer that this page may read.");
    expect(await answer(page)).toContain(`runs a script of ${new URL(site.lhc.origin).host} in this page`);
    expect(site.questions.some(({ headers }) => headers["sec-fetch-dest"] === "script")).toBe(false);
    await page.getByRole("button", { name: "Ask by its script" }).click();
    await page.locator("#answer", { hasText: "The badge works with this server." }).waitFor();
    expect(site.questions.at(-1)!.headers["sec-fetch-dest"]).toBe("script");
  });

  test.each([
    ["javascript:alert(1)", /is a javascript: address/],
    ["https://me:secret@chat.example.com/", /contains a password/],
  ])("%s is refused next to its field, without a request", async (text, problem) => {
    const { page, elsewhere } = await site.open("generator.html");
    await page.fill("#server", text);
    await page.keyboard.press("Enter");
    await expect.poll(() => page.locator("#server-problem").innerText()).toMatch(problem);
    expect(await page.getAttribute("#server", "aria-invalid")).toBe("true");
    expect(await code(page)).toContain("https://chat.example.com/");
    expect(elsewhere).toEqual([]);
  });
});

describe("the fragment", () => {
  test("holds the whole configuration, and restores it", async () => {
    const { page } = await site.open("generator.html", CLIPBOARD);
    await page.fill("#server", `${site.lhc.origin}/`);
    await choose(page, "variant", "button");
    await choose(page, "chat", "popup");
    await page.locator("summary", { hasText: "Words" }).click();
    await page.fill("#online", 'Say "hi"');
    const written = await code(page);
    await page.getByRole("button", { name: "Copy a link to these settings" }).click();
    await page.locator("#shared", { hasText: "Copied" }).waitFor();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    const { page: other } = await site.open(link.slice(site.url.length));
    expect(await code(other)).toBe(written);
    expect(written).toContain('label-online="Say &quot;hi&quot;"');
  });

  test("makes no request to the server in it until Check is pressed", async () => {
    const { page, elsewhere } = await site.open(
      `generator.html#server=${encodeURIComponent(site.lhc.origin)}`,
    );
    expect(await answer(page)).toBe("Press Check to ask this server.");
    await choose(page, "preview", "live");
    await choose(page, "variant", "text");
    expect(elsewhere).toEqual([]);
    await page.getByRole("button", { name: "Check" }).click();
    await page.locator("#answer", { hasText: "Online." }).waitFor();
  });

  test.each([
    ["HTML", `online=${encodeURIComponent("<img src=x onerror=\"document.title='changed'\">")}`],
    [
      "a script",
      `online=${encodeURIComponent("</script><script>document.title='changed'</script>")}&site=react`,
    ],
    ["a javascript: address", "server=javascript%3Adocument.title%3D'changed'"],
    ["CSS", `color=${encodeURIComponent("red;background:url(https://evil.example/)")}`],
    ["a megabyte", `online=${"a".repeat(1_000_000)}`],
    ["prototypes", "__proto__=1&constructor=2&whom=toString&site=__proto__"],
    ["broken encoding", "online=%E0%A4%A&server=%"],
    ["an older version", "v=0&theme=dark&host=https%3A%2F%2Fchat.example.com"],
  ])("with %s is text, and does no harm", async (_name, fragment) => {
    const { page, messages, elsewhere } = await site.open(`generator.html#${fragment}`);
    await page.waitForFunction(() => document.querySelector("#blocks code") !== null);
    expect(await page.title()).toBe("Build your badge · lhc-status");
    expect(await page.locator("main img, main script, main style").count()).toBe(0);
    expect({ messages, elsewhere }).toEqual({ messages: [], elsewhere: [] });
  });

  test("names a wrong value next to its field, and leaves it out of the code", async () => {
    const { page } = await site.open("generator.html#variant=big&color=url(x)&whom=user&user=anna");
    expect(await page.locator("#variant-problem").innerText()).toMatch(/one of: badge, text, dot, button/);
    expect(await page.locator("#color-problem").innerText()).toMatch(/not a colour/);
    expect(await page.locator("#user-problem").innerText()).toMatch(/is not an id/);
    expect(await code(page)).toMatch(/<lhc-status><\/lhc-status>$/);
  });
});

test("works by keyboard alone", async () => {
  const { page } = await site.open("generator.html", CLIPBOARD);
  await page.locator("#server").focus();
  await page.keyboard.type(site.lhc.origin);
  await page.keyboard.press("Enter");
  await answer(page);
  await page.keyboard.press("Tab");
  for (let i = 0; i < 40; i += 1) {
    const name = await page.evaluate(() => (document.activeElement as HTMLInputElement).name);
    if (name === "variant") break;
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("ArrowRight");
  expect(await code(page)).toContain('variant="text"');
  for (let i = 0; i < 40; i += 1) {
    const label = await page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
    if (label === "Copy Your page") break;
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Enter");
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toContain('<lhc-status variant="text"></lhc-status>');
});
