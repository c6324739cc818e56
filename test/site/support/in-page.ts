/** Functions that run in a page of the site, as text. */
import type axe from "axe-core";

interface Recorder {
  /** What has moved so far, in the window that records. Recording stops when it is deleted. */
  shifts?: Set<string>;
}

/**
 * For engines without entries of the type `layout-shift`, which are all but Chromium: compares the places of the
 * elements in the viewport from frame to frame. As there, less than 3 px do not count.
 */
export function recordShifts(pageOf: () => Window | null): void {
  if (PerformanceObserver.supportedEntryTypes.includes("layout-shift")) return;
  const shifts = new Set<string>();
  const recorder = window as Recorder;
  recorder.shifts = shifts;
  let places = new Map<Element, DOMRect>();
  const look = (): void => {
    const page = pageOf();
    const styles = page ? [...page.document.querySelectorAll<HTMLLinkElement>("link[rel=stylesheet]")] : [];
    // Before its style sheets, a page is not painted.
    if (page && styles.length > 0 && styles.every(({ sheet }) => sheet)) {
      const now = new Map<Element, DOMRect>();
      for (const element of page.document.querySelectorAll("body *")) {
        const place = element.getBoundingClientRect();
        // A badge moves its own content.
        const isSeen = place.width > 0 && place.height > 0 && place.y < page.innerHeight;
        if (!isSeen || element.matches("lhc-status *")) continue;
        // The columns of a table depend on all of its rows, and nothing but Chromium's link waits for these.
        if (page.document.readyState === "loading" && element.matches("table *")) continue;
        const { x, y } = places.get(element) ?? place;
        if (Math.hypot(place.x - x, place.y - y) >= 3)
          shifts.add(
            `${element.localName}.${element.className} moves from ${x}, ${y} to ${place.x}, ${place.y}`,
          );
        now.set(element, place);
      }
      places = now;
    }
    if (recorder.shifts === shifts) requestAnimationFrame(look);
  };
  look();
}

/**
 * What is wrong with the page, after all of it has come and its badges have their answers. Needs axe in the page.
 * @param direction of the text for axe, which checks all rules in `ltr`, and in `rtl` those whose result depends on
 *   colours and places; whether the content is too wide is checked in both
 */
export async function inspect(direction: "ltr" | "rtl"): Promise<string[]> {
  const frame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));
  const isSettled = (): boolean =>
    [...document.querySelectorAll("footer")].every((one) => getComputedStyle(one).display !== "none") &&
    [...document.querySelectorAll("lhc-status")].every(
      ({ status, baseUrl }) =>
        status !== undefined && (status !== "checking" || String(baseUrl).includes("/checking/")),
    );
  while (!isSettled()) await frame();
  await frame();
  await frame();
  const faults: string[] = [];

  if (PerformanceObserver.supportedEntryTypes.includes("layout-shift")) {
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { value, sources } = entry as PerformanceEntry & {
          value: number;
          sources: readonly { node: Node | null }[];
        };
        const nodes = sources.map(({ node }) => (node instanceof Element ? node : node?.parentElement));
        // What is in the shadow root of a badge is given as null.
        if (nodes.length > 0 && nodes.every((node) => !node || node.matches("lhc-status *"))) continue;
        faults.push(`layout shift of ${value}: ${nodes.map((node) => node?.outerHTML.slice(0, 80)).join()}`);
      }
    });
    observer.observe({ type: "layout-shift", buffered: true });
    // Buffered entries come in a task of their own.
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    observer.disconnect();
  } else {
    // In WebKit, the window around the page records.
    const recorder = [window, parent].find((one): one is typeof window & Recorder => "shifts" in one);
    faults.push(...(recorder?.shifts ?? ["nothing records what moves"]));
    delete recorder?.shifts;
  }

  const root = document.documentElement;
  // The direction for axe comes last.
  for (const dir of direction === "ltr" ? ["rtl", "ltr"] : ["ltr", "rtl"]) {
    root.dir = dir;
    const beyond = root.scrollWidth - root.clientWidth;
    if (beyond > 0) faults.push(`${dir}: the content is ${beyond} px too wide`);
  }
  const { axe: checker } = window as unknown as { axe: typeof axe };
  const drawn = ["color-contrast", "link-in-text-block", "scrollable-region-focusable"];
  const { violations } = await checker.run(direction === "ltr" ? {} : { runOnly: drawn });
  for (const { id, nodes } of violations)
    for (const { target } of nodes) faults.push(`${direction}: ${id}: ${target.join(" ")}`);
  return faults;
}
