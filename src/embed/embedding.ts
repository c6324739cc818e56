import { getDefaults } from "../page/defaults.ts";
import { warn } from "../page/warn.ts";
import { attributeOf, call, get } from "./natives.ts";
import { keyOf, UPGRADABLE, type Upgrade, upgrade } from "./upgrade.ts";

/** Beyond so many new nodes, one look at all of the page is quicker than one at each of them. */
const MANY = 99;

/** A node is left as it is when so many repairs have each been undone within a second. */
const MAX_REPAIRS = 5;
const REPAIR_MS = 1000;

/** All new nodes are left as they are when, in one task, so often new ones have replaced those that were upgraded. */
const MAX_REPLACEMENTS = 99;

interface Held extends Upgrade {
  readonly key: string;
  /** Repairs, each within a second of the one before, and the time of the last. */
  repairs: number;
  repaired: number;
}

/**
 * Upgrades what a CMS let through, now and when it comes later, keeps it so, and lets go of what is taken out.
 *
 * Neither the document nor a form is asked for a property or a method of its own; see `natives.ts`.
 */
export function startEmbedding(): void {
  const held = new Map<Node, Held>();
  let replacements = 0;

  const consider = (node: Node): void => {
    if (held.has(node) || !isHtml(node) || !isInPage(node) || replacements > MAX_REPLACEMENTS) return;
    try {
      const upgraded = upgrade(node);
      if (!upgraded) return;
      held.set(node, { ...upgraded, key: keyOf(node), repairs: 0, repaired: 0 });
      observer.observe(node, {
        attributes: true,
        characterData: true,
        subtree: attributeOf(node, "data-lhc-text") != null,
      });
    } catch (error) {
      say(String(error), node);
    }
  };

  const lookAt = (place: Document | Element): void => {
    consider(place);
    call(place as Element, "querySelectorAll", UPGRADABLE).forEach(consider);
  };

  const repairAll = (): void => {
    for (const [node, upgraded] of held) {
      if (upgraded.repairs > MAX_REPAIRS || !upgraded.repair()) continue;
      const now = Date.now();
      if (now - upgraded.repaired > REPAIR_MS) upgraded.repairs = 0;
      upgraded.repaired = now;
      if (++upgraded.repairs > MAX_REPAIRS) sayUndone(node as Element);
    }
  };

  // After a task.
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    if (replacements <= MAX_REPLACEMENTS) replacements = 0;
    repairAll();
  };
  // Some wait for the focus to leave. Within the task it is nowhere, wherever it goes. Where it leaves a frame, the page
  // has only the focus that comes.
  for (const type of ["blur", "focus"]) addEventListener(type, () => port2.postMessage(0), true);

  const observer = new MutationObserver((records) => {
    const changed = new Set(records.map(({ target }) => target));
    const added = records.flatMap(({ addedNodes }) => [...addedNodes]);
    let isAnyGone = false;
    for (const [node, upgraded] of held) {
      if (isInPage(node) && (!changed.has(node) || keyOf(node as Element) === upgraded.key)) continue;
      held.delete(node);
      upgraded.dispose();
      isAnyGone = true;
    }
    const { size } = held;
    if (added.length > MANY) lookAt(document);
    else for (const node of added) if (isElement(node) && isInPage(node)) lookAt(node);
    // What lost the badge that it came with, or has just been let go of as it was before.
    changed.forEach(consider);
    if (isAnyGone && held.size > size) {
      port2.postMessage(0);
      if (++replacements > MAX_REPLACEMENTS) sayUndone([...held.keys()].pop() as Element);
    }
    repairAll();
  });
  // Of the document and not of its body, since navigation may replace that.
  observer.observe(document, { childList: true, subtree: true });

  lookAt(document);
}

/** Messages have the names of the element's attributes. Without a server, elements have the same to say. */
const say = (message: string, node: Node): void => {
  warn(getDefaults().baseUrl ? `by data-lhc-*: ${message}` : message, node);
};

const sayUndone = (node: Element): void => {
  say(
    `another script keeps undoing changes to ${get(node, "outerHTML").slice(0, 200)}, which is now left alone. Keep that script away from it.`,
    node,
  );
};

/** Drawings and formulas have no such property. */
const isHtml = (node: Node): node is HTMLElement => "innerText" in node;

const isElement = (node: Node): node is Element => get(node, "nodeType") === 1;

const isInPage = (node: Node): boolean => call(document, "contains", node);
