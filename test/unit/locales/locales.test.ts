/** Tests the labels of each file in src/locales. */
import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Labels } from "../../../src/locales/labels.ts";

const folder = new URL("../../../src/locales/", import.meta.url);

const languages = readdirSync(folder)
  .filter((file) => file !== "labels.ts")
  .map((file) => file.replace(/\.ts$/, ""));

/** Languages that Live Helper Chat is translated into, as BCP 47 tags. */
const LHC_LANGUAGES = (
  "ar bg ca cs da de el en es et fa fi fr he hr hu id it ja ka lt lv nb nl pl pt pt-BR ro ru sk sq sv th tr " +
  "uk vi zh zh-Hant"
).split(" ");

const KEYS = ["online", "offline", "checking", "unknown", "chat", "message"] as const;

/** The longest label has 23. Longer ones make the badge too wide for a narrow column. */
const MAX_LENGTH = 30;

/** What the letters of a label may be, by ISO 15924 code. */
const LETTERS: Record<string, RegExp> = {
  Arab: /^\p{Script=Arabic}+$/u,
  Cyrl: /^\p{Script=Cyrillic}+$/u,
  Geor: /^\p{Script=Georgian}+$/u,
  Grek: /^\p{Script=Greek}+$/u,
  Hans: /^\p{Script=Han}+$/u,
  Hant: /^\p{Script=Han}+$/u,
  Hebr: /^\p{Script=Hebrew}+$/u,
  // The mark for a long vowel belongs to both kana.
  Jpan: /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+$/u,
  Latn: /^\p{Script=Latin}+$/u,
  Thai: /^\p{Script=Thai}+$/u,
};

/** Greek sites write these two in Latin letters. */
const LOANWORDS = /\b(online|offline)\b/g;

/** Letters of a language or script that are easily confused with those of a related one. */
const FOREIGN_LETTERS: Record<string, RegExp> = {
  // Arabic forms of Persian letters.
  fa: /[كيىة]/,
  // A comma below, not a cedilla.
  ro: /[şţŞŢ]/,
  ru: /[іїєґ]/i,
  uk: /[ыэёъ]/i,
  zh: /[們線絡聯與檢諮詢給檔]/,
  "zh-Hant": /[们线络联与检谘询给档]/,
};

const labelsOf = async (language: string): Promise<Labels> => {
  const module = (await import(new URL(`${language}.ts`, folder).href)) as { labels: Labels };
  return module.labels;
};

it("has a file for each language of Live Helper Chat", () => {
  expect(languages.toSorted()).toEqual(LHC_LANGUAGES.toSorted());
});

describe.each(languages)("%s", async (language) => {
  const labels = await labelsOf(language);

  it("is the canonical tag of a known language", () => {
    expect(Intl.getCanonicalLocales(language)).toEqual([language]);
    expect(new Intl.DisplayNames("en", { type: "language", fallback: "none" }).of(language)).toBeTypeOf(
      "string",
    );
  });

  it("has six different labels", () => {
    expect(labels).toHaveLength(KEYS.length);
    expect(new Set(labels).size).toBe(KEYS.length);
  });

  it("ends only the label of checking with an ellipsis", () => {
    const withDots = KEYS.filter((_, i) => /[….]/.test(labels[i] ?? ""));
    expect(withDots).toEqual(["checking"]);
    expect(labels[2]).toMatch(/[^….\s]\u00A0?…$/);
  });

  it.each(KEYS.map((key, i) => [key, labels[i] ?? ""] as const))(
    "has a short label for %s: %s",
    (_, label) => {
      expect(label).not.toBe("");
      expect(label).toBe(label.trim());
      expect(label.length).toBeLessThanOrEqual(MAX_LENGTH);
      expect(label).not.toMatch(/\s\s|[!?]$/);
    },
  );

  it.each(KEYS.map((key, i) => [key, labels[i] ?? ""] as const))(
    "writes %s in the script of its language: %s",
    (_, label) => {
      const script = new Intl.Locale(language).maximize().script ?? "";
      const words = script === "Grek" ? label.replaceAll(LOANWORDS, "") : label;
      expect(words.replaceAll(/\P{L}/gu, "")).toMatch(LETTERS[script] ?? /^$/);
      if (language in FOREIGN_LETTERS) expect(label).not.toMatch(FOREIGN_LETTERS[language]!);
    },
  );

  it("has composed characters, and no control or format characters", () => {
    for (const label of labels) {
      expect(label).toBe(label.normalize("NFC"));
      expect(label).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    }
  });

  it("has plain spaces, except a no-break space before an ellipsis", () => {
    for (const label of labels) expect(label.replace(/\u00A0…$/, "…")).not.toMatch(/[^\S ]| …/);
  });
});
