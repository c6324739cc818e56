import type { Badge } from "../control/wire.ts";

export const EXAMPLE_SERVER = "https://chat.example.com/";

/** The HTML that embeds this badge. */
export function snippet(badge: Badge, baseUrl: string): string {
  const target = badge.kind === "site" ? "" : ` ${badge.kind}="${badge.id}"`;
  return `<script src="/lhc-status.js" async></script>

<lhc-status base-url="${escaped(baseUrl)}"${target}></lhc-status>`;
}

function escaped(value: string): string {
  return value.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}
