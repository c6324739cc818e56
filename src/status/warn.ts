const said = new Set<string>();

/**
 * Tells the page's author, once per message: a thousand elements with one mistake are one mistake.
 *
 * @param node the first that has it
 */
export function warn(message: string, ...node: Node[]): void {
  if (said.has(message)) return;
  said.add(message);
  console.warn(`<lhc-status>: ${message}`, ...node);
}
