import { labels as english } from "../locales/en.ts";
import type { Labels } from "../locales/labels.ts";
import type { Status } from "../protocol/status.ts";
import { notifyOfDefaults } from "./defaults.ts";
import { pageLanguage } from "./language.ts";

/** The order of {@link Labels}. */
const NAMES = ["online", "offline", "checking", "unknown", "chat", "message"] as const;

/** `chat` and `message` are for badges that open a chat: while online or checking, and while offline. */
export type LabelName = (typeof NAMES)[number];

export interface LabelOptions {
  /** A language tag. Default: the language of the page. */
  language?: string | undefined;
  /** The label of a badge that opens a chat. Default false. */
  chat?: boolean | undefined;
}

type Texts = readonly (string | undefined)[];
const languages = new Map<string, Texts>([["en", english]]);

/** Adds a language. The page's own labels win. */
export const addLanguage = (language: string, labels: Labels): void => {
  const own = languages.get(language.toLowerCase());
  setAll(language, (i) => own?.[i] ?? labels[i]);
};

/**
 * Sets the page's own labels for a language. They replace the package's, in every badge of that language.
 *
 * @param language a language tag, for example `de` or `pt-BR`
 * @param labels those that are left out keep their value
 * @example
 * setLabels("en", { online: "We are here", offline: "We are asleep" });
 */
export const setLabels = (language: string, labels: Partial<Record<LabelName, string>>): void => {
  const former = languages.get(language.toLowerCase());
  setAll(language, (i, name) => labels[name] ?? former?.[i]);
};

function setAll(language: string, labelAt: (i: number, name: LabelName) => string | undefined): void {
  languages.set(
    language.toLowerCase(),
    NAMES.map((name, i) => labelAt(i, name)),
  );
  notifyOfDefaults();
}

/**
 * The label of a status, as `<lhc-status>` shows it.
 *
 * @example
 * button.textContent = labelOf(status, { chat: true }); // "Chat with us"
 */
export const labelOf = (
  status: Status,
  { language = pageLanguage(), chat = false }: LabelOptions = {},
): string => labelIn(language, status, chat)[0];

/** The label of a status, and its language in lower case. Falls back to related languages, then to English. */
export function labelIn(language: string, status: Status, isChat: boolean): [text: string, language: string] {
  const chatName = { online: "chat", checking: "chat", offline: "message", unknown: "unknown" } as const;
  const i = NAMES.indexOf(isChat ? chatName[status] : status);
  const tag = language
    .toLowerCase()
    .replace(/^n[on]\b/, "nb")
    .replace(/^zh-(tw|hk|mo|hant).*/, "zh-hant");
  const base = tag.replace(/-.*/, "");
  // The third is for Portuguese, if only the Brazilian one is known.
  for (const code of [tag, base, `${base}-br`, "en"]) {
    const text = languages.get(code)?.[i];
    if (text != null) return [text, code];
  }
  return ["", "en"];
}
