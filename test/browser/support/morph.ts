/**
 * Morphs a node into the markup, as libraries do that merge the server's HTML into the page: it keeps matching nodes,
 * updates their attributes, and removes what the markup does not contain.
 */
export function morph(node: Element, markup: string): void {
  const template = document.createElement("template");
  template.innerHTML = markup;
  adjust(node, template.content.firstElementChild!);
}

function adjust(node: Element, wanted: Element): void {
  for (const { name } of [...node.attributes]) if (!wanted.hasAttribute(name)) node.removeAttribute(name);
  for (const { name, value } of wanted.attributes) {
    if (node.getAttribute(name) !== value) node.setAttribute(name, value);
  }
  const children = [...node.childNodes];
  [...wanted.childNodes].forEach((child, i) => {
    const former = children[i];
    if (!former) node.append(child.cloneNode(true));
    else if (former.nodeName !== child.nodeName) former.replaceWith(child.cloneNode(true));
    else if (child instanceof Element) adjust(former as Element, child);
    else if (former.nodeValue !== child.nodeValue) former.nodeValue = child.nodeValue;
  });
  for (const extra of children.slice(wanted.childNodes.length)) extra.remove();
}
