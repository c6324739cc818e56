let nonce = "";
let trusted: URL | undefined;

/** Lets the questions to an installation carry the nonce of the page's policy. */
export function setNonce(value: string, server: URL): void {
  nonce = value;
  trusted = server;
}

/**
 * The nonce that a question may carry. Only the server that the page's own code has named gets it: `base-url` in
 * somebody's markup must not be a way around the policy.
 */
export const nonceFor = (url: string): string =>
  trusted && url.startsWith(trusted.origin + trusted.pathname) ? nonce : "";
