/**
 * Makes a node what markup says, as libraries do that keep the nodes of a page and take over the server's HTML: the
 * nodes that fit stay, their attributes are set, and what the markup does not have is removed.
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
