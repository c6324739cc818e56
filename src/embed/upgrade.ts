import { labelFor } from "../element/labels.ts";
import { LhcStatusElement } from "../element/lhc-status-element.ts";
import type { Label } from "../page/labels.ts";
import { languageOf } from "../page/language.ts";
import { listOf } from "../page/settings.ts";
import { attributeName } from "../protocol/target.ts";
import { LhcStatusError } from "../protocol/error.ts";
import { STATES, type Status } from "../protocol/status.ts";
import { watchStatus } from "../status/watch-status.ts";
import { readContent } from "./content-settings.ts";
import { attributeOf, call, get } from "../page/natives.ts";

/** Nodes that get an `<lhc-status>`. */
const MARKED = "a.lhc-status,span.lhc-status,div.lhc-status,a[href$='#lhc-status']";

/** Nodes that can be upgraded. */
export const UPGRADABLE = `${MARKED},[data-lhc-show],[data-lhc-text]`;

export interface Upgrade {
  /** Restores what another script changed, and follows the status. True if anything had to be written. */
  repair(): boolean;
  /** Stops following and restores what was there. */
  dispose(): void;
}

/** Everything that an upgrade depends on: if the key of a node changes, it must be upgraded again. */
export const keyOf = (node: Element): string =>
  String([
    isMarked(node),
    ...call(node, "getAttributeNames")
      .filter((name) => /^(href$|data-lhc-)/.test(name))
      .map((name) => `${name}${attributeOf(node, name)}`),
  ]);

/** A marked node within an `<lhc-status>` is its slotted content. */
const isMarked = (node: Element): boolean =>
  call(node, "matches", MARKED) && !call(node, "closest", "lhc-status");

/** The states of `data-lhc-show`; undefined without that attribute. Throws LhcStatusError `config`. */
function readShow(node: Element): Status[] | undefined {
  const words = attributeOf(node, "data-lhc-show");
  if (words == null) return undefined;
  const states = listOf(words) as Status[];
  if (!states.length || states.some((state) => !STATES.includes(state))) {
    throw new LhcStatusError(
      "config",
      `show="${words.slice(0, 200)}" is not a state. Write any of: ${STATES.join(" ")}.`,
    );
  }
  return states;
}

/**
 * Upgrades a node as its attributes say: adds an `<lhc-status>`, shows it only in some states, or replaces its text by
 * the label of the state. Undefined if there is nothing to upgrade.
 *
 * @throws an error with a message for the author, before the node is changed
 */
export function upgrade(node: HTMLElement): Upgrade | undefined {
  const states = readShow(node);
  const replacesText = attributeOf(node, "data-lhc-text") != null;
  const hasBadge = isMarked(node);
  const badgeInside = (): Element | null => call(node, "querySelector", "lhc-status");
  const follows = states ?? replacesText;
  // Content that is being edited must not change.
  const isEdited = (): boolean => get(node, "isContentEditable");
  // A badge inside is from before a slider cloned the link or an editor saved it.
  if (!(follows || (hasBadge && !badgeInside())) || isEdited()) return undefined;

  const { given, settings } = readContent(node);
  const badge = new LhcStatusElement();
  const hidden = attributeOf(node, "hidden");
  const own = [...get(node, "childNodes")];
  const ours: ChildNode[] = hasBadge ? [badge] : [];
  let label: Label = [""];
  if (hasBadge && (replacesText || call(node, "querySelector", "*") || get(node, "textContent").trim())) {
    // After the author's nodes, which stay unchanged: frameworks and listeners hold references to them, the link's name
    // begins with its text, and an editor that saves the page adds only an empty tag.
    ours.unshift(call(document, "createTextNode", " "));
    given.variant ??= "dot";
  }
  // As attributes, because a slider's clone keeps only these.
  for (const [name, value] of Object.entries(given)) badge.setAttribute(attributeName(name), value);
  // The text already names the status.
  if (replacesText) badge.setAttribute("aria-hidden", "true");

  const repair = (): boolean => {
    const status = watch?.status ?? "checking";
    const inside = badgeInside();
    // A different badge is a copy of ours, made by a script that rewrote the page's markup.
    let differs = hasBadge && (!inside || (inside === badge && ours[0]?.parentNode !== node));
    if (replacesText) {
      const former = String(label);
      label = labelFor(status, settings, languageOf(node));
      // A translation, in a <font>, stays until the label changes.
      differs ||=
        String(label) !== former ||
        (get(node, "textContent").trim() !== label[0].trim() && !call(node, "querySelector", "font"));
    }
    const hides = !states?.includes(status);
    const toggles =
      states &&
      hides === (attributeOf(node, "hidden") == null) &&
      // Not while a visitor is writing in it. For a focus in a shadow root, activeElement is the host.
      !(hides && call(node, "contains", get(document, "activeElement")));
    // Last, because browsers may have to compute styles for it.
    if (!(differs || toggles) || isEdited()) return false;
    if (differs && replacesText) {
      const [text, lang] = label;
      let shown: Node | string = text;
      // A fallback language, for screen readers. Not on the node itself, whose language is the wanted one.
      if (lang) shown = Object.assign(call(document, "createElement", "span"), { lang, textContent: text });
      // Even if it is equal, so that observers notice.
      call(node, "replaceChildren", shown, ...ours);
    } else if (differs) {
      node.append(...ours);
    }
    if (toggles) call(node, "toggleAttribute", "hidden", hides);
    return true;
  };
  const watch = follows ? watchStatus(settings, repair) : undefined;
  repair();
  return {
    repair,
    dispose() {
      watch?.stop();
      if (states) {
        call(node, "toggleAttribute", "hidden", hidden != null);
        if (hidden) call(node, "setAttribute", "hidden", hidden);
      }
      if (replacesText) call(node, "replaceChildren", ...own);
      else for (const one of ours) one.remove();
    },
  };
}
