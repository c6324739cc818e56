/** Tests each example of docs/styling.md in a page with the built script. */
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { LhcServer } from "../../demo/lhc-server/index.ts";
import { startSheetLhc } from "../../demo/sheet/serve.ts";
import { accessibleNodes } from "./cells.ts";
import { launch } from "./open-sheet.ts";

const root = new URL("../../", import.meta.url);
const markdown = readFileSync(new URL("docs/styling.md", root), "utf8");

/** The HTML and CSS of each section's examples, by heading. */
const examples = new Map(
  markdown
    .split(/^## /m)
    .slice(1)
    .map((section) => [section.slice(0, section.indexOf("\n")), section] as const)
    .filter(([, section]) => section.includes("```"))
    .map(([heading, section]) => {
      const code = (language: string): string =>
        [...section.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\``, "gms"))]
          .map(([, text]) => text!)
          .join("\n");
      return [heading, { html: code("html"), css: code("css") }];
    }),
);
const tried = new Set<string>();
const settled = Promise.resolve();

let lhc: LhcServer;
let server: Server;
let browser: Browser;
let page: Page;
let served = "";
/** The script file is sent when this resolves. */
let scriptReleased: Promise<void>;

beforeAll(async () => {
  lhc = await startSheetLhc();
  server = createServer((request, response) => {
    if (request.url !== "/lhc-status.js") {
      response.setHeader("Content-Type", "text/html; charset=utf-8");
      response.end(served);
      return;
    }
    response.setHeader("Content-Type", "text/javascript");
    void scriptReleased.then(() => response.end(readFileSync(new URL("dist/lhc-status.js", root))));
  }).listen(0, "localhost");
  await new Promise((resolve) => server.once("listening", resolve));
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  server?.close();
  await lhc?.close();
});
afterEach(async () => {
  await page?.context().close();
});

/** Shows the example of this section and waits for the answers, unless the script is delayed. */
async function show(heading: string, options: BrowserContextOptions = {}, script = settled): Promise<void> {
  const { html, css } = examples.get(heading)!;
  tried.add(heading);
  const markup = html.replaceAll("https://chat.example.com", lhc.origin);
  served = `<!doctype html><html lang="en"><meta charset="utf-8"><title>${heading}</title><style>body { font: 16px/1.5 sans-serif } ${css}</style>
    <script src="/lhc-status.js" data-lhc-base-url="${lhc.origin}/" async></script><body>${markup}`;
  scriptReleased = script;
  page = await (await browser.newContext({ viewport: { width: 800, height: 600 }, ...options })).newPage();
  await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/`, { waitUntil: "commit" });
  await page.locator("body > *").first().waitFor({ state: "attached" });
  if (options.javaScriptEnabled !== false && script === settled) await answered();
}

const answered = () =>
  page.waitForFunction(() =>
    [...document.querySelectorAll("lhc-status")].every(({ status }) => status && status !== "checking"),
  );

const part = (name: string): Locator =>
  page
    .locator("lhc-status")
    .first()
    .locator(`:not(.gone)[part=${name}], :not(.gone) > [part=${name}]`)
    .first();
const style = (locator: Locator, property: string): Promise<string> =>
  locator.evaluate((node, name) => getComputedStyle(node).getPropertyValue(name), property);
const box = async (locator: Locator) => (await locator.boundingBox())!;

/** Operator 2 is online and 3 is offline; see `startSheetLhc`. */
const ask = (user: number): Promise<string> =>
  page
    .locator("lhc-status")
    .first()
    .evaluate(async (element: HTMLElementTagNameMap["lhc-status"], id) => {
      element.user = id;
      return element.refresh();
    }, user);

describe("docs/styling.md", () => {
  it("Variants", async () => {
    await show("Variants");
    const looks = page.locator("lhc-status [part=base]:not(.gone)");
    const backgrounds = await looks.evaluateAll((all) =>
      all.map((base) => getComputedStyle(base).backgroundColor),
    );
    expect(backgrounds[0]).toContain("0.12");
    expect(backgrounds.slice(1)).toEqual([
      "rgba(0, 0, 0, 0)",
      "rgba(0, 0, 0, 0)",
      "color(srgb 0.12 0.12 0.12)",
    ]);
    expect((await box(looks.nth(2))).width).toBe(10);
    expect(await page.getByRole("button", { name: "Chat with us" }).count()).toBe(1);
  });

  it("Size", async () => {
    await show("Size");
    expect((await box(part("indicator"))).width).toBe(16);
    expect(await style(part("base"), "justify-self")).toBe("center");
    // The label is on the baseline of the surrounding text.
    const [own, around] = await page.evaluate(() => {
      const bottom = (node: Node): number => {
        const range = document.createRange();
        range.selectNodeContents(node);
        return range.getBoundingClientRect().bottom;
      };
      const { status, shadowRoot } = document.querySelector("lhc-status")!;
      const shown = shadowRoot!.querySelector(`[name=${status}]`)!;
      return [bottom(shown), bottom(document.querySelector("p")!.firstChild!)];
    });
    expect(own).toBeCloseTo(around, 0);
  });

  it("Full-width button", async () => {
    await show("Full-width button");
    expect((await box(part("base"))).width).toBe(800 - 2 * 8);
    await page.addStyleTag({ content: "lhc-status::part(base) { justify-self: start }" });
    expect((await box(part("base"))).width).toBeLessThan(200);
  });

  it("Colours", async () => {
    await show("Colours");
    expect(await style(part("base"), "color")).toBe("rgb(16, 42, 67)");
    expect(await style(part("base"), "background-color")).toBe("rgb(230, 240, 250)");
    expect(await style(part("base"), "border-top")).toBe("1px solid rgb(159, 179, 200)");
    expect(await style(part("base"), "border-radius")).toBe("4px");
    expect(await style(part("indicator"), "background-color")).toBe("rgb(11, 110, 79)");
  });

  it("lists every CSS property", () => {
    const names = (text: string): string[] => [...new Set(text.match(/--lhc-status-[a-z-]+/g))].sort();
    const rows = markdown.split("\n").filter((line) => line.startsWith("| `--"));
    expect(names(rows.join("\n"))).toEqual(
      names(readFileSync(new URL("src/element/styles.ts", root), "utf8")),
    );
  });

  it("Branded button", async () => {
    await show("Branded button");
    expect(await style(part("base"), "background-color")).toBe("rgb(74, 29, 150)");
    expect(await style(part("label"), "font-weight")).toBe("600");
    await part("base").hover();
    expect(await style(part("base"), "background-color")).toBe("rgb(91, 33, 182)");
  });

  it("Style each state", async () => {
    await show("Style each state");
    expect(await style(part("base"), "background-color")).toBe("rgb(217, 245, 229)");
    expect(await ask(3)).toBe("offline");
    expect(await style(part("base"), "background-color")).toContain("0.12");
  });

  it("Hide the badge when offline", async () => {
    await show("Hide the badge when offline");
    expect(await part("base").isVisible()).toBe(true);
    expect(await ask(3)).toBe("offline");
    expect(await page.locator("lhc-status").boundingBox()).toBeNull();
    expect(await ask(2)).toBe("online");
    await part("base").focus();
    expect(await ask(3)).toBe("offline");
    expect(await part("base").evaluate((node) => node.matches(":focus"))).toBe(true);
  });

  it("Fixed in the corner of the window", async () => {
    await show("Fixed in the corner of the window");
    const { x, y, width, height } = await box(page.locator("lhc-status"));
    expect([x + width, y + height]).toEqual([800 - 16, 600 - 16]);
    await page.evaluate(() => (document.documentElement.dir = "rtl"));
    expect((await box(page.locator("lhc-status"))).x).toBe(16);
  });

  it("A dot in your own link", async () => {
    await show("A dot in your own link");
    expect((await accessibleNodes(page, "document.querySelector('a')"))[0]).toBe(
      "link: Support We are online",
    );
    expect((await box(part("base"))).width).toBe(10);
  });

  it.each([
    ["Before the script loads", "lhc-status a"],
    ["Reserve space without content", "p + p"],
  ])("%s", async (heading, selector) => {
    let come = (): void => {};
    await show(heading, {}, new Promise((resolve) => (come = resolve)));
    await page.evaluate(() => {
      const shifts: unknown[] = [];
      Object.assign(window, { shifts });
      new PerformanceObserver((list) => shifts.push(...list.getEntries())).observe({
        type: "layout-shift",
        buffered: true,
      });
      return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    });
    const words = () =>
      page.locator(selector).evaluate((node) => {
        const range = document.createRange();
        range.selectNodeContents(node);
        return range.getBoundingClientRect().toJSON() as DOMRect;
      });
    const before = await words();
    const { height } = await box(page.locator("lhc-status"));
    come();
    await answered();
    await page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    );
    expect(await words()).toEqual(before);
    expect((await box(page.locator("lhc-status"))).height).toBe(height);
    expect(await page.evaluate(() => (window as unknown as { shifts: unknown[] }).shifts.length)).toBe(0);
  });

  it("Without JavaScript", async () => {
    const pictures: string[] = [];
    lhc.onExchange(({ target, status }) => pictures.push(`${status ?? 0} ${target}`));
    await show("Without JavaScript", { javaScriptEnabled: false });
    await expect.poll(() => pictures).toHaveLength(1);
    expect(pictures[0]).toMatch(/^200 \/restapi\/onlineimage\?w=200&online=Chat\+with\+us&offline=/);
    const { width, height } = await box(
      page.getByRole("link", { name: "Chat with us, or leave a message" }).locator("img"),
    );
    expect([width, height]).toEqual([200, 40]);
  });

  it("Light and dark", async () => {
    await show("Light and dark", { colorScheme: "light" });
    expect(await style(part("indicator"), "background-color")).toMatch(/^color\(srgb 0\.04\d* 0\.41/);
    await page.emulateMedia({ colorScheme: "dark" });
    expect(await style(part("indicator"), "background-color")).toBe("rgb(74, 222, 128)");
    expect(await style(part("base"), "color")).toBe("rgb(255, 255, 255)");
  });

  it("Right-to-left text", async () => {
    await show("Right-to-left text");
    expect((await box(part("indicator"))).x).toBeGreaterThan((await box(part("label"))).x);
    expect(await page.getByText("نحن متصلون").isVisible()).toBe(true);
  });

  it("Animation", async () => {
    await show("Animation");
    expect(await style(part("indicator"), "animation-name")).toBe("none");
    void page
      .locator("lhc-status")
      .evaluate((element: HTMLElementTagNameMap["lhc-status"]) => (element.user = 9));
    await page.waitForFunction(() => document.querySelector("lhc-status")!.status === "checking");
    expect(await style(part("indicator"), "animation-name")).toBe("none");
    await page.addStyleTag({ content: "lhc-status { --lhc-status-checking-animation: initial !important }" });
    expect(await style(part("indicator"), "animation-name")).toBe("pulse");
  });

  it("has a test for every example", () => {
    expect([...examples.keys()].filter((heading) => !tried.has(heading))).toEqual([]);
  });
});
