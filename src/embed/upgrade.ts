import { labelFor } from "../element/labels.ts";
import { LhcStatusElement } from "../element/lhc-status-element.ts";
import { listOf } from "../page/settings.ts";
import { LhcStatusError } from "../protocol/error.ts";
import { STATES, type Status } from "../protocol/status.ts";
import { watchStatus } from "../status/watch-status.ts";
import { readContent } from "./content-settings.ts";
import { attributeOf, call, get } from "./natives.ts";

/** What gets an `<lhc-status>`. */
const MARKED = "a.lhc-status,span.lhc-status,div.lhc-status,a[href$='#lhc-status']";

/** Everything in a page that a status can be made of. */
export const UPGRADABLE = `${MARKED},[data-lhc-show],[data-lhc-text]`;

export interface Upgrade {
  /** Makes the node again what it should be. True, if it was not. */
  repair(): boolean;
  /** Stops following and restores what was there. */
  dispose(): void;
}

/** All that an upgrade is read from: a node with another key has to be upgraded anew. */
export const keyOf = (node: Element): string =>
  String([
    isMarked(node),
    ...call(node, "getAttributeNames")
      .filter((name) => /^(href$|data-lhc-)/.test(name))
      .map((name) => `${name}${attributeOf(node, name)}`),
  ]);

/** What stands in an `<lhc-status>` is its content. */
const isMarked = (node: Element): boolean =>
  call(node, "matches", MARKED) && !call(node, "closest", "lhc-status");

/** The states in which a node shows, by `data-lhc-show`; undefined, if it always does. Throws LhcStatusError `config`. */
function readShow(node: Element): Status[] | undefined {
  const words = attributeOf(node, "data-lhc-show");
  if (words == null) return undefined;
  const states = listOf(words) as Status[];
  if (!states.length || states.some((state) => !STATES.includes(state))) {
    throw new LhcStatusError(
      "config",
      `show="${words.slice(0, 200)}" names no state. Write any of: ${STATES.join(" ")}.`,
    );
  }
  return states;
}

/**
 * Makes of a node what its author asked for, if anything: gives it an `<lhc-status>`, shows it in some states alone,
 * has its text be the label of the state.
 *
 * @throws an error with a message for the author; then the node is as it was
 */
export function upgrade(node: HTMLElement): Upgrade | undefined {
  const states = readShow(node);
  const replacesText = attributeOf(node, "data-lhc-text") != null;
  const hasBadge = isMarked(node);
  const badgeInside = (): Element | null => call(node, "querySelector", "lhc-status");
  const follows = states ?? replacesText;
  // What an author is editing is not for us to write into.
  const isEdited = (): boolean => get(node, "isContentEditable");
  // With a badge inside, a link is done: before a slider cloned it, or an editor saved it.
  if (!(follows || (hasBadge && !badgeInside())) || isEdited()) return undefined;

  const { attributes, settings } = readContent(node);
  const badge = new LhcStatusElement();
  // As attributes: a slider's clone has nothing else.
  for (const [name, value] of Object.entries(attributes)) badge.setAttribute(name, value);
  const hidden = attributeOf(node, "hidden");
  const own = [...get(node, "childNodes")];
  const [text, space] = ["", " "].map((data) => call(document, "createTextNode", data)) as [Text, Text];
  let label = "";
  const ours: ChildNode[] = hasBadge ? [badge] : [];
  // After the author's own words, which stay where and what they are: frameworks and listeners know these nodes,
  // the link's name begins with what is to be read, and an editor that saves the page saves an empty tag more.
  if (hasBadge) {
    if (replacesText || call(node, "querySelector", "*") || get(node, "textContent").trim()) {
      ours.unshift(space);
      if (!badge.hasAttribute("variant")) badge.setAttribute("variant", "dot");
    }
    // The words say it already.
    if (replacesText) badge.setAttribute("aria-hidden", "true");
  }

  const repair = (): boolean => {
    const status = watch?.status ?? "checking";
    const inside = badgeInside();
    // Another badge is a copy of ours, made by a script that has read and written the page's markup.
    let differs = hasBadge && (!inside || (inside === badge && ours[0]?.parentNode !== node));
    if (replacesText) {
      const former = label;
      label = labelFor(status, settings);
      // What a translator has put in the place of a label stays until there is another label.
      differs ||=
        label !== former ||
        (get(node, "textContent").trim() !== label.trim() && !call(node, "querySelector", "font"));
    }
    const hides = !states?.includes(status);
    const toggles =
      states &&
      hides === (attributeOf(node, "hidden") == null) &&
      // Not under a visitor who is writing in it. For a focus in a shadow root, the document names the host.
      !(hides && call(node, "contains", get(document, "activeElement")));
    // Asked last, since browsers may have to compute styles for it.
    if (!(differs || toggles) || isEdited()) return false;
    if (differs && replacesText) {
      // Told to observers even if it is the same.
      text.data = label;
      call(node, "replaceChildren", text, ...ours);
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
