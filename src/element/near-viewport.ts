/** How close to the viewport an element has to be: its status should be known when it scrolls into view. */
const MARGIN = "200px";

const waiting = new WeakMap<Element, () => void>();
let sharedObserver: IntersectionObserver | undefined;

/** Calls back once, when the element is near the viewport. Returns a function that stops waiting. */
export function whenNear(element: Element, callback: () => void): () => void {
  try {
    sharedObserver ??= new IntersectionObserver(
      (entries, self) => {
        for (const { target, isIntersecting } of entries) {
          if (!isIntersecting) continue;
          self.unobserve(target);
          waiting.get(target)?.();
        }
      },
      { rootMargin: MARGIN },
    );
    waiting.set(element, callback);
    sharedObserver.observe(element);
  } catch {
    // jsdom lacks it.
    queueMicrotask(callback);
  }
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-condition -- mocks may lack it
  return () => sharedObserver?.unobserve?.(element);
}
