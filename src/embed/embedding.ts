import { getDefaults, onDefaultsChange } from "../page/defaults.ts";
import { warn } from "../page/warn.ts";
import { attributeOf, call, get, isHtml } from "../page/natives.ts";
import { keyOf, UPGRADABLE, type Upgrade, upgrade } from "./upgrade.ts";

/** For more new nodes than this, one query of the whole document is faster than one query per node. */
const MAX_NODE_QUERIES = 99;

/** After this many repairs, each undone within a second, a node is left as it is. */
const MAX_REPAIRS = 5;
const REPAIR_MS = 1000;

/** After this many replacements of upgraded nodes in one task, new nodes are no longer upgraded. */
const MAX_REPLACEMENTS = 99;

interface Upgraded extends Upgrade {
  readonly key: string;
  /** Consecutive repairs, each within a second of the one before, and the time of the last one. */
  repairs: number;
  repaired: number;
}

/**
 * Upgrades marked content, now and when it is added later, repairs it, and disposes of it when it is removed.
 *
 * Reads properties and methods of the document and of forms through `natives.ts` only.
 */
export function startEmbedding(): void {
  const upgradedNodes = new Map<Node, Upgraded>();
  let replacements = 0;

  const upgradeIfMarked = (node: Node): void => {
    if (upgradedNodes.has(node) || !isHtml(node) || !isInPage(node) || replacements > MAX_REPLACEMENTS)
      return;
    try {
      const upgraded = upgrade(node);
      if (!upgraded) return;
      upgradedNodes.set(node, { ...upgraded, key: keyOf(node), repairs: 0, repaired: 0 });
      observer.observe(node, {
        attributes: true,
        characterData: true,
        subtree: attributeOf(node, "data-lhc-text") != null,
      });
    } catch (error) {
      warnAuthor(String(error), node);
    }
  };

  const upgradeAllIn = (place: Document | Element): void => {
    upgradeIfMarked(place);
    call(place as Element, "querySelectorAll", UPGRADABLE).forEach(upgradeIfMarked);
  };

  const repairAll = (): void => {
    for (const [node, upgraded] of upgradedNodes) {
      if (upgraded.repairs > MAX_REPAIRS || !upgraded.repair()) continue;
      const now = Date.now();
      if (now - upgraded.repaired > REPAIR_MS) upgraded.repairs = 0;
      upgraded.repaired = now;
      if (++upgraded.repairs > MAX_REPAIRS) warnUndone(node as Element);
    }
  };

  // A message arrives after the current task.
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    if (replacements <= MAX_REPLACEMENTS) replacements = 0;
    repairAll();
  };
  // Some nodes wait until they lose focus. During the event activeElement is not set yet, so check after the task. When
  // the focus leaves a frame, the page gets only a focus event.
  for (const type of ["blur", "focus"]) addEventListener(type, () => port2.postMessage(0), true);

  const observer = new MutationObserver((records) => {
    const changed = new Set(records.map(({ target }) => target));
    const added = records.flatMap(({ addedNodes }) => [...addedNodes]);
    let isAnyGone = false;
    for (const [node, upgraded] of upgradedNodes) {
      if (isInPage(node) && (!changed.has(node) || keyOf(node as Element) === upgraded.key)) continue;
      upgradedNodes.delete(node);
      upgraded.dispose();
      isAnyGone = true;
    }
    const { size } = upgradedNodes;
    if (added.length > MAX_NODE_QUERIES) upgradeAllIn(document);
    else {
      for (const node of added) {
        if (get(node, "nodeType") === 1 && isInPage(node)) upgradeAllIn(node as Element);
      }
    }
    // Nodes that lost a badge they came with, or were just disposed of.
    changed.forEach(upgradeIfMarked);
    if (isAnyGone && upgradedNodes.size > size) {
      port2.postMessage(0);
      if (++replacements > MAX_REPLACEMENTS) warnUndone([...upgradedNodes.keys()].pop() as Element);
    }
    repairAll();
  });
  // Observes the document, because client-side navigation may replace the body.
  observer.observe(document, { childList: true, subtree: true });
  onDefaultsChange(repairAll);

  upgradeAllIn(document);
}

/** Messages use the element's attribute names. Without a server, elements log the same message. */
const warnAuthor = (message: string, node: Node): void => {
  warn(getDefaults().baseUrl ? `by data-lhc-*: ${message}` : message, node);
};

const warnUndone = (node: Element): void => {
  warnAuthor(
    `another script keeps undoing changes to ${get(node, "outerHTML").slice(0, 200)}, so it is no longer updated. Exclude it from that script.`,
    node,
  );
};

const isInPage = (node: Node): boolean => call(document, "contains", node);
