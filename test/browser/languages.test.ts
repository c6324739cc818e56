import { expect } from "@open-wc/testing";
import "../../src/define.ts";
import { setLabels } from "../../src/core.ts";
import type { LhcStatusElement } from "../../src/element.ts";
import { lhcForEach } from "./support/lhc.ts";
import { labelOf, mount, pageErrors, settle, shows, stopTheClock } from "./support/page.ts";
import { scriptTag, warnings } from "./support/script-tag.ts";

const root = document.documentElement;

describe("the language of the labels", () => {
  const lhc = lhcForEach({ activeUsers: [2] });
  const formerLanguage = root.lang;
  before(() => {
    setLabels("de", { online: "Wir sind da", offline: "Wir sind weg", chat: "Chatten" });
    setLabels("fr", { online: "Nous sommes là" });
  });
  afterEach(() => {
    root.lang = formerLanguage;
  });

  const badge = (attributes = ""): string =>
    `<lhc-status base-url="${lhc.origin}" ${attributes}></lhc-status>`;
  async function online(markup: string): Promise<LhcStatusElement> {
    const element = mount(markup);
    await shows(element, "online");
    return element;
  }
  const slotOf = (element: LhcStatusElement): HTMLSlotElement =>
    element.shadowRoot!.querySelector("[name=online]")!;

  it("is the element's", async () => {
    root.lang = "fr";
    expect(labelOf(await online(badge(`lang="de-AT"`)))).to.equal("Wir sind da");
  });

  it("is the nearest ancestor's", async () => {
    root.lang = "fr";
    expect(labelOf(await online(`<div lang="de"><p>${badge()}</p></div>`))).to.equal("Wir sind da");
  });

  it("is the page's", async () => {
    root.lang = "de";
    expect(labelOf(await online(badge()))).to.equal("Wir sind da");
  });

  it("is found outside of shadow roots", async () => {
    mount(`<div id="outer" lang="de"></div>`);
    const outer = document.querySelector("#outer")!;
    const inner = outer.attachShadow({ mode: "closed" }).appendChild(document.createElement("div"));
    inner.attachShadow({ mode: "open" }).innerHTML = badge();
    const element = inner.shadowRoot!.querySelector("lhc-status")!;
    await shows(element, "online");
    expect(labelOf(element)).to.equal("Wir sind da");
  });

  it("is English in a language without labels, marked as English, and without a word in the console", async () => {
    root.lang = "xx";
    const element = await online(badge());
    expect([labelOf(element), slotOf(element).lang]).to.deep.equal(["We are online", "en"]);
    expect(pageErrors()).to.deep.equal([]);
  });

  it("is English for a label that a language lacks", async () => {
    root.lang = "fr";
    const element = await online(badge());
    const unknown = element.shadowRoot!.querySelector<HTMLElement>("[name=unknown]")!;
    expect([unknown.textContent, unknown.lang]).to.deep.equal(["Contact us", "en"]);
    expect([labelOf(element), slotOf(element).hasAttribute("lang")]).to.deep.equal(["Nous sommes là", false]);
  });

  it("follows the page's language", async () => {
    root.lang = "de";
    const element = await online(badge());
    for (const [language, label] of [
      ["fr", "Nous sommes là"],
      ["xx", "We are online"],
      ["de", "Wir sind da"],
    ] as const) {
      root.lang = language;
      await settle();
      expect(labelOf(element)).to.equal(label);
      expect(slotOf(element).hasAttribute("lang")).to.equal(language === "xx");
    }
    root.removeAttribute("lang");
    await settle();
    expect(labelOf(element)).to.equal("We are online");
  });

  it("follows the element's language", async () => {
    const element = await online(badge(`lang="de"`));
    element.lang = "fr";
    await element.updateComplete;
    expect(labelOf(element)).to.equal("Nous sommes là");
    element.removeAttribute("lang");
    await element.updateComplete;
    expect(labelOf(element)).to.equal("We are online");
  });

  it("asks nothing when it changes", async () => {
    await online(badge());
    root.lang = "de";
    await settle();
    expect(await lhc.requests()).to.have.length(1);
  });

  it("yields to an attribute and to a slot", async () => {
    root.lang = "de";
    expect(labelOf(await online(badge(`label-online="Sales is here"`)))).to.equal("Sales is here");
    const slotted = `<lhc-status base-url="${lhc.origin}"><b slot="online">In person</b></lhc-status>`;
    expect(labelOf(await online(slotted))).to.equal("In person");
  });

  it("applies to a badge that opens a chat", async () => {
    root.lang = "de";
    expect(labelOf(await online(badge(`chat="popup"`)))).to.equal("Chatten");
  });

  it("applies labels that are set later", async () => {
    root.lang = "tlh";
    const element = await online(badge());
    setLabels("tlh", { online: "maHtaH" });
    await element.updateComplete;
    expect([labelOf(element), slotOf(element).hasAttribute("lang")]).to.deep.equal(["maHtaH", false]);
  });

  it("applies to announcements", async () => {
    const clock = stopTheClock();
    root.lang = "de";
    const element = await online(badge("announce"));
    await lhc.lay({ activeUsers: [] });
    clock.tick(6000);
    await element.refresh();
    await settle();
    clock.tick(2100);
    expect(document.querySelector("[role=status]")?.textContent).to.equal("Wir sind weg");
  });

  it("applies to announcements of equal badges, which come once, with the author's words", async () => {
    const clock = stopTheClock();
    root.lang = "de";
    const markup = `<lhc-status base-url="${lhc.origin}" announce>Vertrieb:</lhc-status>`;
    const element = await online(markup.repeat(3) + badge(`announce label-offline="Bis morgen"`));
    await lhc.lay({ activeUsers: [] });
    clock.tick(6000);
    await element.refresh();
    await settle();
    clock.tick(2100);
    expect(document.querySelector("[role=status]")?.textContent).to.equal(
      "Vertrieb: Wir sind weg\nBis morgen",
    );
  });

  it("applies to content with data-lhc-text, also if its names are misleading, and follows", async () => {
    await scriptTag(lhc.origin);
    root.lang = "de";
    mount(`<form data-lhc-text data-lhc-user="2">Chat<input name="closest" /></form>`);
    const form = document.querySelector("form")!;
    while (form.textContent?.trim() !== "Wir sind da") await settle();
    root.lang = "fr";
    while (form.textContent.trim() !== "Nous sommes là") await settle();
    expect(warnings()).to.deep.equal([]);
  });

  it("marks a fallback language in content with data-lhc-text, too", async () => {
    await scriptTag(lhc.origin);
    root.lang = "xx";
    const text = document.createElement("b");
    text.append("Chat");
    Object.assign(text.dataset, { lhcText: "", lhcUser: "2" });
    document.body.append(text);
    const shows = async (markup: string): Promise<void> => {
      while (text.innerHTML !== markup) await settle();
    };
    await shows('<span lang="en">We are online</span>');
    root.lang = "en";
    await shows("We are online");
    root.lang = "xx";
    await shows('<span lang="en">We are online</span>');
    root.lang = "de";
    await shows("Wir sind da");
    text.removeAttribute("data-lhc-text");
    await shows("Chat");
    text.remove();
  });
});
