const logged = new Set<string>();

/**
 * Logs a warning for the page's author, once per message: a thousand elements may share one mistake.
 *
 * @param node the first node with the mistake
 */
export function warn(message: string, ...node: Node[]): void {
  if (logged.has(message)) return;
  logged.add(message);
  // oxlint-disable-next-line typescript/no-unnecessary-condition -- some pages replace the console
  console.warn?.(`<lhc-status>: ${message}`, ...node);
}
