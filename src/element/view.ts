import { STATES, type Status } from "../protocol/status.ts";

export interface Look {
  readonly status: Status;
  readonly stale: boolean;
  readonly variant: string;
  /** Nothing shows, but its place stays. */
  readonly hidden: boolean;
  /** What a click on it does: nothing, go to `href`, or open something here. */
  readonly tag: "span" | "a" | "button";
  readonly href: string;
  readonly labelOf: (state: Status) => string;
}

/**
 * The nodes in the shadow root, made once. There are so few that a template engine would be a third of what a
 * page has to load.
 */
export class View {
  #base: HTMLElement = create("span", "base");
  readonly #content = create("slot");
  readonly #label = create("span", "label");
  readonly #labels = STATES.map((state) => ({ state, slot: create("slot"), text: "" }));
  readonly #internals: ElementInternals | undefined;
  /** The custom states that are set, in words. */
  #states = "";

  /** @param contentChanged is called when the element's own content is another: time to `show` again */
  constructor(root: ParentNode, internals: ElementInternals | undefined, contentChanged: () => void) {
    this.#internals = internals;
    this.#content.addEventListener("slotchange", contentChanged);
    for (const { state, slot } of this.#labels) {
      slot.name = state;
      this.#label.append(slot);
    }
    this.#base.append(create("span", "indicator"), this.#content, this.#label);
    root.append(this.#base);
  }

  /** Writes what differs from what is there: whoever observes the page sees changes alone. */
  show({ status, stale, variant, hidden, tag: wanted, href, labelOf }: Look): void {
    const content = this.#content.assignedNodes().filter((node) => isShown(node));
    // The author's own link or button is the control then: one within another is none.
    const tag = content.some(holdsControl) ? "span" : wanted;
    if (this.#base.localName !== tag) {
      const base = create(tag, "base");
      if (tag === "button") base.setAttribute("type", tag);
      base.append(...this.#base.childNodes);
      this.#base.replaceWith(base);
      this.#base = base;
    }
    if (tag === "a" && this.#base.getAttribute("href") !== href) this.#base.setAttribute("href", href);
    setClass(this.#base, `${status} ${variant}${hidden ? " gone" : ""}`);
    setClass(this.#label, content.length ? "aside" : "");
    for (const label of this.#labels) {
      const text = labelOf(label.state);
      if (text !== label.text) label.slot.textContent = label.text = text;
    }
    this.#setStates(`${status}${hidden ? " hidden" : ""}${stale ? " stale" : ""}`);
  }

  #setStates(states: string): void {
    if (!this.#internals || states === this.#states) return;
    this.#states = states;
    try {
      const set = this.#internals.states;
      set.clear();
      for (const state of states.split(" ")) set.add(state);
    } catch {
      // Browsers before 2024 lack custom states, or want dashes in their names.
    }
  }
}

export const LINK = "a[href]";

/** What a visitor can use by a click or a key. */
export const CONTROL = `${LINK},button,[type=button],[type=submit],[type=image]`;

/** Undefined for what is no element. Asks the node, since some libraries replace the page's `Element`. */
export const matches = (node: EventTarget, selector: string): boolean | undefined =>
  (node as Partial<Element>).matches?.(selector);

/** Whether content shows. A <template> may be a prerendered shadow root that came too late. */
export const isShown = (node: Node): boolean =>
  matches(node, ":not(template,style,script)") ?? !!node.textContent?.trim();

const holdsControl = (node: Node): boolean =>
  !!(matches(node, CONTROL) || (node as Partial<Element>).querySelector?.(CONTROL));

function create<T extends keyof HTMLElementTagNameMap>(tag: T, part?: string): HTMLElementTagNameMap[T] {
  const element = document.createElement(tag);
  if (part) element.setAttribute("part", part);
  return element;
}

function setClass(element: HTMLElement, className: string): void {
  if (element.className !== className) element.className = className;
}
