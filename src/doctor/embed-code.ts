import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { preloadScript } from "../protocol/preload.ts";
import { questionFor } from "../protocol/question.ts";
import type { Target } from "../protocol/target.ts";

const root = new URL("../../", import.meta.url);
const read = (path: string): Record<string, unknown> =>
  JSON.parse(readFileSync(new URL(path, root), "utf8")) as Record<string, unknown>;

export const version = (): string => String(read("package.json")["version"]);

/** The hash of the script file. Undefined in a checkout that was not built. */
function integrity(): string | undefined {
  try {
    return String(read("dist/sri.json")["integrity"]);
  } catch {
    return undefined;
  }
}

export interface Embedded {
  readonly baseUrl: string;
  readonly department: string | undefined;
  readonly user: string | undefined;
  readonly departmentMatch: string | undefined;
}

const attribute = (name: string, value: string | undefined): string =>
  value === undefined ? "" : ` ${name}="${value.replaceAll("&", "&amp;").replaceAll('"', "&quot;")}"`;

/** What to paste into a page. */
export function embedCode(
  { baseUrl, department, user, departmentMatch }: Embedded,
  { fetch = false, hash = false } = {},
): string {
  const transport = fetch ? attribute("data-lhc-transport", "fetch") : "";
  const sri = hash ? attribute("integrity", integrity()) : "";
  const target =
    attribute("user", user) + attribute("department", user === undefined ? department : undefined);
  const match = target.includes("department") ? attribute("department-match", departmentMatch) : "";
  return (
    `<script src="/lhc-status-${version()}.js"${attribute("data-lhc-base-url", baseUrl)}${transport}${sri} async></script>\n` +
    `<lhc-status${target}${match}></lhc-status>`
  );
}

/** The inline script that sends the first question ahead, and its source expression for `script-src`. */
export interface Preload {
  readonly script: string;
  readonly hash: string;
}

export function preloadFor({ baseUrl, department, user, departmentMatch }: Target): Preload {
  const target = user == null ? { department, departmentMatch } : { user };
  const script = preloadScript(questionFor({ baseUrl, ...target }, {}, () => {}));
  return { script, hash: `'sha256-${createHash("sha256").update(script).digest("base64")}'` };
}
