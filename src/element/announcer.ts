import type { Status } from "../protocol/status.ts";
import { placeOf } from "./place.ts";

/** Only a change that lasts this long is announced. A live region must also exist for a while before its text changes. */
const SETTLE_MS = 2000;

/** Messages of several elements within this time are announced together. */
const MERGE_MS = 1000;

type Message = [text: string, language: string];

/** A live region with its latest messages. */
interface Region {
  readonly node: HTMLElement;
  readonly messages: Set<string>;
}

const regions = new Set<Region>();
const users = new Set<Announcer>();

/** One region per place, shared by all its elements. Regions outside an open modal dialog are not read. */
function ensureRegion(element: Element): Region {
  // oxlint-disable-next-line typescript/no-non-null-assertion -- the element is in a document
  const place = placeOf(element)!;
  const parent = place.shadowRoot ?? place;
  for (const region of regions) {
    if (region.node.parentNode === parent) return region;
    if (!region.node.isConnected) regions.delete(region);
  }
  const node = document.createElement("div");
  node.setAttribute("role", "status");
  // No policy forbids styles set through the CSSOM. A fixed position avoids scrollbars.
  node.style.cssText =
    "all:initial;position:fixed;top:0;left:0;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)";
  const region = { node, messages: new Set<string>() };
  regions.add(region);
  parent.append(node);
  return region;
}

/** Announces changes between online and offline to screen readers, but neither the first answer nor failures. */
export class Announcer {
  readonly #element: Element;
  #region: Region | undefined;
  #message!: () => Message;
  #status: Status | undefined;
  #announced: Status | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(element: Element) {
    this.#element = element;
  }

  /** @param message is called when the message is due */
  update(status: Status, message: () => Message): void {
    users.add(this);
    this.#region = ensureRegion(this.#element);
    this.#message = message;
    if (status === this.#status) return;
    this.#status = status;
    clearTimeout(this.#timer);
    if (status !== "online" && status !== "offline") return;
    this.#announced ??= status;
    if (status !== this.#announced) this.#timer = setTimeout(this.#announce, SETTLE_MS);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#announced = this.#status = undefined;
    users.delete(this);
    if (users.size) return;
    for (const { node } of regions) node.remove();
    regions.clear();
  }

  readonly #announce = (isLastTry = false): void => {
    const previous = this.#region;
    const region = (this.#region = ensureRegion(this.#element));
    // A dialog opened or closed, or the page removed the region: screen readers must notice the new one first.
    if (region !== previous && !isLastTry) {
      this.#timer = setTimeout(this.#announce, SETTLE_MS, true);
      return;
    }
    this.#announced = this.#status;
    const { node, messages } = region;
    const [text, language] = this.#message();
    messages.add(text);
    // The region is not in the element, so it may inherit another language.
    node.lang = language;
    node.textContent = [...messages].join("\n");
    setTimeout(() => messages.clear(), MERGE_MS);
  };
}
