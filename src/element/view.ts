import { STATES, type Status } from "../protocol/status.ts";

export interface Look {
  readonly status: Status;
  readonly stale: boolean;
  readonly variant: string;
  /** Invisible, but the space stays reserved. */
  readonly hidden: boolean;
  /** The control: none, a link to `href`, or a button. */
  readonly tag: "span" | "a" | "button";
  readonly href: string;
  readonly labelOf: (state: Status) => [text: string, language?: string];
}

/**
 * The nodes in the shadow root, created once. They are so few that a template engine would add a third to the file
 * without making this simpler.
 */
export class View {
  readonly #indicator = create("span", "indicator");
  readonly #content = create("slot");
  readonly #label = create("span", "label");
  #base: HTMLElement = create("span", "base", this.#indicator, this.#content, this.#label);
  /** The labels of the other states, which reserve space. */
  readonly #otherLabels = create("span", "label");
  readonly #root = create("div", "", this.#base);
  readonly #slots = STATES.map((name) => Object.assign(create("slot"), { name }));
  /** The text and language of each slot. Not read from the slot, because the browser may have translated it. */
  readonly #shown = new Map<Node, string>();
  readonly #internals: ElementInternals | undefined;
  /** The current custom states, separated by spaces. */
  #states = "";

  /** @param contentChanged called when the slotted content changed, so `show` must run again */
  constructor(internals: ElementInternals | undefined, contentChanged: () => void) {
    this.#internals = internals;
    this.#content.addEventListener("slotchange", contentChanged);
    const others = create("span", "base", create("span", "indicator"), this.#otherLabels);
    others.className = "gone";
    this.#root.append(others);
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
    const current = this.#slots[STATES.indexOf(status)];
    if (current && current.parentNode !== this.#label) {
      this.#otherLabels.replaceChildren(...this.#slots);
      this.#label.replaceChildren(current);
      // In a button, these are somewhere else now. Inserted again, they do not count as a layout shift.
      this.#base.replaceChildren(this.#indicator, this.#content, this.#label);
    }
    for (const slot of this.#slots) {
      const [text, language] = labelOf(slot.name);
      const shown = `${text} ${language}`;
      if (shown === this.#shown.get(slot)) continue;
      this.#shown.set(slot, shown);
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
      // eslint-disable-next-line @typescript-eslint/no-non-null-assertion -- if it is missing, the catch block follows
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
