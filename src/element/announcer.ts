import type { Status } from "../protocol/status.ts";
import { placeOf } from "./place.ts";

/** A change is announced if it lasts this long, in milliseconds. A region must also exist before its text. */
const SETTLED_AFTER = 2000;

/** Messages of several elements within this time are read together, in milliseconds. */
const TOGETHER = 1000;

/** A live region with its latest messages. */
interface Region {
  readonly node: HTMLElement;
  readonly messages: Set<string>;
}

const regions = new Set<Region>();
const users = new Set<Announcer>();

/** One region for each place, however many elements: what is outside of a modal dialog is not read. */
function ensureRegion(element: Element): Region {
  // eslint-disable-next-line @typescript-eslint/no-non-null-assertion -- the element is in a document
  const place = placeOf(element)!;
  const parent = place.shadowRoot ?? place;
  for (const region of regions) {
    if (region.node.parentNode === parent) return region;
    if (!region.node.isConnected) regions.delete(region);
  }
  const node = document.createElement("div");
  node.setAttribute("role", "status");
  // Set by the CSSOM, which no policy forbids. Fixed in a corner, it makes no page scroll.
  node.style.cssText =
    "all:initial;position:fixed;top:0;left:0;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)";
  const region = { node, messages: new Set<string>() };
  regions.add(region);
  parent.append(node);
  return region;
}

/** Tells screen readers of changes between online and offline: never of the first answer, and never of a failure. */
export class Announcer {
  readonly #element: Element;
  #region: Region | undefined;
  #text = (): string => "";
  #status: Status | undefined;
  #said: Status | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(element: Element) {
    this.#element = element;
  }

  /** @param text returns the message; it is called when the message is due */
  update(status: Status, text: () => string): void {
    users.add(this);
    this.#region = ensureRegion(this.#element);
    this.#text = text;
    if (status === this.#status) return;
    this.#status = status;
    clearTimeout(this.#timer);
    if (status !== "online" && status !== "offline") return;
    this.#said ??= status;
    if (status !== this.#said) this.#timer = setTimeout(this.#say, SETTLED_AFTER);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#said = this.#status = undefined;
    users.delete(this);
    if (users.size) return;
    for (const { node } of regions) node.remove();
    regions.clear();
  }

  readonly #say = (isLastTry = false): void => {
    const former = this.#region;
    const region = (this.#region = ensureRegion(this.#element));
    // A dialog was opened or closed, or the page removed the region: the new one has to be known first.
    if (region !== former && !isLastTry) {
      this.#timer = setTimeout(this.#say, SETTLED_AFTER, true);
      return;
    }
    this.#said = this.#status;
    const { node, messages } = region;
    messages.add(this.#text());
    node.textContent = [...messages].join("\n");
    setTimeout(() => messages.clear(), TOGETHER);
  };
}
