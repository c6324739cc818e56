import { LABELS, STATES } from "../element/labels.ts";
import { LhcStatusError } from "../protocol/error.ts";
import type { Status } from "../status/schedule.ts";
import { type StatusWatch, watchStatus } from "../status/watch-status.ts";
import { attributeOf, type Settings } from "./content-settings.ts";

/** The states in which a node shows, by `data-lhc-show`; undefined, if it always does. Throws LhcStatusError `config`. */
export function readShow(node: Element): Status[] | undefined {
  const words = attributeOf(node, "data-lhc-show");
  const states = words?.trim().split(/\s+/) as Status[] | undefined;
  if (states?.some((state) => !STATES.includes(state))) {
    throw new LhcStatusError(
      "config",
      `show="${words!.slice(0, 200)}" names no state. Write any of: ${STATES.join(" ")}.`,
    );
  }
  return states;
}

/**
 * Shows a node in some states alone, or has its text be the label of the state, or both.
 *
 * @returns lets go, and gives back what was there
 */
export function followState(
  node: HTMLElement,
  settings: Settings,
  states: Status[] | undefined,
  speaks: boolean,
): () => void {
  const hidden = attributeOf(node, "hidden");
  const text = new Text();
  const own = speaks ? [...node.childNodes] : [];
  // First what may throw, where a form's fields have taken the place of its methods.
  if (speaks) node.replaceChildren(text);
  const show = ({ status }: StatusWatch): void => {
    if (states) Element.prototype.toggleAttribute.call(node, "hidden", !states.includes(status));
    const label = settings[`${status}Label`] || LABELS[status];
    if (text.data !== label) text.data = label;
  };
  const watch = watchStatus(settings, show);
  show(watch);
  return () => {
    watch.stop();
    if (states) Element.prototype.toggleAttribute.call(node, "hidden", hidden != null);
    if (hidden) Element.prototype.setAttribute.call(node, "hidden", hidden);
    if (speaks) node.replaceChildren(...own);
  };
}
