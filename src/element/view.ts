import type { Status } from "../status/schedule.ts";
import { STATES } from "./labels.ts";

export interface Look {
  readonly status: Status;
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
  readonly #slots = STATES.map((state) => {
    const slot = create("slot");
    slot.name = state;
    return slot;
  });
  readonly #labels: string[] = [];

  /** @param contentChanged is called when the element's own content is another: time to `show` again */
  constructor(root: ParentNode, contentChanged: () => void) {
    this.#content.addEventListener("slotchange", contentChanged);
    this.#label.append(...this.#slots);
    this.#base.append(create("span", "indicator"), this.#content, this.#label);
    root.append(this.#base);
  }

  /** Writes what differs from what is there: whoever observes the page sees changes alone. */
  show({ status, variant, hidden, tag: wanted, href, labelOf }: Look): void {
    const content = this.#content
      .assignedNodes()
      .filter((node) => isElement(node) || node.textContent?.trim());
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
    STATES.forEach((state, i) => {
      const label = labelOf(state);
      if (label !== this.#labels[i]) this.#slots[i]!.textContent = this.#labels[i] = label;
    });
  }
}

/** What a visitor can use by a click or a key. */
export const CONTROL = "a[href],button";

const holdsControl = (node: Node): boolean =>
  isElement(node) && (node.matches(CONTROL) || !!node.querySelector(CONTROL));

/** Not by `Element`: a library may have put a function of its own in its place. */
const isElement = (node: Node): node is Element => node.nodeType === 1;

function create<T extends keyof HTMLElementTagNameMap>(tag: T, part?: string): HTMLElementTagNameMap[T] {
  const element = document.createElement(tag);
  if (part) element.setAttribute("part", part);
  return element;
}

function setClass(element: HTMLElement, className: string): void {
  if (element.className !== className) element.className = className;
}
