/**
 * Reads a property from the prototype, because a document's or a form's own property may be `<img name="body">` or
 * `<input name="matches">`. Globals such as `Document` and `Element` are not used, because libraries such as MooTools
 * replace them.
 */
export const get = <T extends object, K extends keyof T>(object: T, name: K): T[K] =>
  Reflect.get(Object.getPrototypeOf(object) as T, name, object);

type Method = (...args: never[]) => unknown;

/** Calls a method of the prototype; see {@link get}. */
export const call = <T extends object, K extends keyof T>(
  object: T,
  name: K,
  ...args: T[K] extends Method ? Parameters<T[K]> : never
): T[K] extends Method ? ReturnType<T[K]> : never =>
  (get(object, name) as Method).apply(object, args as never[]) as never;

/** Reads an attribute through the prototype; see {@link get}. */
export const attributeOf = (node: Element, name: string): string | null => call(node, "getAttribute", name);

/** SVG and MathML elements lack this property. */
export const isHtml = (node: Node): node is HTMLElement => "innerText" in node;
