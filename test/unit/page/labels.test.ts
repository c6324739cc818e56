import { beforeEach, describe, expect, it, test, vi } from "vitest";
import { STATES, type Status } from "../../../src/protocol/status.ts";

/** A page with a registry of its own. */
let page: typeof import("../../../src/page/labels.ts");
beforeEach(async () => {
  vi.resetModules();
  page = await import("../../../src/page/labels.ts");
});

const wordsOf = (code: string) =>
  [1, 2, 3, 4, 5, 6].map((i) => `${code}${i}`) as unknown as [string, string, string, string, string, string];
const add = (...codes: string[]): void => {
  for (const code of codes) page.addLanguage(code, wordsOf(code));
};

describe("the label of a status", () => {
  test.each<[Status, boolean, number]>([
    ["online", false, 1],
    ["offline", false, 2],
    ["checking", false, 3],
    ["unknown", false, 4],
    ["online", true, 5],
    ["checking", true, 5],
    ["offline", true, 6],
    ["unknown", true, 4],
  ])("%s (chat: %s)", (status, chat, i) => {
    add("de");
    expect(page.labelOf(status, { language: "de", chat })).toBe(`de${i}`);
  });

  it("is English outside a page", () => {
    expect(STATES.map((status) => page.labelOf(status))).toEqual([
      "We are online",
      "We are offline",
      "Checking…",
      "Contact us",
    ]);
  });
});

describe("the nearest language", () => {
  /** The language of a label, by its text. */
  const found = (language: string): string => {
    const text = page.labelOf("online", { language });
    return text === "We are online" ? "en" : text.replace("1", "").toLowerCase();
  };

  test.each([
    ["de", "de"],
    ["DE", "de"],
    ["de-AT", "de"],
    ["de-Latn-CH-1901", "de"],
    ["fr-CA", "fr"],
    ["pt", "pt"],
    ["pt-PT", "pt"],
    ["pt-BR", "pt-br"],
    ["no", "nb"],
    ["nn-NO", "nb"],
    ["nb", "nb"],
    ["zh", "zh"],
    ["zh-CN", "zh"],
    ["zh-Hans-SG", "zh"],
    ["zh-TW", "zh-hant"],
    ["zh-HK", "zh-hant"],
    ["zh-Hant", "zh-hant"],
    ["zh-Hant-HK", "zh-hant"],
    ["xx", "en"],
    ["", "en"],
    ["en-GB", "en"],
    ["dex", "en"],
    ["not a language", "en"],
    ["constructor", "en"],
  ])("of %j is %s", (language, expected) => {
    add("de", "fr", "pt", "pt-BR", "nb", "zh", "zh-Hant");
    expect(found(language)).toBe(expected);
  });

  test.each([
    ["pt", ["pt-BR"], "pt-br"],
    ["pt-PT", ["pt-BR"], "pt-br"],
    ["zh-TW", ["zh"], "zh"],
    ["nn", ["de"], "en"],
  ])("of %s among %j is %s", (language, known, expected) => {
    add(...known);
    expect(found(language)).toBe(expected);
  });
});

describe("the language of a label", () => {
  test.each([
    ["de-AT", undefined],
    ["pt-PT", undefined],
    ["nn", undefined],
    ["no-NO", undefined],
    ["EN-gb", undefined],
    ["fr", "en"],
    ["", "en"],
  ])("of %j is given if it is another one: %s", (language, expected) => {
    add("de", "pt-BR", "nb");
    expect(page.labelIn(language, "online", false)[1]).toBe(expected);
  });
});

describe("the page's own labels", () => {
  it("replace those of the package, and only where they are given", () => {
    add("de");
    page.setLabels("de", { online: "Da", message: "Schreib uns" });
    const inGerman = { language: "de-AT" };
    expect(page.labelOf("online", inGerman)).toBe("Da");
    expect(page.labelOf("offline", inGerman)).toBe("de2");
    expect(page.labelOf("offline", { ...inGerman, chat: true })).toBe("Schreib uns");
  });

  it("add up", () => {
    page.setLabels("en", { online: "Here" });
    page.setLabels("EN", { offline: "Asleep" });
    expect([page.labelOf("online"), page.labelOf("offline"), page.labelOf("unknown")]).toEqual([
      "Here",
      "Asleep",
      "Contact us",
    ]);
  });

  it("win over a language that is added later", () => {
    page.setLabels("de", { online: "Da" });
    expect(page.labelIn("de", "offline", false)).toEqual(["We are offline", "en"]);
    add("de");
    expect(page.labelOf("online", { language: "de" })).toBe("Da");
    expect(page.labelOf("offline", { language: "de" })).toBe("de2");
  });

  it("may be of a region", () => {
    add("de");
    page.setLabels("de-CH", { online: "Mir sind da" });
    expect(page.labelIn("de-CH", "online", false)).toEqual(["Mir sind da"]);
    expect(page.labelIn("de-CH", "offline", false)).toEqual(["de2"]);
    expect(page.labelIn("de", "online", false)).toEqual(["de1"]);
  });
});
