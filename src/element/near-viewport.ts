/** An element this close to the viewport is near: its status is there when it comes into view. */
const MARGIN = "200px";

const waiting = new WeakMap<Element, () => void>();
let sharedObserver: IntersectionObserver | undefined;

/** Calls back once, when the element is near the viewport. Returns how to stop waiting. */
export function whenNear(element: Element, callback: () => void): () => void {
  // Simulated documents lack it.
  if (!("IntersectionObserver" in globalThis)) {
    queueMicrotask(callback);
    return () => {};
  }
  const observer = (sharedObserver ??= new IntersectionObserver(
    (entries, self) => {
      for (const { target, isIntersecting } of entries) {
        if (!isIntersecting) continue;
        self.unobserve(target);
        waiting.get(target)?.();
      }
    },
    { rootMargin: MARGIN },
  ));
  waiting.set(element, callback);
  observer.observe(element);
  return () => {
    observer.unobserve(element);
  };
}
