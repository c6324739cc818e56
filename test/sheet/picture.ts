/** Takes the committed picture of the sheet, and compares pictures. */
import type { Page } from "playwright-core";
import type { Sheet } from "./open-sheet.ts";

/** Only pictures with the same key are comparable, because text rendering differs. */
export interface PictureKey {
  readonly chromium: string;
  readonly fonts: string;
  readonly platform: string;
}

export const PICTURE = new URL("../../docs/sheet.png", import.meta.url);
export const KEY = new URL("picture.json", import.meta.url);

/** Light and dark panels in both text directions, and below them forced colours in a light and a dark theme. */
export async function takePicture(sheet: Sheet): Promise<{ png: Buffer; key: PictureKey }> {
  const page = await sheet.open();
  try {
    const fonts = await fontsOf(page);
    const plain = await page.locator("main").screenshot();
    await page.emulateMedia({ forcedColors: "active", colorScheme: "light" });
    const forcedLight = await page.locator("section").nth(0).screenshot();
    await page.emulateMedia({ forcedColors: "active", colorScheme: "dark" });
    const forcedDark = await page.locator("section").nth(3).screenshot();
    await page.goto("about:blank");
    const [top, left, right] = [plain, forcedLight, forcedDark].map(
      (png) => `<img src="data:image/png;base64,${png.toString("base64")}">`,
    );
    await page.setContent(
      `<body style="margin: 0; width: max-content">${top!}<div style="display: flex">${left!}${right!}</div>` +
        "<style>img { display: block }</style>",
    );
    return {
      png: await page.locator("body").screenshot(),
      key: { chromium: sheet.browser.version(), fonts, platform: `${process.platform} ${process.arch}` },
    };
  } finally {
    await page.context().close();
  }
}

/** Names of the fonts used for the sheet's text. */
async function fontsOf(page: Page): Promise<string> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("DOM.enable");
  await devtools.send("CSS.enable");
  const { root } = await devtools.send("DOM.getDocument");
  const { nodeId } = await devtools.send("DOM.querySelector", { nodeId: root.nodeId, selector: "caption" });
  const { fonts } = await devtools.send("CSS.getPlatformFontsForNode", { nodeId });
  return fonts
    .map(({ familyName }) => familyName)
    .sort()
    .join(", ");
}

/** Sizes, the number of visibly different pixels, and the number of colours in the first picture, which is 1 if blank. */
export async function compare(page: Page, pictures: readonly Buffer[]) {
  return page.evaluate(
    async (sources) => {
      const drawn = await Promise.all(
        sources.map(async (source) => {
          const bytes = Uint8Array.from(atob(source), (letter) => letter.charCodeAt(0));
          const bitmap = await createImageBitmap(new Blob([bytes]));
          const canvas = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d")!;
          canvas.drawImage(bitmap, 0, 0);
          return canvas.getImageData(0, 0, bitmap.width, bitmap.height);
        }),
      );
      const [a, b] = [drawn[0]!, drawn[1]!];
      const colours = new Set<number>();
      let differing = 0;
      for (let i = 0; i < a.data.length; i += 4) {
        colours.add((a.data[i]! << 16) | (a.data[i + 1]! << 8) | a.data[i + 2]!);
        if ([0, 1, 2].some((j) => Math.abs(a.data[i + j]! - b.data[i + j]!) > 32)) differing += 1;
      }
      return {
        sizes: drawn.map(({ width, height }) => `${width}×${height}`),
        colours: colours.size,
        differing,
      };
    },
    pictures.map((png) => png.toString("base64")),
  );
}
