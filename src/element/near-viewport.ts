/** How close to the viewport an element has to be: its status should be known when it scrolls into view. */
const MARGIN = "200px";

/** Calls back once, when the element is near the viewport. Returns a function that stops waiting. */
export function whenNear(element: Element, callback: () => void): () => void {
  let observer: IntersectionObserver | undefined;
  const stop = (): void => {
    // oxlint-disable-next-line typescript/no-unnecessary-condition -- mocks may lack it
    observer?.disconnect?.();
  };
  try {
    observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        stop();
        callback();
      },
      { rootMargin: MARGIN },
    );
    observer.observe(element);
  } catch {
    // jsdom lacks it.
    queueMicrotask(callback);
  }
  return stop;
}
