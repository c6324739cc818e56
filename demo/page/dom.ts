/** Finds an element by its id. */
export function byId(id: string): HTMLElement;
export function byId<E extends HTMLElement>(id: string, type: new () => E): E;
export function byId(id: string, type: new () => HTMLElement = HTMLElement): HTMLElement {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new Error(`#${id} is missing.`);
  return found;
}

/** Creates an element. Strings become text, never markup, because some come from a server. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string>> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** Animates the countdown ring, unless the user prefers reduced motion. */
export function emptyRing(ring: Element, milliseconds: number): void {
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  ring.querySelector("circle")?.animate([{ strokeDashoffset: "0" }, { strokeDashoffset: "100" }], {
    duration: milliseconds,
    fill: "forwards",
  });
}
