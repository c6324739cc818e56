/**
 * A property as the prototype has it. A document's or a form's own may be `<img name="body">` or
 * `<input name="matches">`. Names such as `Document` and `Element` are no way to the prototype: MooTools, for one, puts
 * functions of its own in their place.
 */
export const get = <T extends object, K extends keyof T>(object: T, name: K): T[K] =>
  Reflect.get(Object.getPrototypeOf(object) as T, name, object);

type Method = (...args: never[]) => unknown;

/** Calls a method as the prototype has it; see {@link get}. */
export const call = <T extends object, K extends keyof T>(
  object: T,
  name: K,
  ...args: T[K] extends Method ? Parameters<T[K]> : never
): T[K] extends Method ? ReturnType<T[K]> : never =>
  (get(object, name) as Method).apply(object, args as never[]) as never;

/** By the prototype; see {@link get}. */
export const attributeOf = (node: Element, name: string): string | null => call(node, "getAttribute", name);
