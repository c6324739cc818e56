const said = new Set<string>();

/** Tells the page's author, once per message: a thousand elements with one mistake are one mistake. */
export function warn(message: string): void {
  if (said.has(message)) return;
  said.add(message);
  console.warn(`<lhc-status>: ${message}`);
}
