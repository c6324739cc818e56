/** Measurements of the sheet's cells. */
import type { Page } from "playwright-core";

export interface CellContrast {
  /** `badge link` */
  readonly row: string;
  readonly state: string;
  /** Undefined if no text is visible. */
  readonly text: number | undefined;
  readonly dot: number;
}

/**
 * Measures the contrast of texts and dots in one panel of the sheet by its pixels: between the pixel to the left and
 * the pixel inside that differs most from it.
 */
export async function contrastOf(page: Page, panel: number): Promise<CellContrast[]> {
  const section = page.locator("section").nth(panel);
  const png = await section.screenshot();
  return section.evaluate(async (root, source) => {
    const bytes = Uint8Array.from(atob(source), (letter) => letter.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes]));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d")!;
    canvas.drawImage(bitmap, 0, 0);
    const frame = root.getBoundingClientRect();
    const scale = bitmap.width / frame.width;

    const luminances = (x: number, y: number, width: number, height: number): number[] => {
      const { data } = canvas.getImageData(
        Math.ceil((x - frame.x) * scale),
        Math.ceil((y - frame.y) * scale),
        Math.max(1, Math.floor(width * scale)),
        Math.max(1, Math.floor(height * scale)),
      );
      const linear = (value: number): number =>
        value <= 0.04045 * 255 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4;
      return Array.from(
        { length: data.length / 4 },
        (_, i) =>
          0.2126 * linear(data[4 * i]!) +
          0.7152 * linear(data[4 * i + 1]!) +
          0.0722 * linear(data[4 * i + 2]!),
      );
    };
    const contrast = ({ x, y, width, height }: DOMRect): number => {
      const behind = luminances(x - 2, y + height / 2, 0, 0)[0]!;
      const ratios = luminances(x, y, width, height).map(
        (ink) => (Math.max(ink, behind) + 0.05) / (Math.min(ink, behind) + 0.05),
      );
      return Math.max(...ratios);
    };
    return [...root.querySelectorAll("lhc-status")].map((element) => {
      const part = (selector: string): DOMRect =>
        element.shadowRoot!.querySelector(selector)!.getBoundingClientRect();
      return {
        row: element.closest("tr")!.querySelector("th")!.textContent,
        state: element.status,
        text: element.variant === "dot" ? undefined : contrast(part(`[name=${element.status}]`)),
        dot: contrast(part("[part=indicator]")),
      };
    });
  }, png.toString("base64"));
}

/** The minimum contrast, or with `all` one line per row with text and dot in each state. */
export function table(name: string, cells: readonly CellContrast[], all: boolean): string {
  const least = (values: (number | undefined)[]): string =>
    Math.min(...values.filter((value) => value !== undefined)).toFixed(2);
  const head = `Contrast, ${name}: text ${least(cells.map(({ text }) => text))}, dot ${least(cells.map(({ dot }) => dot))} at least`;
  if (!all) return head;
  const row = (title: string, columns: readonly string[]): string =>
    [`  ${title}`.padEnd(15), ...columns.map((column) => column.padStart(14))].join("");
  const figure = (value: number | undefined): string => (value?.toFixed(2) ?? "").padStart(7);
  return [
    head,
    row(
      "",
      cells.slice(0, 4).map(({ state }) => state),
    ),
    ...[...new Set(cells.map((cell) => cell.row))].map((title) =>
      row(
        title,
        cells.filter((cell) => cell.row === title).map(({ text, dot }) => figure(text) + figure(dot)),
      ),
    ),
  ].join("\n");
}

/** Makes the sheet's links and buttons look hovered, pressed or focused until the returned function is called. */
export async function forceStates(page: Page, states: readonly string[]): Promise<() => Promise<void>> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("DOM.enable");
  await devtools.send("CSS.enable");
  const { root } = await devtools.send("DOM.getDocument", { depth: -1, pierce: true });
  type Node = typeof root;
  const controlsIn = (node: Node): Node[] => [
    ...(/^(A|BUTTON)$/.test(node.nodeName) ? [node] : []),
    ...[...(node.children ?? []), ...(node.shadowRoots ?? [])].flatMap(controlsIn),
  ];
  for (const { nodeId } of controlsIn(root)) {
    await devtools.send("CSS.forcePseudoState", { nodeId, forcedPseudoClasses: [...states] });
  }
  return () => devtools.detach();
}

/** Role and name of this expression's element and its descendants in the browser's accessibility tree. */
export async function accessibleNodes(page: Page, expression: string): Promise<string[]> {
  const devtools = await page.context().newCDPSession(page);
  const { result } = await devtools.send("Runtime.evaluate", { expression });
  const { nodes } = await devtools.send("Accessibility.queryAXTree", { objectId: result.objectId! });
  await devtools.detach();
  return nodes
    .filter(({ ignored }) => !ignored)
    .map(({ role, name }) => `${String(role?.value)}: ${String(name?.value)}`)
    .filter((node) => !/^(generic|none|InlineTextBox):/.test(node));
}
