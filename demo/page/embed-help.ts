import type { Badge } from "../control/wire.ts";
import { byId } from "./dom.ts";
import { EXAMPLE_SERVER, snippet } from "./snippet.ts";

/** Shows how to embed the selected badge. */
export class EmbedHelp {
  readonly #code = byId("snippet");
  readonly #copied = byId("copied");
  readonly #server = byId("your-server", HTMLInputElement);
  #badge: Badge;

  /** @param baseUrl of the user's own server, if known */
  constructor(badge: Badge, baseUrl?: string) {
    this.#badge = badge;
    if (baseUrl) {
      this.#server.value = baseUrl;
      byId("your-server-field").hidden = true;
    }
    this.#server.addEventListener("input", () => this.#write());
    byId("copy").addEventListener("click", () => void this.#copy());
    this.#write();
  }

  show(badge: Badge): void {
    this.#badge = badge;
    this.#write();
  }

  #write(): void {
    const server = this.#server.value.trim();
    this.#code.textContent = snippet(
      this.#badge,
      server && this.#server.validity.valid ? server : EXAMPLE_SERVER,
    );
    this.#copied.textContent = "";
  }

  async #copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.#code.textContent ?? "");
      this.#copied.textContent = "Copied.";
    } catch {
      // Without clipboard permission, select the text instead.
      getSelection()?.selectAllChildren(this.#code);
      this.#copied.textContent = "Selected: press Ctrl+C.";
    }
  }
}
