import type { ListedDepartment } from "./rules/facts.ts";
import { headersFor } from "./rules/plan.ts";
import type { Send } from "./send.ts";

/**
 * The departments that LHC's own widget offers: visible and enabled. Undefined if LHC does not list them. The call is
 * open and stores no visitor, but is not documented.
 */
export async function listDepartments(
  baseUrl: string,
  origin: string,
  send: Send,
): Promise<ListedDepartment[] | undefined> {
  const url = new URL(baseUrl);
  url.pathname += "widgetrestapi/onlinesettings";
  const headers = [...headersFor(origin), ["Content-Type", "text/plain"] as const];
  const { status, body } = await send({ name: "departments", url: url.href, headers, form: "{}" });
  if (status !== 200 || body === undefined) return undefined;
  return readDepartments(body);
}

/** Undefined if the answer has no list. */
function readDepartments(body: string): ListedDepartment[] | undefined {
  try {
    const { department } = JSON.parse(body) as { department?: { departments?: unknown } };
    const list = department?.departments;
    if (!Array.isArray(list)) return undefined;
    return list.flatMap((item: unknown) => {
      const { value, name, online } = (item ?? {}) as Record<string, unknown>;
      const isListed = (typeof value === "string" || typeof value === "number") && typeof name === "string";
      return isListed ? [{ value: String(value), name, ...(typeof online === "boolean" && { online }) }] : [];
    });
  } catch {
    return undefined;
  }
}
