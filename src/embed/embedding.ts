import { UPGRADABLE, upgrade } from "./upgrade.ts";

/** Beyond so many new nodes, one look at all of the page is quicker than one at each of them. */
const MANY = 99;

/**
 * Upgrades what a CMS let through, now and when it comes later, and lets go of what is taken out.
 *
 * Neither the document nor a form is asked for a property or a method of its own: `<img name="body">` or
 * `<input name="matches">` would answer in its place.
 */
export function startEmbedding(): void {
  /** Those that something has to be done for when they go. */
  const held = new Map<HTMLElement, () => void>();
  const said = new Set<string>();

  const consider = (node: Element): void => {
    if (!(node instanceof HTMLElement) || held.has(node)) return;
    try {
      const letGo = upgrade(node);
      if (letGo) held.set(node, letGo);
    } catch (error) {
      // Once per mistake, with the first node that has it. The messages have the names of the element's attributes.
      const message = `<lhc-status>, by data-lhc-*: ${(error as Error).message}`;
      if (!said.has(message)) console.warn(message, node);
      said.add(message);
    }
  };

  const lookAtAll = (): void => {
    findIn(document, Document.prototype).forEach(consider);
  };

  const observer = new MutationObserver((records) => {
    const added = records.flatMap(({ addedNodes }) => [...addedNodes]);
    if (added.length > MANY) {
      lookAtAll();
    } else {
      for (const node of added) {
        if (!(node instanceof Element) || !isInPage(node)) continue;
        consider(node);
        findIn(node, Element.prototype).forEach(consider);
      }
    }
    for (const [node, letGo] of held) {
      if (isInPage(node)) continue;
      held.delete(node);
      letGo();
    }
  });
  // Of the document and not of its body, since navigation may replace that.
  observer.observe(document, { childList: true, subtree: true });
  lookAtAll();
}

const findIn = (
  place: ParentNode,
  prototype: { querySelectorAll(selectors: string): NodeListOf<Element> },
): NodeListOf<Element> => prototype.querySelectorAll.call(place, UPGRADABLE);

const isInPage = (node: Node): boolean => Node.prototype.contains.call(document, node);
