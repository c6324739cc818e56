/** The panel's commands and their validation. */

export type Command =
  | { readonly kind: "user"; readonly id: number; readonly online: boolean }
  | { readonly kind: "department"; readonly id: number; readonly online: boolean }
  | { readonly kind: "behaviour"; readonly name: string };

export type CommandKind = Command["kind"];

/** What commands may refer to. */
export interface Known {
  readonly users: readonly number[];
  readonly departments: readonly number[];
  readonly behaviours: readonly string[];
}

/** An invalid command. The message is sent to the client. */
export class CommandError extends Error {}

/** @throws CommandError */
export function parseCommand(kind: CommandKind, body: string, known: Known): Command {
  const fields = parse(body);
  if (kind === "behaviour") {
    const { name } = exactly(fields, ["name"]);
    return { kind, name: oneOf("name", name, known.behaviours) };
  }
  const { id, online } = exactly(fields, ["id", "online"]);
  if (typeof online !== "boolean") throw new CommandError('"online" must be true or false.');
  return { kind, id: oneOf("id", id, kind === "user" ? known.users : known.departments), online };
}

function parse(body: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw new CommandError("The body is not valid JSON.");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new CommandError("Send a JSON object.");
  }
  return value as Record<string, unknown>;
}

function exactly(fields: Record<string, unknown>, keys: readonly string[]): Record<string, unknown> {
  const unknown = Object.keys(fields).find((key) => !keys.includes(key));
  if (unknown !== undefined) throw new CommandError(`Unknown field ${JSON.stringify(unknown)}.`);
  const missing = keys.find((key) => !Object.hasOwn(fields, key));
  if (missing !== undefined) throw new CommandError(`${JSON.stringify(missing)} is missing.`);
  return fields;
}

function oneOf<T>(key: string, value: unknown, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === value);
  if (found === undefined)
    throw new CommandError(`${JSON.stringify(key)} must be one of ${choices.join(", ")}.`);
  return found;
}
