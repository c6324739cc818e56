import { attributeOf, readSettings } from "./content-settings.ts";
import { followState, readShow } from "./follow-state.ts";

/** What gets an `<lhc-status>`. */
const MARKED = "a.lhc-status,span.lhc-status,div.lhc-status,a[href$='#lhc-status']";

/** Everything in a page that a status can be made of. */
export const UPGRADABLE = `${MARKED},[data-lhc-show],[data-lhc-text]`;

/**
 * Makes of a node what its author asked for, if anything.
 *
 * @returns how to let go of it, if something has to be done for that
 * @throws an error with a message for the author; then the node is as it was
 */
export function upgrade(node: HTMLElement): (() => void) | undefined {
  const states = readShow(node);
  const speaks = attributeOf(node, "data-lhc-text") != null;
  // With one inside, it is done: before it was moved, before a slider cloned it or an editor saved it.
  const marked =
    Element.prototype.matches.call(node, MARKED) &&
    !node.closest("lhc-status") &&
    (speaks || !node.querySelector("lhc-status"));
  // What an author is editing is not for us to write into.
  if ((!marked && !states && !speaks) || node.isContentEditable) return undefined;

  const status = readSettings(node);
  const letGo = states || speaks ? followState(node, status, states, speaks) : undefined;
  if (marked) {
    // After the author's own words, which stay where and what they are: frameworks and listeners know these nodes,
    // the link's name begins with what is to be read, and an editor that saves the page saves an empty tag more.
    if (node.children.length || node.textContent.trim()) {
      if (!status.hasAttribute("variant")) status.setAttribute("variant", "dot");
      node.append(" ");
    }
    // The words say it already.
    if (speaks) status.setAttribute("aria-hidden", "true");
    node.append(status);
  }
  return letGo;
}
