/**
 * The modal dialog around an element, or else the body: everything outside an open modal dialog is inert. Walks up the
 * flat tree, because an element can be slotted into a component's dialog. Undefined if the element is not in a document.
 */
export function placeOf(element: Element): Element | undefined {
  let node: Partial<Element & ShadowRoot> | null | undefined = element;
  while (node && !node.matches?.(":modal,[aria-modal=true],body,:root")) {
    node = node.assignedSlot ?? (node.parentNode as Element | null) ?? node.host;
  }
  return node as Element | undefined;
}
