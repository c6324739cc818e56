/** What the panel may order, and the check that a body is such an order. */

export type Order =
  | { readonly kind: "user"; readonly id: number; readonly online: boolean }
  | { readonly kind: "department"; readonly id: number; readonly online: boolean }
  | { readonly kind: "behaviour"; readonly name: string };

export type OrderKind = Order["kind"];

/** What is there to be ordered about. */
export interface Known {
  readonly users: readonly number[];
  readonly departments: readonly number[];
  readonly behaviours: readonly string[];
}

/** An order that cannot be carried out; its message is meant for whoever sent it. */
export class OrderError extends Error {}

/** @throws OrderError */
export function readOrder(kind: OrderKind, body: string, known: Known): Order {
  const fields = parse(body);
  if (kind === "behaviour") {
    const { name } = exactly(fields, ["name"]);
    return { kind, name: oneOf("name", name, known.behaviours) };
  }
  const { id, online } = exactly(fields, ["id", "online"]);
  if (typeof online !== "boolean") throw new OrderError('"online" must be true or false.');
  return { kind, id: oneOf("id", id, kind === "user" ? known.users : known.departments), online };
}

function parse(body: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw new OrderError("This is no JSON.");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new OrderError("Send a JSON object.");
  }
  return value as Record<string, unknown>;
}

function exactly(fields: Record<string, unknown>, keys: readonly string[]): Record<string, unknown> {
  const unknown = Object.keys(fields).find((key) => !keys.includes(key));
  if (unknown !== undefined) throw new OrderError(`There is no ${JSON.stringify(unknown)} here.`);
  const missing = keys.find((key) => !Object.hasOwn(fields, key));
  if (missing !== undefined) throw new OrderError(`${JSON.stringify(missing)} is missing.`);
  return fields;
}

function oneOf<T>(key: string, value: unknown, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === value);
  if (found === undefined)
    throw new OrderError(`${JSON.stringify(key)} must be one of ${choices.join(", ")}.`);
  return found;
}
