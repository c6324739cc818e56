/** Minimal Content Security Policies. Each is tested in every engine and printed in docs/csp.md. */
import type { Transport } from "../../src/core.ts";

export interface Policy {
  readonly name: string;
  readonly transport: Transport;
  /** `{lhc}` is replaced by the server's origin, `{nonce}` by a nonce. */
  readonly csp: string;
}

/** In the order of docs/csp.md. */
export const POLICIES: readonly Policy[] = [
  {
    name: "The server is listed",
    transport: "jsonp",
    csp: "default-src 'none'; script-src 'self' {lhc}",
  },
  {
    name: "A nonce, and no list",
    transport: "jsonp",
    csp: "default-src 'none'; script-src 'nonce-{nonce}'",
  },
  {
    name: "A nonce and `'strict-dynamic'`",
    transport: "jsonp",
    csp: "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic'",
  },
  {
    name: "The same with Trusted Types",
    transport: "jsonp",
    csp: "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic'; require-trusted-types-for 'script'; trusted-types lhc-status",
  },
  {
    name: "No script of the server",
    transport: "fetch",
    csp: "default-src 'none'; script-src 'self'; connect-src {lhc}",
  },
  {
    name: "The strictest",
    transport: "fetch",
    csp: "default-src 'none'; script-src 'nonce-{nonce}'; connect-src {lhc}; require-trusted-types-for 'script'; trusted-types 'none'",
  },
];

export const filled = (text: string, lhc: string, nonce: string): string =>
  text.replaceAll("{lhc}", lhc).replaceAll("{nonce}", nonce);

export const filledHeaders = (headers: Record<string, string>, lhc: string, nonce: string) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, filled(value, lhc, nonce)]));

/** The generated section of docs/csp.md. */
export function cspSection(): string {
  const rows = POLICIES.map(({ name, transport, csp }) => {
    const attribute = transport === "fetch" ? ', with `transport="fetch"`' : "";
    const directives = filled(csp, "https://chat.example.com", "R4nd0m").split("; ").join(";\n");
    return `${name}${attribute}:\n\n\`\`\`\n${directives}\n\`\`\`\n`;
  });
  return rows.join("\n");
}
