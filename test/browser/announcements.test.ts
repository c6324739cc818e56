import { expect } from "@open-wc/testing";
import type { SinonFakeTimers } from "sinon";
import "../../src/define.ts";
import type { LhcStatusElement } from "../../src/index.ts";
import { lhcForEach } from "./support/lhc.ts";
import { mount, settle, shows, stopTheClock } from "./support/page.ts";

/** Queries the page and its open shadow trees. */
function all(selector: string, root: ParentNode = document): Element[] {
  const inner = [...root.querySelectorAll("*")].flatMap(({ shadowRoot }) =>
    shadowRoot ? all(selector, shadowRoot) : [],
  );
  return [...root.querySelectorAll(selector), ...inner];
}
const regions = (): Element[] => all("[role=status]");

/** Mounts one element and returns it. */
function put(markup: string): HTMLElement {
  mount(`<div id="stage">${markup}</div>`);
  const stage = document.querySelector("#stage")!;
  stage.removeAttribute("id");
  return stage.firstElementChild as HTMLElement;
}

describe("announce", () => {
  const lhc = lhcForEach({ activeUsers: [2] });
  afterEach(() => expect(regions()).to.have.length(0));
  const announced = () => document.querySelector("[role=status]")?.textContent;
  const untilOfflineIsDue = async (element: LhcStatusElement, clock: SinonFakeTimers): Promise<void> => {
    await shows(element, "online");
    await lhc.lay({ activeUsers: [] });
    clock.tick(6000);
    await element.refresh();
    await settle();
    clock.tick(2100);
  };

  it("announces a change after two seconds in one shared region, but not the first answer", async () => {
    const clock = stopTheClock();
    const two = `<lhc-status base-url="${lhc.origin}" announce></lhc-status>`.repeat(2);
    const element = mount(`${two}<lhc-status base-url="${lhc.origin}"></lhc-status>`);
    await shows(element, "online");
    await settle();
    clock.tick(2500);
    expect(announced()).to.equal("");
    await lhc.lay({ activeUsers: [] });
    clock.tick(6000);
    await element.refresh();
    await settle();
    clock.tick(1900);
    expect(announced()).to.equal("");
    clock.tick(200);
    expect(announced()).to.equal("We are offline");
    expect(document.querySelectorAll("[role=status]")).to.have.length(1);
    expect(document.querySelector("[role=status]")!.getBoundingClientRect().width).to.equal(1);
  });

  for (const [content, text, language] of [
    ["", "We are offline", "en"],
    ["Ventas:", "Ventas: We are offline", "es"],
    ['<b slot="offline">Cerrado</b>', "Cerrado", "es"],
  ] as const) {
    it(`announces ${text} in the language of its label or of the author's text`, async () => {
      const clock = stopTheClock();
      const element = mount(
        `<div lang="es"><lhc-status base-url="${lhc.origin}" announce>${content}</lhc-status></div>`,
      );
      await untilOfflineIsDue(element, clock);
      expect(announced()).to.equal(text);
      expect(document.querySelector<HTMLElement>("[role=status]")!.lang).to.equal(language);
    });
  }

  it("announces the slotted label of that state only", async () => {
    const clock = stopTheClock();
    const element = mount(
      `<lhc-status base-url="${lhc.origin}" announce>Sales: <b slot="online">Hello!</b><b slot="offline">Gone</b><style>b{}</style></lhc-status>`,
    );
    await untilOfflineIsDue(element, clock);
    expect(announced()).to.equal("Sales: Gone");
  });

  it("announces nothing if the status changes back within two seconds", async () => {
    const clock = stopTheClock();
    const element = mount(`<lhc-status base-url="${lhc.origin}" user="2" announce></lhc-status>`);
    await shows(element, "online");
    element.user = 3;
    await shows(element, "offline");
    clock.tick(1900);
    element.user = 2;
    await shows(element, "online");
    clock.tick(2500);
    expect(announced()).to.equal("");
  });

  it("announces no failure", async () => {
    const clock = stopTheClock();
    const element = mount(`<lhc-status base-url="${lhc.origin}" announce></lhc-status>`);
    await shows(element, "online");
    await lhc.setFaults([{ status: 500, body: "" }]);
    clock.tick(6000);
    await element.refresh();
    while (element.checkedAt!.getTime() > Date.now() - 301_000) clock.tick(1000);
    await shows(element, "unknown");
    clock.tick(2500);
    expect(announced()).to.equal("");
  });

  it("announces the element's content and the state", async () => {
    const clock = stopTheClock();
    const element = mount(`<lhc-status base-url="${lhc.origin}" announce>Sales:</lhc-status>`);
    await shows(element, "online");
    await lhc.lay({ activeUsers: [] });
    clock.tick(6000);
    await element.refresh();
    clock.tick(2001);
    expect(announced()).to.equal("Sales: We are offline");
  });

  /** An announcing element that is online. */
  const online = async (attributes = "", content = ""): Promise<LhcStatusElement> => {
    const element = mount(
      `<lhc-status base-url="${lhc.origin}" user="2" announce ${attributes}>${content}</lhc-status>`,
    );
    await shows(element, "online");
    await element.updateComplete;
    return element;
  };
  const goOffline = async (element: LhcStatusElement): Promise<void> => {
    element.user = 3;
    await shows(element, "offline");
    await element.updateComplete;
  };

  describe("two seconds after a change of the status", () => {
    let clock: SinonFakeTimers;
    beforeEach(() => {
      clock = stopTheClock();
    });

    const updates: Record<string, (element: LhcStatusElement, second: number) => unknown> = {
      "label changes": (element, second) => (element.labelOffline = `Away for ${second} s`),
      "variant changes": (element, second) => (element.variant = second % 2 ? "text" : "button"),
      "content changes": (element, second) => element.replaceChildren(`Sales ${second}`),
      "empty updates": (element) => element.requestUpdate(),
      "moves within the page": (element) => element.parentElement!.prepend(element),
    };
    for (const [what, update] of Object.entries(updates)) {
      it(`announces it despite ${what} every half second`, async () => {
        const element = await online();
        put("<p></p>").append(element);
        await goOffline(element);
        for (let i = 1; i <= 4; i++) {
          expect(announced()).to.equal("");
          update(element, i);
          await settle();
          clock.tick(i < 4 ? 500 : 501);
        }
        expect(announced()).to.match(/We are offline$|^Away for 4 s$/);
      });
    }

    it("announces the current label", async () => {
      const element = await online();
      await goOffline(element);
      clock.tick(1000);
      element.labelOffline = "Back at nine";
      await element.updateComplete;
      clock.tick(1001);
      expect(announced()).to.equal("Back at nine");
    });

    it("announces it even if another badge changes meanwhile", async () => {
      const element = await online();
      const other = await online();
      await goOffline(element);
      clock.tick(1000);
      await goOffline(other);
      clock.tick(1001);
      expect(announced()).to.equal("We are offline");
    });

    it("announces several badges together, without duplicates", async () => {
      const badges = [await online("", "Sales:"), await online("", "Support:"), await online("", "Sales:")];
      for (const badge of badges) badge.user = 3;
      for (const badge of badges) await shows(badge, "offline");
      await settle();
      clock.tick(2100);
      expect(announced()).to.equal("Sales: We are offline\nSupport: We are offline");
      clock.tick(5000);
      badges[0]!.user = 2;
      await shows(badges[0]!, "online");
      await settle();
      clock.tick(2100);
      expect(announced()).to.equal("Sales: We are online");
    });

    it("announces it in a new region two seconds later if the page has removed the first", async () => {
      const element = await online();
      await goOffline(element);
      clock.tick(1900);
      regions()[0]!.remove();
      clock.tick(200);
      expect(announced()).to.equal("");
      clock.tick(2000);
      expect(announced()).to.equal("We are offline");
    });
  });

  describe("in a modal dialog", () => {
    interface Stage {
      element: LhcStatusElement;
      dialog: HTMLElement;
    }
    const showModal = (dialog: HTMLElement): void => (dialog as HTMLDialogElement).showModal();
    const stages: Record<string, () => Promise<Stage>> = {
      "that is open": async () => {
        const dialog = put("<dialog></dialog>");
        showModal(dialog);
        return { dialog, element: await online().then((element) => into(dialog, element)) };
      },
      "that opens later": async () => {
        const dialog = put("<dialog></dialog>");
        const element = into(dialog, await online());
        await settle();
        showModal(dialog);
        return { dialog, element };
      },
      "in another dialog": async () => {
        const outer = put("<dialog></dialog>");
        const dialog = into(outer, document.createElement("dialog"));
        showModal(outer);
        showModal(dialog);
        return { dialog, element: into(dialog, await online()) };
      },
      "below a dialog that has closed": async () => {
        const dialog = put("<dialog></dialog>");
        showModal(dialog);
        const inner = into(dialog, document.createElement("dialog"));
        showModal(inner);
        const element = into(dialog, await online());
        inner.close();
        return { dialog, element };
      },
      "around a shadow root": async () => {
        const dialog = put("<dialog></dialog>");
        showModal(dialog);
        const root = into(dialog, document.createElement("div")).attachShadow({ mode: "closed" });
        return { dialog, element: into(root, await online()) };
      },
      "in a component with a slot": async () => {
        const host = put("<div></div>");
        const root = host.attachShadow({ mode: "open" });
        root.innerHTML = "<dialog><slot></slot></dialog>";
        const dialog = root.querySelector("dialog")!;
        showModal(dialog);
        return { dialog, element: into(host, await online()) };
      },
      "made of a div with aria-modal": async () => {
        const dialog = put("<div></div>");
        dialog.setAttribute("aria-modal", "true");
        return { dialog, element: into(dialog, await online()) };
      },
      "made of a component with aria-modal": async () => {
        const host = put("<div></div>");
        const root = host.attachShadow({ mode: "open" });
        root.innerHTML = "<slot name=badge></slot>";
        host.setAttribute("aria-modal", "true");
        const element = into(host, await online("slot=badge"));
        return { dialog: root as unknown as HTMLElement, element };
      },
    };
    function into<T extends Node>(parent: ParentNode, node: T): T {
      parent.append(node);
      return node;
    }

    for (const [where, stage] of Object.entries(stages)) {
      it(`${where}: announces in a region of the dialog that exists before`, async () => {
        const clock = stopTheClock();
        const { element, dialog } = await stage();
        await settle();
        await goOffline(element);
        const region = regions().find(({ parentNode }) => parentNode === dialog)!;
        expect(region.textContent).to.equal("");
        clock.tick(2001);
        expect(region.textContent).to.equal("We are offline");
        expect(
          regions()
            .map(({ textContent }) => textContent)
            .join(""),
        ).to.equal("We are offline");
      });
    }

    it("announces in the dialog two seconds after it opens or closes during the delay", async () => {
      const clock = stopTheClock();
      const dialog = put("<dialog></dialog>") as HTMLDialogElement;
      const element = into(dialog, await online());
      await settle();
      await goOffline(element);
      clock.tick(1000);
      dialog.showModal();
      clock.tick(1001);
      const region = dialog.querySelector("[role=status]")!;
      expect(region.textContent).to.equal("");
      clock.tick(2000);
      expect(region.textContent).to.equal("We are offline");
      element.user = 2;
      await shows(element, "online");
      await element.updateComplete;
      dialog.close();
      clock.tick(4001);
      expect(document.querySelector("body > [role=status]")!.textContent).to.equal("We are online");
    });

    it("removes the region with the element", async () => {
      const dialog = put("<dialog></dialog>") as HTMLDialogElement;
      dialog.showModal();
      const element = into(dialog, await online());
      await settle();
      expect(dialog.querySelectorAll("[role=status]")).to.have.length(1);
      element.remove();
      await settle();
      expect(dialog.innerHTML).to.equal("");
    });

    it("announces badges outside the dialog in the page's region", async () => {
      const clock = stopTheClock();
      const outside = await online();
      const dialog = put("<dialog></dialog>") as HTMLDialogElement;
      dialog.showModal();
      const inside = into(dialog, await online());
      await settle();
      await goOffline(outside);
      await goOffline(inside);
      clock.tick(2001);
      expect(regions().map(({ textContent }) => textContent)).to.deep.equal([
        "We are offline",
        "We are offline",
      ]);
    });
  });

  describe("the region does not make scroll", () => {
    const pages: Record<string, string> = {
      "of the window's height": "body { margin: 0 }",
      "with margins": "body { margin: 20px; position: relative }",
      "with a transformed body": "body { margin: 0; transform: translateZ(0) }",
      "with a flexible body": "body { margin: 0; display: flex; flex-direction: column }",
      "with vertical writing": "html { writing-mode: vertical-rl } body { margin: 0 }",
      "with styles for all divs":
        "body { margin: 0 } div { box-sizing: content-box; padding: 9px; margin: 9px; border: 9px solid }",
      "whose body has no height": "body { margin: 0; height: 0 }",
    };
    for (const [what, css] of Object.entries(pages)) {
      for (const dir of ["ltr", "rtl"]) {
        it(`a page ${what}, ${dir}`, async () => {
          const { documentElement } = document;
          const style = document.createElement("style");
          style.textContent = `${css} .full { height: 100vh; padding: 0 !important; margin: 0 !important; border: 0 !important }`;
          document.head.append(style);
          document.dir = dir;
          try {
            const element = await online("", "<div class=full style='height: 100vh'></div>");
            element.announce = false;
            await element.updateComplete;
            const size = () => [documentElement.scrollWidth, documentElement.scrollHeight];
            const before = size();
            element.announce = true;
            await element.updateComplete;
            expect(regions()).to.have.length(1);
            expect(size()).to.deep.equal(before);
          } finally {
            document.dir = "";
            style.remove();
          }
        });
      }
    }
  });

  it("does not need reflected ARIA properties", async () => {
    // Firefox reflects `role` only since version 119.
    const reflected = Object.getOwnPropertyDescriptor(Element.prototype, "role")!;
    Reflect.deleteProperty(Element.prototype, "role");
    try {
      await online();
      expect(announced()).to.equal("");
    } finally {
      Object.defineProperty(Element.prototype, "role", reflected);
    }
  });
});
