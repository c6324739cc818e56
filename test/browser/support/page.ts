import { executeServerCommand } from "@web/test-runner-commands";
import sinon, { type SinonFakeTimers } from "sinon";
import type { LhcStatusElement } from "../../../src/index.ts";
import { settle } from "./settle.ts";

export { settle };

const mounted: Element[] = [];
const errors: string[] = [];
addEventListener("error", (event) => errors.push(event.message));
addEventListener("unhandledrejection", (event) => errors.push(String(event.reason)));

/** Puts markup into the page; {@link tidy} takes it out again. */
export function mount(markup: string): LhcStatusElement {
  const place = document.createElement("div");
  place.innerHTML = markup;
  mounted.push(place);
  document.body.append(place);
  return place.querySelector("lhc-status")!;
}

/** The next event of that name at `target`, or of what bubbles up to it. */
export function next<K extends keyof DocumentEventMap>(
  target: EventTarget,
  type: K,
): Promise<DocumentEventMap[K]> {
  return new Promise((resolve) => {
    target.addEventListener(type, (event) => resolve(event as DocumentEventMap[K]), { once: true });
  });
}

/** Resolves when the element shows one of these. */
export async function shows(element: LhcStatusElement, ...wanted: string[]): Promise<void> {
  await element.updateComplete;
  while (!wanted.includes(element.status)) await next(element, "lhc-status-change");
}

/** The label that a visitor sees. */
export function labelOf(element: LhcStatusElement): string {
  const slots = [...element.shadowRoot!.querySelectorAll<HTMLSlotElement>("[name]")];
  const [slot, ...others] = slots.filter((one) => getComputedStyle(one).visibility === "visible");
  if (!slot || others.length) throw new Error(`${others.length + Number(!!slot)} labels are seen`);
  const assigned = slot.assignedNodes();
  return assigned.length ? assigned.map((node) => node.textContent).join("") : slot.textContent;
}

/** Sets clocks and timers of the page under the test's control; network and events go on. */
export function stopTheClock(now = Date.now()): SinonFakeTimers {
  return sinon.useFakeTimers({
    now,
    toFake: ["setTimeout", "clearTimeout", "Date", "performance"],
  });
}

/**
 * Lets time pass, a second at a time, until a script's question is on its way: a leap would pass its timeout too.
 * False, if none came within `seconds`.
 */
export async function passUntilAsked(clock: SinonFakeTimers, seconds: number): Promise<boolean> {
  let asked = false;
  // A frame may be gone again before anybody looks.
  const observer = new MutationObserver(() => (asked ||= true));
  observer.observe(document.documentElement, { childList: true });
  for (let i = 0; i < seconds && !asked; i++) {
    clock.tick(1000);
    await settle();
  }
  observer.disconnect();
  return asked;
}

/** The browser's engine: what differs between them is said in docs/faults.md. */
export const engine = navigator.userAgent.includes("Firefox")
  ? "firefox"
  : navigator.userAgent.includes("Chrome")
    ? "chromium"
    : "webkit";

/** Really hides the page, by another tab before it, or shows it again. Resolves when the page knows. */
export async function setHidden(hidden: boolean): Promise<void> {
  const state = hidden ? "hidden" : "visible";
  const changed =
    document.visibilityState === state
      ? Promise.resolve()
      : next(document, "visibilitychange").then(() => {});
  await executeServerCommand("set-hidden", { hidden });
  await changed;
  // What listens to the window hears it after us.
  await settle();
}

/** Errors that reached the page since the last call. */
export function pageErrors(): string[] {
  return errors.splice(0);
}

/** Where the frame of a script's question is: in a closed shadow root of this host. */
export const FRAME_HOST = ":root > div";

/** How many frames of ours are in the page. */
export const frames = (): number => document.querySelectorAll(FRAME_HOST).length;

/** After each test: the page as it was. */
export function tidy(): void {
  sinon.restore();
  for (const place of mounted.splice(0)) place.remove();
}
