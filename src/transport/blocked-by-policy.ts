import { LhcStatusError } from "../protocol/error.ts";

/** The page's policy forbids to ask `url`: what to add to which directive. */
export function blockedByPolicy(url: string, directive: string): LhcStatusError {
  const cure = directive.includes("trusted-types")
    ? "Add lhc-status to trusted-types."
    : `Add ${new URL(url).origin} to ${directive.replace(/-elem$/, "")}.`;
  return new LhcStatusError(
    "blocked-by-csp",
    `The Content-Security-Policy of this page blocks ${url}. ${cure}`,
  );
}
