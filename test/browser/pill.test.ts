/** The element keeps the place of its widest label; the badge in it is only as wide as what it says. */
import { expect } from "@open-wc/testing";
import "../../src/define.ts";
import type { LhcStatusElement } from "../../src/index.ts";
import { lhcForEach } from "./support/lhc.ts";
import { mount, shows } from "./support/page.ts";

const USERS = { online: 2, offline: 3, unknown: 8, checking: 9 } as const;
/** A picture without a request. */
const picture = (slot: string, width: number, height: number): string =>
  `<svg slot="${slot}" width="${width}" height="${height}"></svg>`;
const PICTURES =
  picture("online", 30, 90) +
  picture("offline", 300, 20) +
  picture("checking", 10, 10) +
  picture("unknown", 120, 60);

describe("the badge and its place", () => {
  const lhc = lhcForEach({ activeUsers: [2] });
  let style: HTMLStyleElement;
  beforeEach(async () => {
    await lhc.setFaults([
      { path: "/restapi/isonlineuser/8", status: 500, body: "" },
      { path: "/restapi/isonlineuser/9", hang: "before" },
    ]);
    style = document.createElement("style");
    document.head.append(style);
  });
  afterEach(() => style.remove());

  const badge = (attributes = "", content = ""): string =>
    `<lhc-status base-url="${lhc.origin}" user="2" timeout="9999" ${attributes}>${content}</lhc-status>`;
  const base = (element: LhcStatusElement): HTMLElement =>
    element.shadowRoot!.querySelector<HTMLElement>("[part=base]")!;
  const box = (node: Element | Range) => {
    const { left, right, top, bottom, width, height } = node.getBoundingClientRect();
    return { left, right, top, bottom, width, height };
  };
  /** The box of a node's text. */
  const textBox = (node: Node) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    return box(range);
  };
  const shownSlot = (element: LhcStatusElement): HTMLSlotElement =>
    element.shadowRoot!.querySelector<HTMLSlotElement>(`[name=${element.status}]`)!;

  /** Runs `measure` in each state. */
  async function inAllStates<T>(element: LhcStatusElement, measure: () => T): Promise<Record<string, T>> {
    const results: Record<string, T> = {};
    for (const [state, user] of Object.entries(USERS)) {
      element.user = user;
      await shows(element, state);
      await element.updateComplete;
      results[state] = measure();
    }
    return results;
  }
  const sorted = (values: Record<string, number>): string[] =>
    Object.keys(values).sort((a, b) => values[a]! - values[b]!);

  const pages: Record<string, { css?: string; attributes?: string; content?: string }> = {
    "by default": {},
    "as plain text": { attributes: 'variant="text"' },
    "as a dot": { attributes: 'variant="dot"' },
    "as a button": { attributes: 'variant="button"' },
    "with content": { content: "Sales" },
    "with slotted pictures": { content: PICTURES },
    "as a button with slotted pictures": { attributes: 'variant="button"', content: PICTURES },
    "with its parts styled": {
      css: `::part(base) { padding: 5px 31px; border: 3px solid; font-size: 23px; letter-spacing: 3px }
        ::part(base)::after { content: "!" }
        ::part(label) { text-transform: uppercase; padding: 2px 9px }
        ::part(indicator) { width: 21px; margin: 4px }`,
    },
    "in spaced capitals": {
      css: "body > div { letter-spacing: -1px; word-spacing: 9px; text-transform: uppercase }",
    },
    "in an indented paragraph": { css: "body > div { text-indent: 50px }" },
  };
  for (const [name, { css = "", attributes = "", content = "" }] of Object.entries(pages)) {
    for (const chat of ["none", "link", "popup"]) {
      it(`moves nothing when its state changes, ${name}, chat="${chat}"`, async () => {
        style.textContent = css;
        const element = mount(
          `<p>Before ${badge(`chat="${chat}" ${attributes}`, content)} <b>after</b></p><p>Next</p>`,
        );
        const [after, next] = [element.nextElementSibling!, element.parentElement!.nextElementSibling!];
        const boxes = await inAllStates(element, () => JSON.stringify([box(element), box(after), box(next)]));
        expect(new Set(Object.values(boxes)).size, JSON.stringify(boxes)).to.equal(1);
      });
    }
  }

  for (const chat of ["none", "link", "popup"]) {
    for (const variant of ["badge", "text"]) {
      for (const dir of ["ltr", "rtl"]) {
        it(`is only as wide as its label, at the start of its place: ${variant}, chat="${chat}", ${dir}`, async () => {
          const element = mount(`<div dir="${dir}">${badge(`chat="${chat}" variant="${variant}"`)}</div>`);
          const found = await inAllStates(element, () => ({ base: box(base(element)), place: box(element) }));
          const widths = Object.fromEntries(
            Object.entries(found).map(
              ([
                state,
                {
                  base: { width },
                },
              ]) => [state, width],
            ),
          );
          expect(new Set(Object.values(widths)).size).to.equal(chat === "none" ? 4 : 3);
          expect(sorted(widths).pop()).to.equal("offline");
          expect(widths["offline"]).to.be.closeTo(found["offline"]!.place.width, 0.1);
          for (const { base: pill, place } of Object.values(found)) {
            if (dir === "ltr") expect(pill.left).to.be.closeTo(place.left, 0.1);
            else expect(pill.right).to.be.closeTo(place.right, 0.1);
          }
        });
      }
    }
  }

  it("counts no layout shift when its state changes in a badge that the page has widened", async function () {
    // Only Chromium reports layout shifts.
    if (!PerformanceObserver.supportedEntryTypes.includes("layout-shift")) this.skip();
    style.textContent = "lhc-status::part(base) { width: 400px }";
    const element = mount(badge());
    const shifts: PerformanceEntry[] = [];
    const observer = new PerformanceObserver((list) => shifts.push(...list.getEntries()));
    observer.observe({ type: "layout-shift" });
    const painted = () =>
      new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    for (const [state, user] of Object.entries(USERS)) {
      element.user = user;
      await shows(element, state);
      await painted();
    }
    // Make sure that the observer detects a shift, and only this one.
    style.textContent += "lhc-status { margin-left: 200px }";
    while (!shifts.length) await painted();
    expect(shifts).to.have.length(1);
    observer.disconnect();
  });

  it("as a button fills its place, with its label in the middle", async () => {
    const element = mount(badge('variant="button" chat="popup"'));
    const found = await inAllStates(element, () => {
      const [outer, label] = [box(base(element)), textBox(shownSlot(element))];
      const dot = box(element.shadowRoot!.querySelector("[part=indicator]")!);
      return [outer.width - box(element).width, dot.left - outer.left - (outer.right - label.right)];
    });
    for (const [width, middle] of Object.values(found)) {
      expect(width).to.be.closeTo(0, 0.1);
      expect(middle).to.be.closeTo(0, 1);
    }
  });

  it("is clicked only where it shows", async () => {
    const element = mount(badge('chat="popup"'));
    await shows(element, "online");
    const [place, pill] = [box(element), box(base(element))];
    const at = (x: number): Element | null =>
      element.shadowRoot!.elementFromPoint(x, (place.top + place.bottom) / 2);
    expect(base(element).contains(at(pill.right - 10))).to.equal(true);
    expect(base(element).contains(at(place.right - 2))).to.equal(false);
  });

  it("keeps the focus when its state changes", async () => {
    const element = mount(badge('chat="popup"', '<i slot="unknown">Hello</i>'));
    await shows(element, "online");
    base(element).focus();
    await inAllStates(element, () => expect(element.shadowRoot!.activeElement).to.equal(base(element)));
  });

  it("is where the text around it is", async () => {
    const element = mount(`<p style="font: 20px/3 serif"><b>Support</b> ${badge()}</p>`);
    await shows(element, "online");
    const text = textBox(element.parentElement!.querySelector("b")!.firstChild!);
    expect(textBox(shownSlot(element)).bottom).to.be.closeTo(text.bottom, 0.5);
  });

  it("as a dot takes only the space of the dot", async () => {
    const element = mount(badge('variant="dot"'));
    await shows(element, "online");
    expect([box(element).width, box(element).height]).to.deep.equal([10, 10]);
  });

  const nav = (css: string, content: string): string =>
    `<div style="width: 600px; ${css}">${content}<i>x</i></div>`;
  for (const variant of ["badge", "text", "button"]) {
    const places: Record<string, (markup: string) => string> = {
      "a row of 80 px": (markup) => nav("display: flex; height: 80px", markup),
      "a grid of 80 px": (markup) => nav("display: grid; height: 80px", markup),
      "a column": (markup) => nav("display: flex; flex-direction: column", markup),
      "a place of its own": (markup) => nav("", `<div style="height: 80px; display: grid">${markup}</div>`),
    };
    for (const [where, place] of Object.entries(places)) {
      it(`${variant} does not grow in ${where}`, async () => {
        const attributes = `variant="${variant}" chat="popup"`;
        const [element, usual] = mount(place(badge(attributes)) + badge(attributes))
          .closest("body > div")!
          .querySelectorAll("lhc-status");
        await shows(usual!, "online");
        await shows(element!, "online");
        expect(box(base(element!)).height).to.be.closeTo(box(base(usual!)).height, 0.1);
        if (variant === "button") return;
        expect(box(base(element!)).width).to.be.closeTo(box(base(usual!)).width, 0.1);
        expect(box(base(element!)).left).to.be.closeTo(box(element!).left, 0.1);
      });
    }
  }

  it("is in the middle of a row whose items are", async () => {
    const element = mount(nav("display: flex; height: 80px; align-items: center", badge()));
    await shows(element, "online");
    const row = box(element.parentElement!);
    expect((box(base(element)).top + box(base(element)).bottom) / 2).to.be.closeTo(
      (row.top + row.bottom) / 2,
      0.6,
    );
  });

  for (const display of ["block", "flex", "grid", "inline", "inline-flex", "contents"]) {
    it(`works with display: ${display}`, async () => {
      const element = mount(`<p>Support: ${badge(`style="display: ${display}"`)}</p>`);
      await shows(element, "online");
      const pill = box(base(element));
      expect(pill.width).to.be.within(80, 200);
      expect(pill.height).to.be.within(24, 40);
      expect(element.parentElement!.scrollWidth).to.be.at.most(element.parentElement!.clientWidth);
    });
  }

  it("follows the alignment of the text around it with display: block", async () => {
    const element = mount(
      `<div style="text-align: center">${badge('label-offline="-" label-unknown="-" label-checking="-" style="display: block"')}</div>`,
    );
    await shows(element, "online");
    const [outer, pill] = [box(element.parentElement!), box(base(element))];
    expect(pill.left - outer.left).to.be.closeTo(outer.right - pill.right, 1);
  });

  for (const css of [
    "display: block",
    "width: 100%",
    "display: block; width: 100%",
    "display: flex",
    "display: grid",
  ]) {
    it(`a button fills its container with ${css}`, async () => {
      const element = mount(
        `<div style="width: 500px">${badge(`variant="button" chat="popup" style="${css}"`)}</div>`,
      );
      await shows(element, "online");
      expect(box(base(element)).width).to.be.closeTo(500, 0.1);
    });
  }

  it("keeps its words whole in a crowded row", async () => {
    const element = mount(
      nav("display: flex; width: 100px", `<b style="flex: none; width: 90px">x</b>${badge()}`),
    );
    await shows(element, "online");
    const { height } = textBox(shownSlot(element));
    expect(height).to.be.at.most(4 * 24);
  });
});
