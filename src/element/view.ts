import type { Label } from "../page/labels.ts";
import type { Status } from "../protocol/status.ts";

export interface Look {
  readonly status: Status;
  readonly stale: boolean;
  readonly variant: string;
  /** Invisible, but the space stays reserved. */
  readonly hidden: boolean;
  /** The control: none, a link to `href`, or a button. */
  readonly tag: "span" | "a" | "button";
  readonly href: string;
  readonly labelOf: (state: Status) => Label;
}

/** Cloned for each badge, which is faster than creating a dozen nodes. */
let template: HTMLElement | undefined;

/** So few nodes that a template engine would add a third to the file without making this simpler. */
function newTemplate(): HTMLElement {
  const badge = (content: Node[], states: Status[]): HTMLElement => {
    const slots = states.map((name) => Object.assign(create("slot"), { name }));
    return create("span", "base", create("span", "indicator"), ...content, create("span", "label", ...slots));
  };
  const others = badge([], ["online", "offline", "unknown"]);
  others.className = "gone";
  return create("div", "", badge([create("slot")], ["checking"]), others);
}

/** The nodes in a shadow root: the badge, and an invisible one that reserves space for the labels of other states. */
export class View {
  readonly #root = (template ??= newTemplate()).cloneNode(true) as HTMLElement;
  #base = this.#root.firstElementChild as HTMLElement;
  readonly #content = this.#root.querySelector("slot") as HTMLSlotElement;
  readonly #slots = this.#root.querySelectorAll<HTMLSlotElement>("[name]");
  /** The label of each slot. Not read from the slot, because the browser may have translated it. */
  readonly #shown: Label[] = [];
  readonly #internals: ElementInternals | undefined;
  /** The current custom states, separated by spaces. */
  #states = "";

  /** @param contentChanged called when the slotted content changed, so `show` must run again */
  constructor(internals: ElementInternals | undefined, contentChanged: () => void) {
    this.#internals = internals;
    this.#content.addEventListener("slotchange", contentChanged);
  }

  addTo(root: ParentNode): void {
    root.append(this.#root);
  }

  /** Writes only what changed, so that mutation observers see nothing else. */
  show({ status, stale, variant, hidden, tag: wanted, href, labelOf }: Look): void {
    const content = this.#content.assignedNodes().filter((node) => isShown(node));
    // The author's own link or button is the control, and controls must not be nested.
    const tag = content.some(holdsControl) ? "span" : wanted;
    if (this.#base.localName !== tag) {
      const base = create(tag, "base", ...this.#base.childNodes);
      if (tag === "button") base.setAttribute("type", tag);
      this.#base.replaceWith(base);
      this.#base = base;
    }
    if (tag === "a" && this.#base.getAttribute("href") !== href) this.#base.setAttribute("href", href);
    const className = `${status} ${variant}${hidden ? " gone" : ""}${content.length ? " aside" : ""}`;
    if (this.#root.className !== className) this.#root.className = className;
    const label = this.#base.lastElementChild as Element;
    for (const [i, slot] of this.#slots.entries()) {
      if (slot.name === status && slot.parentNode !== label) {
        slot.replaceWith(...label.childNodes);
        label.replaceChildren(slot);
        // In a wider badge, these are somewhere else now. Inserted again, they do not count as a layout shift.
        this.#base.replaceChildren(...this.#base.childNodes);
      }
      const former = this.#shown[i];
      const [text, language] = (this.#shown[i] = labelOf(slot.name as Status));
      if (text === former?.[0] && language === former[1]) continue;
      slot.textContent = text;
      // For screen readers.
      if (language) slot.lang = language;
      else slot.removeAttribute("lang");
    }
    this.#setStates(`${status}${hidden ? " hidden" : ""}${stale ? " stale" : ""}`);
  }

  #setStates(states: string): void {
    if (states === this.#states) return;
    this.#states = states;
    try {
      // oxlint-disable-next-line typescript/no-non-null-assertion -- if it is missing, the catch block follows
      const set = this.#internals!.states;
      set.clear();
      for (const state of states.split(" ")) set.add(state);
    } catch {
      // happy-dom lacks internals. Browsers before 2024 lack custom states, or require dashes in their names.
    }
  }
}

export const LINK = "a[href]";

/** Elements that a visitor can click or activate by keyboard. */
export const CONTROL = `${LINK},button,[type=button],[type=submit],[type=image]`;

/** Undefined for other nodes. Not `instanceof Element`, because some libraries replace that global. */
export const matches = (node: EventTarget, selector: string): boolean | undefined =>
  (node as Partial<Element>).matches?.(selector);

/** Whether content is visible. A <template> may be a declarative shadow root that came too late. */
export const isShown = (node: Node): boolean =>
  matches(node, ":not(template,style,script)") ?? !!node.textContent?.trim();

const holdsControl = (node: Node): boolean =>
  !!(matches(node, CONTROL) || (node as Partial<Element>).querySelector?.(CONTROL));

function create<T extends keyof HTMLElementTagNameMap>(
  tag: T,
  part = "",
  ...children: Node[]
): HTMLElementTagNameMap[T] {
  const element = document.createElement(tag);
  if (part) element.setAttribute("part", part);
  element.append(...children);
  return element;
}
