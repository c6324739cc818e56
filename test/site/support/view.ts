/** One tab of an engine in one colour scheme, which shows pages of the site at any width. */
import { launch } from "../../pages/support/browser.ts";
import { startWebKit } from "../../../scripts/lib/webkit.ts";
import { recordShifts } from "./in-page.ts";

export type Engine = "chromium" | "firefox" | "webkit";
export const SCHEMES = ["light", "dark"] as const;
export type Scheme = (typeof SCHEMES)[number];

export interface View {
  /** Opens a URL in a viewport of this width, and waits until it has loaded. */
  show(url: string, width: number): Promise<void>;
  /** Evaluates and awaits an expression in the page, whatever its policy says. Its value must be JSON. */
  evaluate(expression: string): Promise<unknown>;
  /** Console messages and errors of the page. Always empty in WebKit, whose driver reports none. */
  readonly messages: readonly string[];
  /** URLs of the requests of the page. */
  requested(): Promise<readonly string[]>;
  close(): Promise<void>;
}

const HEIGHT = 800;

export const openView = (engine: Engine, scheme: Scheme): Promise<View> =>
  engine === "webkit" ? openWebKit(scheme) : openDriven(engine, scheme);

async function openDriven(engine: "chromium" | "firefox", scheme: Scheme): Promise<View> {
  // The driver of Firefox emulates no media, but preferences do.
  const browser = await launch(engine, {
    "layout.css.prefers-color-scheme.content-override": scheme === "dark" ? 0 : 1,
    "ui.prefersReducedMotion": 1,
  });
  const context = await browser.newContext({ colorScheme: scheme, reducedMotion: "reduce" });
  const page = await context.newPage();
  const messages: string[] = [];
  const requested: string[] = [];
  page
    .on("console", (message) => messages.push(message.text()))
    .on("pageerror", (error) => messages.push(error.message))
    .on("request", (request) => requested.push(request.url()));
  await page.addInitScript(`(${String(recordShifts)})(() => window)`);
  return {
    async show(url, width) {
      await page.setViewportSize({ width, height: HEIGHT });
      await page.goto("about:blank");
      messages.length = requested.length = 0;
      await page.goto(url);
    },
    evaluate: (expression) => page.evaluate(expression),
    messages,
    requested: () => Promise.resolve(requested),
    close: () => browser.close(),
  };
}

/** Its window is at least 447 px wide, so a page is in a frame. */
async function openWebKit(scheme: Scheme): Promise<View> {
  const { command, close } = await startWebKit(
    {},
    { GTK_THEME: scheme === "dark" ? "Adwaita:dark" : "Adwaita" },
  );
  await command("window/rect", { width: 1400, height: HEIGHT + 100 });
  const run = async (expression: string): Promise<unknown> => {
    const script = `const done = arguments[0];
      Promise.resolve(${expression}).then((value) => done([value]), (error) => done(String(error)))`;
    const value = await command("execute/async", { script, args: [] });
    if (Array.isArray(value)) return value[0] as unknown;
    throw new Error(String(value));
  };
  return {
    async show(url, width) {
      await command("frame", { id: null });
      // A document of the same origin without a policy.
      await command("url", { url: new URL("LICENSE.txt", url.replace("/docs/", "/")).href });
      await run(`new Promise((resolve) => {
        const frame = document.createElement("iframe");
        frame.style = "position: fixed; inset: 0; border: 0; width: ${width}px; height: ${HEIGHT}px";
        frame.onload = resolve;
        frame.src = ${JSON.stringify(url)};
        document.body.replaceChildren(frame);
        (${String(recordShifts)})(() => frame.contentWindow);
      }).then(() => null)`);
      await command("frame", { id: 0 });
    },
    evaluate: run,
    messages: [],
    requested: () =>
      run(`performance.getEntriesByType("resource").map(({ name }) => name)`) as Promise<string[]>,
    close,
  };
}
