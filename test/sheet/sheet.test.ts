/** Contrast, accessibility and layout of all variants in all states. */
import { readFileSync } from "node:fs";
import axe from "axe-core";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { accessibleNodes, type CellContrast, contrastOf, forceStates, table } from "./cells.ts";
import { LANGUAGES } from "../../scripts/lib/languages.ts";
import type { Labels } from "../../src/locales/labels.ts";
import { type Sheet, startSheet } from "./open-sheet.ts";
import { compare, KEY, PICTURE, takePicture } from "./picture.ts";

const PANELS = ["light", "dark", "light, right to left", "dark, right to left"];
/** Four variants in three chat modes and four states. */
const CELLS = PANELS.length * 4 * 3 * 4;

let sheet: Sheet;
let page: Page;

beforeAll(async () => {
  sheet = await startSheet();
  page = await sheet.open({ deviceScaleFactor: 2 });
});
afterAll(async () => {
  await sheet?.close();
});

const COLOURS = [
  { name: "normal colours", media: { forcedColors: "none", colorScheme: "light" } },
  { name: "forced colours, light", media: { forcedColors: "active", colorScheme: "light" } },
  { name: "forced colours, dark", media: { forcedColors: "active", colorScheme: "dark" } },
] as const;

describe.each(COLOURS)("$name", ({ name, media }) => {
  const forced = media.forcedColors === "active";
  beforeAll(async () => {
    await page.emulateMedia(media);
  });
  let release: (() => Promise<void>) | undefined;
  afterEach(async () => {
    await release?.();
    release = undefined;
  });

  it.each([[], ["hover"], ["hover", "active"], ["focus", "focus-visible"]].map((states) => ({ states })))(
    "text has a contrast of 4.5:1 and dots 3:1 $states",
    async ({ states }) => {
      release = await forceStates(page, states);
      for (const [i, panel] of PANELS.entries()) {
        const cells = await contrastOf(page, i);
        const isListed = i < 2 && !forced && !states.length;
        console.log(table([name, panel, ...states].join(", "), cells, isListed));
        expectContrast(panel, cells);
      }
    },
  );

  it("axe finds no violations", async () => {
    const { violations, unsure, seen } = await axeReport(page, !forced);
    expect(violations).toEqual([]);
    expect(unsure).toEqual([]);
    // Make sure that axe has checked the name of each control and the contrast of each visible text.
    expect(seen).toEqual({ names: (CELLS * 2) / 3, words: forced ? 0 : (CELLS * 3) / 4 });
  });

  it("controls have a visible focus indicator", async () => {
    const controls = page.locator("section").nth(0).locator("td[data-state=online] :is(a, button)");
    expect(await controls.count()).toBe(8);
    const dark = page.locator("section").nth(1).locator("td[data-state=online] :is(a, button)");
    for (const control of [...(await controls.all()), ...(await dark.all())]) {
      const box = (await control.boundingBox())!;
      const clip = { x: box.x - 6, y: box.y - 6, width: box.width + 12, height: box.height + 12 };
      const before = await page.screenshot({ clip });
      await control.focus();
      // Press a key to activate :focus-visible.
      await page.keyboard.press("Shift");
      const after = await page.screenshot({ clip });
      await control.blur();
      const { differing } = await compare(page, [after, before]);
      // At least an outline of one CSS pixel at a scale of 2.
      expect(differing, await control.evaluate((node) => node.outerHTML)).toBeGreaterThan(
        2 * 2 * (box.width + box.height),
      );
    }
  });
});

function expectContrast(panel: string, cells: readonly CellContrast[]): void {
  expect(cells).toHaveLength(CELLS / PANELS.length);
  for (const { row, state, text, dot } of cells) {
    if (text !== undefined) expect(text, `${panel}, ${row}, ${state}: text`).toBeGreaterThanOrEqual(4.5);
    expect(dot, `${panel}, ${row}, ${state}: dot`).toBeGreaterThanOrEqual(3);
  }
}

/**
 * Returns axe's findings and the number of cells it has checked. axe reports the contrast of slotted text as incomplete
 * and does not support forced colours. The contrast test covers both.
 */
async function axeReport(tab: Page, colours: boolean) {
  await tab.evaluate(axe.source);
  return tab.evaluate(async (enabled) => {
    const { axe: engine } = window as unknown as { axe: typeof import("axe-core") };
    const report = await engine.run(document, {
      elementRef: true,
      rules: { "color-contrast": { enabled } },
    });
    const found = (results: typeof report.passes) =>
      results.flatMap(({ id, nodes }) =>
        nodes.map(({ element, failureSummary = "" }) => {
          const root = element!.getRootNode();
          const isWords = id === "color-contrast" && element!.matches("[part=label]");
          return {
            id,
            isWords,
            cell: root instanceof ShadowRoot && root.host,
            text: `${id}: ${failureSummary}`,
          };
        }),
      );
    const passes = found(report.passes);
    const unsure = found(report.incomplete);
    return {
      violations: found(report.violations).map(({ text }) => text),
      unsure: unsure.filter(({ isWords }) => !isWords).map(({ text }) => text),
      seen: {
        names: passes.filter(({ id, cell }) => cell && /^(button|link)-name$/.test(id)).length,
        words: [...passes, ...unsure].filter(({ cell, isWords }) => cell && isWords).length,
      },
    };
  }, colours);
}

describe("a hovered control", () => {
  it.each([["hover"], ["active"]])("looks different (%s)", async (state) => {
    await page.emulateMedia({ forcedColors: "none", colorScheme: "light" });
    const looks = (): Promise<string[]> =>
      page.evaluate(() =>
        [...document.querySelectorAll("lhc-status")]
          .filter(({ variant }) => variant !== "dot")
          .map(({ shadowRoot }) => getComputedStyle(shadowRoot!.querySelector("[part=base]")!))
          .map((style) => `${style.backgroundColor} ${style.textDecorationColor}`),
      );
    const normal = await looks();
    const release = await forceStates(page, [state]);
    const hovered = await looks();
    await release();
    const changes = normal.filter((look, i) => look !== hovered[i]);
    // All but plain badges and, if active, the text variant.
    expect(changes).toHaveLength(PANELS.length * 4 * 2 * (state === "hover" ? 3 : 2));
  });
});

describe("on other pages", () => {
  const adapted = async (css: string, panel: number, media: Parameters<Page["emulateMedia"]>[0] = {}) => {
    const tab = await sheet.open({ deviceScaleFactor: 2 });
    await tab.evaluate((text) => {
      const sheetOfPage = new CSSStyleSheet();
      sheetOfPage.replaceSync(text);
      document.adoptedStyleSheets.push(sheetOfPage);
    }, css);
    await tab.emulateMedia(media);
    const cells = await contrastOf(tab, panel);
    await tab.context().close();
    return cells;
  };

  it.each([
    ["a dark page without color-scheme", ".dark { color-scheme: light !important }", 1],
    ["a light page with color-scheme: dark", ".light { color-scheme: dark !important }", 0],
    ["grey text on white", ".light { color: #767676 !important }", 0],
    ["grey text on black", ".dark { color: #767676 !important; background: #000 !important }", 1],
  ] as const)("dots have a contrast of 3:1: %s", async (name, css, panel) => {
    const cells = await adapted(css, panel);
    console.log(table(name, cells, false));
    for (const { row, state, dot } of cells) expect(dot, `${row}, ${state}`).toBeGreaterThanOrEqual(3);
  });

  it.each([
    ["light", 0],
    ["dark", 1],
  ] as const)(
    "everything is readable and filled dots stay filled when the %s panel is printed without backgrounds",
    async (name, panel) => {
      const css =
        "*, ::part(base), ::part(indicator) { background: none !important; box-shadow: none !important } section { background: #fff !important; color: #222 !important }";
      const cells = await adapted(css, panel, { media: "print" });
      console.log(table(`printed, ${name}`, cells, false));
      expectContrast(name, cells);
    },
  );
});

describe("the sheet", () => {
  beforeAll(async () => {
    await page.emulateMedia({ forcedColors: "none", colorScheme: "light" });
  });

  it("keeps the place of all states in each language", async () => {
    for (const language of LANGUAGES) {
      const { labels } = (await import(`../../src/locales/${language}.ts`)) as { labels: Labels };
      const wrong = await page.evaluate(async (words) => {
        const [online, offline, checking, unknown, chat, message] = words;
        const texts = { none: [online, offline, checking, unknown], chat: [chat, message, chat, unknown] };
        const elements = [...document.querySelectorAll("lhc-status")];
        for (const element of elements) {
          const [on, off, check, none] = texts[element.chat === "none" ? "none" : "chat"];
          Object.assign(element, {
            labelOnline: on,
            labelOffline: off,
            labelChecking: check,
            labelUnknown: none,
          });
        }
        await Promise.all(elements.map(({ updateComplete }) => updateComplete));
        const widthOf = (node: Element): string => node.getBoundingClientRect().width.toFixed(1);
        return [...document.querySelectorAll("tbody tr")]
          .map((row) => [...row.querySelectorAll("lhc-status")])
          .filter((cells) => {
            const pills = cells.map(({ shadowRoot }) => shadowRoot!.querySelector("[part=base]")!);
            const widest = Math.max(...pills.map((pill) => pill.getBoundingClientRect().width)).toFixed(1);
            return cells.some((cell) => widthOf(cell) !== widest);
          })
          .map((cells) => `${cells[0]!.outerHTML}: ${cells.map(widthOf).join()}`);
      }, labels);
      expect(wrong, language).toEqual([]);
    }
    await page.evaluate(() => {
      for (const element of document.querySelectorAll("lhc-status")) {
        Object.assign(element, {
          labelOnline: null,
          labelOffline: null,
          labelChecking: null,
          labelUnknown: null,
        });
      }
    });
  });

  it("exposes exactly one role and name per badge in the accessibility tree", async () => {
    const labels = { online: "We are online", offline: "We are offline", checking: "Checking…" };
    const chat = { online: "Chat with us", offline: "Leave a message", checking: "Chat with us" };
    const roles = { none: [], link: ["link"], popup: ["button"], widget: ["button"] };
    const list = `[...document.querySelectorAll("section:not([dir]) lhc-status")]`;
    const cells = await page.evaluate(`${list}.map(({ chat, status }) => ({ chat, status }))`);
    const expected = (cells as { chat: keyof typeof roles; status: string }[]).map(
      ({ chat: form, status }) => {
        const words = Object.entries(form === "none" ? labels : chat).find(
          ([state]) => state === status,
        )?.[1];
        return ["cell", ...roles[form]].map((role) => `${role}: ${words ?? "Contact us"}`);
      },
    );
    // Query the table cell, because badges without a control have no node of their own.
    const found = await Promise.all(
      expected.map(async (_, i) => {
        const nodes = await accessibleNodes(page, `${list}[${i}].closest("td")`);
        return nodes.filter((node) => !node.startsWith("StaticText"));
      }),
    );
    expect(found).toHaveLength(CELLS / 2);
    expect(found).toEqual(expected);
  });

  it("has click listeners only on controls, because screen readers announce them as clickable", async () => {
    const devtools = await page.context().newCDPSession(page);
    const listens = async (chat: string): Promise<boolean> => {
      const expression = `[...document.querySelectorAll("lhc-status")].find((element) => element.chat === "${chat}")`;
      const { result } = await devtools.send("Runtime.evaluate", { expression });
      const { listeners } = await devtools.send("DOMDebugger.getEventListeners", {
        objectId: result.objectId!,
      });
      return listeners.some(({ type }) => type === "click");
    };
    expect([await listens("none"), await listens("link")]).toEqual([false, true]);
    await devtools.detach();
  });

  it("Tab reaches each control once and in order", async () => {
    await page.locator("header a").focus();
    const reached: number[] = [];
    for (let i = 0; i < (CELLS * 2) / 3; i += 1) {
      await page.keyboard.press("Tab");
      reached.push(
        await page.evaluate(() =>
          [...document.querySelectorAll("lhc-status")]
            .filter(({ chat }) => chat !== "none")
            .findIndex((element) => element === document.activeElement && element.shadowRoot!.activeElement),
        ),
      );
    }
    expect(reached).toEqual(reached.map((_, i) => i));
  });

  it("has click targets of at least 24 by 24 pixels", async () => {
    const small = await page.evaluate(() =>
      [...document.querySelectorAll("lhc-status")]
        .flatMap(({ shadowRoot }) => [...shadowRoot!.querySelectorAll("a, button")])
        .map((control) => control.getBoundingClientRect())
        .filter(({ width, height }) => width < 24 || height < 24),
    );
    expect(small).toEqual([]);
  });

  it("has the dot before the text in both directions", async () => {
    const wrong = await page.evaluate(
      () =>
        [...document.querySelectorAll("lhc-status")].filter((element) => {
          const x = (selector: string): number =>
            element.shadowRoot!.querySelector(selector)!.getBoundingClientRect().x;
          const isLeft = x("[part=indicator]") < x(`[name=${element.status}]`);
          return element.variant !== "dot" && isLeft === element.matches("[dir=rtl] *");
        }).length,
    );
    expect(wrong).toBe(0);
  });

  it.each([
    { name: "text of 200 %", zoom: 1, text: "28px", word: "" },
    { name: "a zoom of 400 %", zoom: 4, text: "", word: "" },
    { name: "both", zoom: 4, text: "28px", word: "" },
    { name: "one long word", zoom: 4, text: "", word: "Donaudampfschifffahrtsgesellschaft".repeat(2) },
    { name: "one long word and text of 200 %", zoom: 4, text: "28px", word: "Verfügbarkeitsinformationen" },
  ])("clips nothing and needs no horizontal scrolling with $name", async ({ zoom, text, word }) => {
    const tab = await sheet.open(zoom === 4 ? { viewport: { width: 320, height: 256 } } : {});
    const { width, lost } = await tab.evaluate(
      async ([size, label]) => {
        document.documentElement.style.fontSize = size!;
        const elements = [...document.querySelectorAll("lhc-status")];
        for (const element of elements) {
          if (label) Object.assign(element, { labelOnline: label, labelUnknown: label });
        }
        await Promise.all(elements.map(({ updateComplete }) => updateComplete));
        const isLost = (element: HTMLElementTagNameMap["lhc-status"]): boolean => {
          const shown = element.shadowRoot!.querySelector(`[name=${element.status}]`)!;
          const base = element.shadowRoot!.querySelector("[part=base]")!.getBoundingClientRect();
          const words = document.createRange();
          words.selectNodeContents(shown);
          const { left, right, top, bottom } = words.getBoundingClientRect();
          const isInside =
            element.variant === "dot" ||
            (left >= base.left - 1 &&
              right <= base.right + 1 &&
              top >= base.top - 1 &&
              bottom <= base.bottom + 1);
          return !isInside || base.left < 0 || base.right > innerWidth;
        };
        return {
          width: document.documentElement.scrollWidth - innerWidth,
          lost: elements.filter(isLost).map((element) => element.outerHTML),
        };
      },
      [text, word],
    );
    await tab.context().close();
    expect({ width, lost }).toEqual({ width: 0, lost: [] });
  });

  it("animates nothing with reduced motion, and otherwise only colours, for at most five seconds", async () => {
    const animations = (tab: Page): Promise<{ endTime: number; properties: string[] }[]> =>
      tab.evaluate(() =>
        [...document.querySelectorAll("lhc-status")]
          .flatMap(({ shadowRoot }) => shadowRoot!.getAnimations())
          .map(({ effect }) => effect as KeyframeEffect)
          .filter(({ target }) => getComputedStyle(target!).visibility === "visible")
          .map((effect) => ({
            endTime: Number(effect.getComputedTiming().endTime),
            properties: effect.getKeyframes().flatMap((keyframe) => Object.keys(keyframe)),
          })),
      );
    expect(await animations(page)).toEqual([]);

    await page.emulateMedia({ reducedMotion: "no-preference" });
    const found = await animations(page);
    await page.emulateMedia({ reducedMotion: "reduce" });
    expect(found).toHaveLength(CELLS / 4);
    expect(Math.max(...found.map(({ endTime }) => endTime))).toBeLessThanOrEqual(5000);
    // Animated opacity would give each dot a layer of its own, which delays the paint of the answer.
    const known = ["offset", "computedOffset", "easing", "composite"];
    const properties = found.flatMap((one) => one.properties).filter((name) => !known.includes(name));
    expect(properties.length).toBeGreaterThan(0);
    expect(properties.filter((name) => !/Color$/.test(name))).toEqual([]);
  });

  it("causes no layout shift on load or at any change of state", async () => {
    const tab = await sheet.open({}, () => {
      const shifts: unknown[] = [];
      Object.assign(window, { shifts });
      new PerformanceObserver((list) =>
        shifts.push(...list.getEntries().map((entry) => entry.toJSON() as unknown)),
      ).observe({
        type: "layout-shift",
        buffered: true,
      });
    });
    const changes = await tab.evaluate(async () => {
      const states = { 2: "online", 3: "offline", 9: "checking", 8: "unknown" } as const;
      const elements = [...document.querySelectorAll("lhc-status")];
      const seen = new Set<string>();
      let previous = "";
      // All transitions between two states.
      for (const user of [2, 3, 2, 9, 2, 8, 3, 9, 3, 8, 9, 8, 2] as const) {
        for (const element of elements) element.user = user;
        await Promise.all(elements.map((element) => element.updateComplete));
        while (elements.some(({ status }) => status !== states[user])) {
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
        // Wait for the next paint.
        for (let i = 0; i < 2; i += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
        if (previous) seen.add(`${previous} ${states[user]}`);
        previous = states[user];
      }
      return seen.size;
    });
    const shifts = await tab.evaluate(() => (window as unknown as { shifts: { value: number }[] }).shifts);
    // Make sure that the observer detects a shift.
    await tab.evaluate(() => (document.querySelector<HTMLElement>("header")!.style.paddingTop = "200px"));
    await tab.waitForFunction(() => (window as unknown as { shifts: unknown[] }).shifts.length > 0);
    await tab.context().close();
    console.log(`\nCumulative layout shift over ${changes} changes in ${CELLS} cells: ${shifts.length}`);
    expect(changes).toBe(12);
    expect(shifts).toEqual([]);
  });

  it("hides a focused badge only after it loses the focus", async () => {
    const tab = await sheet.open();
    const control = tab.locator("td[data-state=online] lhc-status").nth(4).locator("a");
    await control.focus();
    const isShown = (): Promise<boolean> => control.isVisible();
    await control.evaluate(async (node) => {
      const element = (node.getRootNode() as ShadowRoot).host as HTMLElementTagNameMap["lhc-status"];
      element.hideWhen = "offline";
      element.user = 3;
      await element.refresh();
    });
    expect(await control.evaluate((node) => node.matches(":focus") && node.matches(".offline > *"))).toBe(
      true,
    );
    expect(await isShown()).toBe(true);
    await tab.keyboard.press("Tab");
    await control.waitFor({ state: "hidden" });
    await tab.context().close();
  });

  it("looks like docs/sheet.png", async () => {
    const { png, key } = await takePicture(sheet);
    const kept = readFileSync(PICTURE);
    const keptKey = JSON.parse(readFileSync(KEY, "utf8")) as typeof key;
    const tab = await sheet.browser.newPage();
    const { sizes, colours, differing } = await compare(tab, [png, kept]);
    await tab.close();
    expect(colours).toBeGreaterThan(50);
    if (JSON.stringify(key) !== JSON.stringify(keptKey)) {
      console.log(
        `\nThe picture was not compared: this is ${Object.values(key).join(", ")}, it was ${Object.values(keptKey).join(", ")}`,
      );
      return;
    }
    console.log(`\nThe picture differs from docs/sheet.png in ${differing} pixels`);
    expect(sizes[0]).toBe(sizes[1]);
    expect(differing, "pixels; is the change wanted? npm run sheet").toBeLessThanOrEqual(20);
  });
});
