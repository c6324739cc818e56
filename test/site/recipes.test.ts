/** The recipes of the site: live in its page, and their code on an empty page with a Live Helper Chat. */
import { expect, test } from "vitest";
import { readRelease } from "../../site/build/downloads.ts";
import { readRecipes } from "../../site/build/recipes.ts";
import type { LhcStatusElement } from "../../src/index.ts";
import { useEmptyPage } from "./support/empty-page.ts";
import { useSite } from "./support/site.ts";

const site = useSite();
const recipes = readRecipes();
const { serveAs } = readRelease();
const show = useEmptyPage();

test("every example is live in the page, while operators are there and while all are away", async () => {
  const { page, messages, elsewhere } = await site.open("recipes.html");
  const statuses = (column: number): Promise<string[]> =>
    page.evaluate(
      (n) =>
        [...document.querySelectorAll(`.examples figure:nth-child(${n}) lhc-status`)].map(
          (badge) => (badge as LhcStatusElement).status,
        ),
      column,
    );
  await expect.poll(async () => new Set(await statuses(1))).toEqual(new Set(["online", "offline"]));
  await expect.poll(async () => new Set(await statuses(2))).toEqual(new Set(["offline"]));
  expect({ messages, elsewhere }).toEqual({ messages: [], elsewhere: [] });
});

test("departments are sorted by style alone, and another way shows while all are away", async () => {
  const { page } = await site.open("recipes.html", { viewport: { width: 1280, height: 900 } });
  const desks = page.locator(".live-departments-the-online-ones-first").first();
  const top = async (department: number): Promise<number> =>
    (await desks.locator(`[department="${department}"]`).boundingBox())!.y;
  await expect.poll(async () => (await top(1)) > (await top(3))).toBe(true);
  const other = page.locator(".live-another-way-to-reach-you-while-offline");
  await expect.poll(() => other.nth(1).getByText("Write to us").isVisible()).toBe(true);
  await expect.poll(() => other.nth(0).getByText("Write to us").isVisible()).toBe(false);
});

test("a picture shows while operators are there, and another one while all are away", async () => {
  const { page } = await site.open("recipes.html");
  const visible = (column: number): Promise<string[]> =>
    page
      .locator(".live-own-pictures-for-online-and-offline")
      .nth(column)
      .locator("img")
      .evaluateAll((images) =>
        (images as HTMLImageElement[])
          .filter((image) => image.checkVisibility({ visibilityProperty: true }) && image.naturalWidth > 0)
          .map(({ alt }) => alt),
      );
  await expect.poll(() => visible(0)).toEqual(["We are here"]);
  await expect.poll(() => visible(1)).toEqual(["We are away"]);
});

test.each(recipes.map((recipe) => [recipe.title, recipe] as const))(
  "the code of '%s' works",
  async (_title, { blocks }) => {
    site.lhc.lay({ activeUsers: [1, 2] });
    const of = (language: string): string =>
      blocks
        .find((block) => block.language === language)
        ?.code.replaceAll("https://chat.example.com", site.lhc.origin) ?? "";
    const html = `<style>${of("css")}</style>
    <script src="/${serveAs}" data-lhc-base-url="${site.lhc.origin}/" async></script>${of("html")}`;
    const { statuses, pictures, messages } = await show(site.browser, html);
    expect(statuses.length + pictures.length).toBeGreaterThan(0);
    expect(statuses.filter((status) => status !== "online" && status !== "offline")).toEqual([]);
    expect(pictures).not.toContain(false);
    expect(messages).toEqual([]);
  },
);
