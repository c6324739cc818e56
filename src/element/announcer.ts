import type { Status } from "../status/schedule.ts";

/** A status that is back after less than this is no change worth a word, in milliseconds. */
const SETTLED_AFTER = 2000;

let region: HTMLElement | undefined;
const users = new Set<Announcer>();

/** One region for the page, however many elements: it must be there before its text, or nothing is read. */
function ensureRegion(): HTMLElement {
  if (!region?.isConnected) {
    region = document.createElement("div");
    region.role = "status";
    // By the CSSOM, which no policy forbids: out of sight, and yet read.
    Object.assign(region.style, {
      position: "absolute",
      width: "1px",
      height: "1px",
      overflow: "hidden",
      clipPath: "inset(50%)",
    });
    document.body.append(region);
  }
  return region;
}

/** Tells screen readers of changes between online and offline: never of the first answer, and never of a fault. */
export class Announcer {
  #said: Status | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param text gives what is to be said, at the time when it is */
  update(status: Status, text: () => string): void {
    users.add(this);
    ensureRegion();
    clearTimeout(this.#timer);
    if (status !== "online" && status !== "offline") return;
    this.#said ??= status;
    if (status === this.#said) return;
    this.#timer = setTimeout(() => {
      this.#said = status;
      ensureRegion().textContent = text();
    }, SETTLED_AFTER);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#said = undefined;
    users.delete(this);
    if (!users.size) region?.remove();
  }
}
