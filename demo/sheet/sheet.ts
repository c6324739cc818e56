import { type LhcStatusElement, setDefaults, type Status, type Variant } from "../../src/index.ts";
import { labels as hebrew } from "../../src/locales/he.ts";
import { setLabels } from "../../src/core.ts";
import { byId, make } from "../page/dom.ts";

/** Each state with the operator who has it; see serve.ts. */
const STATES: readonly [Status, number][] = [
  ["online", 2],
  ["offline", 3],
  ["checking", 9],
  ["unknown", 8],
];
const VARIANTS: readonly Variant[] = ["badge", "text", "dot", "button"];

function cell(variant: Variant, chat: LhcStatusElement["chat"], user: number): HTMLElement {
  const element = document.createElement("lhc-status");
  element.user = user;
  element.variant = variant;
  element.chat = chat;
  // Keeps the unanswered one in the state 'checking'.
  element.timeout = 86_400;
  return element;
}

function panel(name: string, scheme: "light" | "dark", lang = ""): HTMLElement {
  const rows = (["none", "link", "popup"] as const).flatMap((chat) =>
    VARIANTS.map((variant) =>
      make(
        "tr",
        {},
        make("th", { scope: "row" }, variant, ...(chat === "none" ? [] : [` ${chat}`])),
        ...STATES.map(([state, user]) => make("td", { "data-state": state }, cell(variant, chat, user))),
      ),
    ),
  );
  const heads = ["", ...STATES.map(([state]) => state)].map((text) =>
    text ? make("th", { scope: "col" }, text) : make("td"),
  );
  return make(
    "section",
    { class: scheme, ...(lang && { dir: "rtl", lang }), "aria-label": name },
    make(
      "table",
      {},
      make("caption", { lang: "en" }, name),
      make("thead", { lang: "en" }, make("tr", {}, ...heads)),
      make("tbody", {}, ...rows),
    ),
  );
}

const [online, offline, checking, unknown, chat, message] = hebrew;
setLabels("he", { online, offline, checking, unknown, chat, message });
setDefaults({ baseUrl: document.querySelector<HTMLMetaElement>("meta[name=lhc]")!.content });
byId("sheet").append(
  panel("light", "light"),
  panel("dark", "dark"),
  panel("light, right to left", "light", "he"),
  panel("dark, right to left", "dark", "he"),
);
