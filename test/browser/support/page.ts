import { executeServerCommand } from "@web/test-runner-commands";
import sinon, { type SinonFakeTimers } from "sinon";
import type { LhcStatusElement } from "../../../src/index.ts";
import { settle } from "./settle.ts";

export { settle };

const mounted: Element[] = [];
const errors: string[] = [];
addEventListener("error", (event) => errors.push(event.message));
addEventListener("unhandledrejection", (event) => errors.push(String(event.reason)));

/** Adds markup to the page. {@link tidy} removes it. */
export function mount(markup: string): LhcStatusElement {
  const place = document.createElement("div");
  place.innerHTML = markup;
  mounted.push(place);
  document.body.append(place);
  return place.querySelector("lhc-status")!;
}

/** Resolves with the next event of this type that `target` receives. */
export function next<K extends keyof DocumentEventMap>(
  target: EventTarget,
  type: K,
): Promise<DocumentEventMap[K]> {
  return new Promise((resolve) => {
    target.addEventListener(type, (event) => resolve(event as DocumentEventMap[K]), { once: true });
  });
}

/** Resolves when the element has one of these statuses. */
export async function shows(element: LhcStatusElement, ...wanted: string[]): Promise<void> {
  await element.updateComplete;
  while (!wanted.includes(element.status)) await next(element, "lhc-status-change");
}

/** The visible label. */
export function labelOf(element: LhcStatusElement): string {
  const slots = [...element.shadowRoot!.querySelectorAll<HTMLSlotElement>("[name]")];
  const [slot, ...others] = slots.filter((one) => getComputedStyle(one).visibility === "visible");
  if (!slot || others.length) throw new Error(`${others.length + Number(!!slot)} labels are visible`);
  const assigned = slot.assignedNodes();
  return assigned.length ? assigned.map((node) => node.textContent).join("") : slot.textContent;
}

/** Fakes the page's clock and timers. Network and events stay real. */
export function stopTheClock(now = Date.now()): SinonFakeTimers {
  return sinon.useFakeTimers({
    now,
    toFake: ["setTimeout", "clearTimeout", "Date", "performance"],
  });
}

/**
 * Advances the clock second by second until a script question is in flight. A larger step would also pass its timeout.
 * Returns false if none is sent within `seconds`.
 */
export async function passUntilAsked(clock: SinonFakeTimers, seconds: number): Promise<boolean> {
  let asked = false;
  // The frame may already be removed again after the tick, so observe it.
  const observer = new MutationObserver(() => (asked ||= true));
  observer.observe(document.documentElement, { childList: true });
  for (let i = 0; i < seconds && !asked; i++) {
    clock.tick(1000);
    await settle();
  }
  observer.disconnect();
  return asked;
}

/** The browser's engine. docs/faults.md lists the differences. */
export const engine = navigator.userAgent.includes("Firefox")
  ? "firefox"
  : navigator.userAgent.includes("Chrome")
    ? "chromium"
    : "webkit";

/** Really hides the page behind another tab, or shows it again. Resolves after the page's event. */
export async function setHidden(hidden: boolean): Promise<void> {
  const state = hidden ? "hidden" : "visible";
  const changed =
    document.visibilityState === state
      ? Promise.resolve()
      : next(document, "visibilitychange").then(() => {});
  await executeServerCommand("set-hidden", { hidden });
  await changed;
  // Listeners of the window run later.
  await settle();
}

/** Uncaught errors since the last call. */
export function pageErrors(): string[] {
  return errors.splice(0);
}

/** The host of the closed shadow root that contains the frame of a script question. */
export const FRAME_HOST = ":root > div";

/** The number of question frames in the page. */
export const frames = (): number => document.querySelectorAll(FRAME_HOST).length;

/** Restores the page after a test. */
export function tidy(): void {
  sinon.restore();
  for (const place of mounted.splice(0)) place.remove();
}
