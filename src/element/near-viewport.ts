/** So far below or above what is seen an element is near enough, that its status is there when it comes into view. */
const MARGIN = "200px";

const waiting = new WeakMap<Element, () => void>();
let observer: IntersectionObserver | undefined;

/** Calls back once, when the element is near the viewport. Returns how to give that up. */
export function whenNear(element: Element, callback: () => void): () => void {
  // Simulated documents lack it.
  if (!("IntersectionObserver" in globalThis)) {
    queueMicrotask(callback);
    return () => {};
  }
  observer ??= new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (!isIntersecting) continue;
        observer!.unobserve(target);
        waiting.get(target)?.();
      }
    },
    { rootMargin: MARGIN },
  );
  waiting.set(element, callback);
  observer.observe(element);
  return () => {
    observer!.unobserve(element);
  };
}
