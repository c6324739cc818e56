/**
 * The part of the page that a visitor can reach together with this element: the modal dialog around it, or else the
 * body. Everything outside of a modal dialog is inert. Goes by the flat tree, because an element can be slotted into
 * the dialog of a component. Undefined for an element that is not in a document.
 */
export function placeOf(element: Element): Element | undefined {
  let node: Partial<Element & ShadowRoot> | null | undefined = element;
  while (node && !node.matches?.(":modal,[aria-modal=true],body,:root")) {
    node = node.assignedSlot ?? (node.parentNode as Element | null) ?? node.host;
  }
  return node as Element | undefined;
}
