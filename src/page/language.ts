import { globals } from "./globals.ts";
import { attributeOf, call } from "./natives.ts";

/** The language of the nearest `lang` of an element or its ancestors, hosts of shadow roots included; "" for none. */
export function languageOf(element: Element): string {
  let node: Element | undefined = element;
  while (node) {
    const closest: Element | null = call(node, "closest", "[lang]");
    if (closest) return attributeOf(closest, "lang") ?? "";
    node = (call(node, "getRootNode") as Partial<ShadowRoot>).host;
  }
  return "";
}

export const pageLanguage = (): string => globals.document?.documentElement.lang ?? "";
