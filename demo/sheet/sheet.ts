import { type LhcStatusElement, setDefaults, type Status, type Variant } from "../../src/index.ts";
import { byId, make } from "../page/dom.ts";

/** Each state with the operator who has it; see serve.ts. */
const STATES: readonly [Status, number][] = [
  ["online", 2],
  ["offline", 3],
  ["checking", 9],
  ["unknown", 8],
];
const VARIANTS: readonly Variant[] = ["badge", "text", "dot", "button"];

interface Labels {
  readonly plain: Readonly<Record<Status, string>>;
  readonly chat: Readonly<Record<Status, string>>;
}

const HEBREW: Labels = {
  plain: { online: "אנחנו מחוברים", offline: "אנחנו לא מחוברים", checking: "בודקים…", unknown: "צרו קשר" },
  chat: { online: "דברו איתנו", offline: "השאירו הודעה", checking: "דברו איתנו", unknown: "צרו קשר" },
};

function cell(variant: Variant, chat: LhcStatusElement["chat"], user: number, labels?: Labels): HTMLElement {
  const element = document.createElement("lhc-status");
  element.user = user;
  element.variant = variant;
  element.chat = chat;
  // Keeps the unanswered one in the state 'checking'.
  element.timeout = 86_400;
  if (labels) {
    for (const [state] of STATES) {
      element.setAttribute(`label-${state}`, labels[chat === "none" ? "plain" : "chat"][state]);
    }
  }
  return element;
}

function panel(name: string, scheme: "light" | "dark", labels?: Labels): HTMLElement {
  const rows = (["none", "link", "popup"] as const).flatMap((chat) =>
    VARIANTS.map((variant) =>
      make(
        "tr",
        {},
        make("th", { scope: "row" }, variant, ...(chat === "none" ? [] : [` ${chat}`])),
        ...STATES.map(([state, user]) =>
          make("td", { "data-state": state }, cell(variant, chat, user, labels)),
        ),
      ),
    ),
  );
  const heads = ["", ...STATES.map(([state]) => state)].map((text) =>
    text ? make("th", { scope: "col" }, text) : make("td"),
  );
  return make(
    "section",
    { class: scheme, ...(labels && { dir: "rtl", lang: "he" }), "aria-label": name },
    make(
      "table",
      {},
      make("caption", { lang: "en" }, name),
      make("thead", { lang: "en" }, make("tr", {}, ...heads)),
      make("tbody", {}, ...rows),
    ),
  );
}

setDefaults({ baseUrl: document.querySelector<HTMLMetaElement>("meta[name=lhc]")!.content });
byId("sheet").append(
  panel("light", "light"),
  panel("dark", "dark"),
  panel("light, right to left", "light", HEBREW),
  panel("dark, right to left", "dark", HEBREW),
);
