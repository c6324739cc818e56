/** The badge on a picture of a page: light, dark, on a phone and right to left. */
import type { Values } from "../../generator/fields.ts";
import { attributesOf, declarationsOf } from "../../generator/snippets.ts";
import { byId, make } from "../dom.ts";
import { standIn } from "../stand-in.ts";

/** A day: a stand-in is asked once. */
const ONCE_SECONDS = "86400";

export class Preview {
  readonly #badges: readonly HTMLElement[];
  readonly #note = byId("preview-note");

  constructor() {
    this.#badges = [...document.querySelectorAll("[data-place]")].map((place) => {
      const badge = make("lhc-status" as "span");
      place.append(badge);
      return badge;
    });
    byId("panes").addEventListener("lhc-chat-open", (event) => {
      event.preventDefault();
      this.#note.textContent = "On your site, this click opens the chat.";
    });
  }

  /** `live`, or a state to pretend. */
  get state(): string {
    return document.querySelector<HTMLInputElement>("[name=preview]:checked")?.value ?? "online";
  }

  choose(state: string): void {
    document.querySelector<HTMLInputElement>(`[name=preview][value=${state}]`)!.checked = true;
  }

  /** @param server the base URL of the server that was found, which may be asked */
  update(settings: Values, server: string | undefined): void {
    const { state } = this;
    const isLive = state === "live" && server !== undefined;
    const attributes: [string, string][] = [
      ...attributesOf(settings).map(([name, value]): [string, string] => [name, value]),
      ["transport", "fetch"],
      ...(isLive
        ? ([["base-url", server]] as [string, string][])
        : ([
            ["base-url", standIn(state === "live" ? "unknown" : state)],
            ["timeout", ONCE_SECONDS],
            ["interval", ONCE_SECONDS],
          ] as [string, string][])),
    ];
    for (const badge of this.#badges) {
      write(badge, new Map(attributes));
      badge.style.cssText = "";
      for (const [name, value] of declarationsOf(settings)) badge.style.setProperty(name, value);
    }
    this.#note.textContent =
      state === "live" && !isLive
        ? "Check your server to see its status."
        : settings.hide.split(" ").includes(state)
          ? "Hidden in this state. The space stays reserved."
          : "";
  }
}

/** Changes only what differs, so that a badge does not ask again. */
function write(element: HTMLElement, attributes: ReadonlyMap<string, string>): void {
  for (const name of element.getAttributeNames())
    if (name !== "style" && !attributes.has(name)) element.removeAttribute(name);
  for (const [name, value] of attributes)
    if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}
