import { labels as english } from "../locales/en.ts";
import { STATES, type Status } from "../protocol/status.ts";
import { notifyOfDefaults } from "./defaults.ts";
import { pageLanguage } from "./language.ts";

/** The order of the labels in a file of locales/. */
const NAMES = [...STATES, "chat", "message"] as const;

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

/** Adds a language. Labels that are already set win. */
export const addLanguage = (language: string, labels: Texts): void => {
  const code = language.toLowerCase();
  const former = languages.get(code);
  languages.set(
    code,
    labels.map((label, i) => former?.[i] ?? label),
  );
  labelSets.clear();
  notifyOfDefaults();
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
  const code = language.toLowerCase();
  const former = languages.get(code);
  languages.delete(code);
  addLanguage(
    code,
    NAMES.map((name, i) => labels[name] ?? former?.[i]),
  );
};

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

/** A text, and its language in lower case if that is not the wanted one. */
export type Label = readonly [text: string, language?: string];

/** Cached, because a page may have a thousand badges. */
const labelSets = new Map<string, readonly Label[]>();

/** The label of a status in a language. A missing one is that of a related language, or English. */
export function labelIn(language: string, status: Status, isChat: boolean): Label {
  const key = `${language} ${isChat}`;
  let labels = labelSets.get(key);
  if (!labels) labelSets.set(key, (labels = findLabels(language, isChat)));
  // Each state has one.
  return labels[STATES.indexOf(status)] as Label;
}

function findLabels(language: string, isChat: boolean): Label[] {
  const tag = language
    .toLowerCase()
    .replace(/^n[on]\b/, "nb")
    .replace(/^zh-(tw|hk|mo|hant).*/, "zh-hant");
  const base = tag.replace(/-.*/, "");
  // The third is for Portuguese, if only the Brazilian one is known.
  const codes = [tag, base, `${base}-br`];
  return STATES.map((status) => {
    const chatLabel = status === "offline" ? "message" : "chat";
    const i = NAMES.indexOf(isChat && status !== "unknown" ? chatLabel : status);
    const code = codes.find((known) => languages.get(known)?.[i] != null) ?? "en";
    // English has all labels.
    const text = languages.get(code)?.[i] as string;
    return code.slice(0, 2) === tag.slice(0, 2) ? [text] : [text, code];
  });
}
