import { LhcStatusError } from "../protocol/error.ts";

/** The page's policy blocks `url`. The message names the directive and what to add to it. */
export function blockedByPolicy(url: string, directive: string): LhcStatusError {
  const cure = directive.includes("trusted-types")
    ? "Add lhc-status to trusted-types."
    : `Add ${new URL(url).origin} to ${directive.replace(/-elem$/, "")}.`;
  return new LhcStatusError(
    "blocked-by-csp",
    `The Content-Security-Policy of this page blocks ${url}. ${cure}`,
  );
}
