import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { type Demo, startDemo } from "../../demo/serve.ts";
import { findChromium } from "../../scripts/lib/chromium.ts";

export interface Sheet {
  readonly browser: Browser;
  /** Opens the sheet in a new tab and waits for each cell's state. Motion is reduced by default. */
  open(options?: BrowserContextOptions, prepare?: () => void): Promise<Page>;
  close(): Promise<void>;
}

export async function startSheet(): Promise<Sheet> {
  const demo: Demo = await startDemo();
  const browser = await launch().catch(async (error: unknown) => {
    await demo.close();
    throw error;
  });
  return {
    browser,
    async open(options, prepare) {
      const context = await browser.newContext({
        viewport: { width: 1680, height: 1300 },
        colorScheme: "light",
        reducedMotion: "reduce",
        ...options,
      });
      if (prepare) await context.addInitScript(prepare);
      const page = await context.newPage();
      await page.goto(new URL("sheet", demo.page).href);
      await page.waitForFunction(() => {
        const cells = [...document.querySelectorAll("td[data-state]")];
        return (
          cells.length > 0 &&
          cells.every((cell) => cell.querySelector("lhc-status")!.status === cell.getAttribute("data-state"))
        );
      });
      return page;
    },
    async close() {
      await browser.close();
      await demo.close();
    },
  };
}

/** Disables hinting and subpixel rendering, so that text looks the same on all machines with the same font. */
export async function launch(): Promise<Browser> {
  const { args, ...found } = await findChromium();
  return chromium.launch({ ...found, args: [...args, "--font-render-hinting=none", "--disable-lcd-text"] });
}
