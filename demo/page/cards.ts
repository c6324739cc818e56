import type { Badge, Settings, Snapshot } from "../control/wire.ts";
import { emptyRing, make } from "./dom.ts";
import { explain } from "./explain.ts";

export type BadgeElement = HTMLElementTagNameMap["lhc-status"];

const KINDS = { site: "Whole site", user: "Operator", department: "Department" } as const;

/** One badge with its name, the reason for its status, and what goes wrong. */
export class Card {
  readonly badge: Badge;
  readonly element: BadgeElement;
  readonly root: HTMLElement;
  readonly radio: HTMLInputElement;
  readonly #why = make("span", { class: "why" });
  readonly #trouble = make("span", { class: "trouble" });
  readonly #ring: Element;

  constructor(badge: Badge, settings: Settings, ring: Element) {
    const id = `badge-${badge.kind}${badge.id ?? ""}`;
    this.badge = badge;
    this.#ring = ring.cloneNode(true) as Element;
    this.element = make("lhc-status", {
      "base-url": settings.baseUrl,
      interval: String(settings.interval),
      ...(badge.id !== undefined && { [badge.kind]: String(badge.id) }),
      // With a log of the questions beside it, no badge shall know an answer from another tab.
      ...(settings.panel && { share: "page" }),
    });
    this.radio = make("input", {
      type: "radio",
      name: "badge",
      class: "visually-hidden",
      id,
      "aria-labelledby": `${id}-name`,
      "aria-describedby": `${id}-why`,
    });
    this.#why.id = `${id}-why`;
    this.root = make(
      "label",
      { class: "card", for: id },
      this.radio,
      make(
        "span",
        { class: "kind" },
        KINDS[badge.kind],
        badge.id === undefined ? "" : ` ${badge.id}`,
        this.#ring,
      ),
      make("span", { class: "name", id: `${id}-name` }, badge.name),
      make("span", { class: "status" }, this.element),
      this.#why,
      this.#trouble,
    );
    this.show();
  }

  /** The path of its question, as it ends. */
  get path(): string {
    const { kind, id } = this.badge;
    return kind === "site" ? "/restapi/isonline" : `/restapi/isonline${kind}/${id}`;
  }

  explain(state: Snapshot): void {
    this.#why.textContent = explain(this.badge, state);
  }

  /** Asks again, as soon as the element does. */
  async refresh(): Promise<void> {
    this.root.toggleAttribute("data-asking", true);
    await this.element.refresh();
    this.root.toggleAttribute("data-asking", false);
    this.show();
  }

  /** Shows for how long it still holds its answer for fresh. */
  wait(milliseconds: number): void {
    this.root.toggleAttribute("data-waiting", milliseconds > 0);
    if (milliseconds > 0) emptyRing(this.#ring, milliseconds);
  }

  /** Brings it up to what the element knows. No event tells that an error is over, so this is called again and again. */
  show(): void {
    const { status, error, checkedAt } = this.element;
    const stands = checkedAt && status !== "unknown";
    const trouble = error
      ? `${error.code}. ${stands ? `The answer of ${checkedAt.toLocaleTimeString()} still stands.` : "No answer yet."}`
      : "";
    if (this.root.dataset.status !== status) this.root.dataset.status = status;
    if (this.#trouble.textContent !== trouble) this.#trouble.textContent = trouble;
  }
}
