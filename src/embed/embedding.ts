import { getDefaults } from "../page/defaults.ts";
import { warn } from "../page/warn.ts";
import { attributeOf, call, get } from "./natives.ts";
import { keyOf, UPGRADABLE, type Upgrade, upgrade } from "./upgrade.ts";

/** Beyond so many new nodes, one look at all of the page is quicker than one at each of them. */
const MANY = 99;

/** A node is left as it is when so many repairs have each been undone within a second. */
const MAX_REPAIRS = 5;
const REPAIR_MS = 1000;

/**
 * All new nodes are left as they are when so many times in a row new ones have replaced upgraded ones within
 * milliseconds. A list that shows a part of itself while it is scrolled does so once in a frame.
 */
const MAX_REPLACEMENTS = 100;
const REPLACEMENT_MS = 5;

/** How often something has happened in quick succession. */
interface Streak {
  count?: number;
  last?: number;
}

interface Held extends Upgrade, Streak {
  readonly key: string;
}

/**
 * Upgrades what a CMS let through, now and when it comes later, keeps it so, and lets go of what is taken out.
 *
 * Neither the document nor a form is asked for a property or a method of its own; see `natives.ts`.
 */
export function startEmbedding(): void {
  const held = new Map<Node, Held>();
  const replacements: Streak = {};

  const consider = (node: Node): void => {
    if (held.has(node) || !isHtml(node) || !isInPage(node) || replacements.count! > MAX_REPLACEMENTS) return;
    try {
      const upgraded = upgrade(node);
      if (!upgraded) return;
      held.set(node, { ...upgraded, key: keyOf(node) });
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
      if (upgraded.count! > MAX_REPAIRS || !upgraded.repair()) continue;
      if (isTooOften(upgraded, REPAIR_MS, MAX_REPAIRS)) say(UNDONE, node);
    }
  };

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
    if (isAnyGone && held.size > size && isTooOften(replacements, REPLACEMENT_MS, MAX_REPLACEMENTS))
      say(UNDONE, document.documentElement);
    repairAll();
  });
  // Of the document and not of its body, since navigation may replace that.
  observer.observe(document, { childList: true, subtree: true });

  // Some wait for the focus to leave. Within the task it is nowhere, wherever it goes.
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = repairAll;
  addEventListener("focusout", () => port2.postMessage(0), true);
  lookAt(document);
}

const UNDONE =
  "another script keeps undoing it, and so has its way. Keep that script away from this element.";

/** Messages have the names of the element's attributes. Without a server, elements have the same to say. */
const say = (message: string, node: Node): void => {
  warn(getDefaults().baseUrl ? `by data-lhc-*: ${message}` : message, node);
};

const isTooOften = (streak: Streak, gap: number, most: number): boolean => {
  const now = Date.now();
  streak.count = now - streak.last! < gap ? streak.count! + 1 : 1;
  streak.last = now;
  return streak.count > most;
};

/** Drawings and formulas have no such property. */
const isHtml = (node: Node): node is HTMLElement => "innerText" in node;

const isElement = (node: Node): node is Element => get(node, "nodeType") === 1;

const isInPage = (node: Node): boolean => call(document, "contains", node);
