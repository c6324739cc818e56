import type { Badge, Settings, Snapshot } from "../control/wire.ts";
import { emptyRing, make } from "./dom.ts";
import { explain } from "./explain.ts";

export type BadgeElement = HTMLElementTagNameMap["lhc-status"];

const KINDS = { site: "Whole site", user: "Operator", department: "Department" } as const;

/** One badge with its name, the reason for its status, and its error. */
export class Card {
  readonly badge: Badge;
  readonly element: BadgeElement;
  readonly root: HTMLElement;
  readonly #reason = make("span", { class: "reason" });
  readonly #error = make("span", { class: "error" });
  readonly #ring: Element;

  constructor(badge: Badge, settings: Settings, ring: Element) {
    this.badge = badge;
    this.#ring = ring.cloneNode(true) as Element;
    this.element = make("lhc-status", {
      "base-url": settings.baseUrl,
      interval: String(settings.interval),
      ...(badge.id !== undefined && { [badge.kind]: String(badge.id) }),
      // Don't reuse answers of other tabs, because the log shows every question.
      ...(settings.panel && { share: "page" }),
    });
    this.root = make(
      "li",
      { class: "card" },
      make(
        "span",
        { class: "kind" },
        KINDS[badge.kind],
        badge.id === undefined ? "" : ` ${badge.id}`,
        this.#ring,
      ),
      make("span", { class: "name" }, badge.name),
      make("span", { class: "status" }, this.element),
      this.#reason,
      this.#error,
    );
    this.show();
  }

  /** The end of its question's path. */
  get path(): string {
    const { kind, id } = this.badge;
    return kind === "site" ? "/restapi/isonline" : `/restapi/isonline${kind}/${id}`;
  }

  explain(state: Snapshot): void {
    this.#reason.textContent = explain(this.badge, state);
  }

  /** Refreshes the element and shows that it is asking. */
  async refresh(): Promise<void> {
    this.root.toggleAttribute("data-asking", true);
    await this.element.refresh();
    this.root.toggleAttribute("data-asking", false);
    this.show();
  }

  /** Shows a countdown until its answer is stale. */
  wait(milliseconds: number): void {
    this.root.toggleAttribute("data-waiting", milliseconds > 0);
    if (milliseconds > 0) emptyRing(this.#ring, milliseconds);
  }

  /** Updates the card. Called repeatedly, because the time of the last answer changes without an event. */
  show(): void {
    const { status, error, checkedAt } = this.element;
    const isStale = checkedAt && status !== "unknown";
    const text = error
      ? `${error.code}. ${isStale ? `Showing the answer of ${checkedAt.toLocaleTimeString()}.` : "No answer yet."}`
      : "";
    if (this.root.dataset.status !== status) this.root.dataset.status = status;
    if (this.#error.textContent !== text) this.#error.textContent = text;
  }
}
