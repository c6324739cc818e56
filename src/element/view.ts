import type { Status } from "../status/schedule.ts";
import { STATES } from "./labels.ts";

/**
 * The nodes in the shadow root, made once. There are so few that a template engine would be a third of what a
 * page has to load.
 */
export class View {
  readonly #base = create("span", "base");
  readonly #content = create("slot");
  readonly #label = create("span", "label");
  readonly #slots = STATES.map((state) => {
    const slot = create("slot");
    slot.name = state;
    return slot;
  });

  /** @param contentChanged is called when the element's own content is another: time to `show` again */
  constructor(root: ParentNode, contentChanged: () => void) {
    this.#content.addEventListener("slotchange", contentChanged);
    this.#label.append(...this.#slots);
    this.#base.append(create("span", "indicator"), this.#content, this.#label);
    root.append(this.#base);
  }

  /** Writes what differs from what is there: whoever observes the page sees changes alone. */
  show(status: Status, labelOf: (state: Status) => string): void {
    const hasContent = this.#content
      .assignedNodes()
      .some((node) => node.nodeType === Node.ELEMENT_NODE || node.textContent?.trim());
    write(this.#base, "className", status);
    write(this.#label, "className", hasContent ? "aside" : "");
    this.#slots.forEach((slot, i) => {
      const state = STATES[i]!;
      write(slot, "className", state === status ? "shown" : "");
      write(slot, "textContent", labelOf(state));
    });
  }
}

function create<T extends "span" | "slot">(tag: T, part?: string): HTMLElementTagNameMap[T] {
  const element = document.createElement(tag);
  if (part) element.setAttribute("part", part);
  return element;
}

function write(element: HTMLElement, property: "className" | "textContent", value: string): void {
  if (element[property] !== value) element[property] = value;
}
