import type { ReactiveControllerHost } from "@lit/reactive-element";
import { pageBaseUrl } from "../status/page-question.ts";
import { setNonce } from "../transport/nonce.ts";

let defaultBaseUrl: string | URL | null = null;

/** Who may have to ask elsewhere when the default changes. */
const hosts = new Set<ReactiveControllerHost>();

/**
 * The server of every `<lhc-status>` on the page that names none itself. With the script tag it is
 * `data-lhc-base-url`.
 *
 * @param nonce of the page's Content-Security-Policy, where that lists neither this server nor `'strict-dynamic'`:
 *   its scripts, and those of no other server, get it. With the script tag it is the tag's own
 */
export function setDefaultBaseUrl(url: string | URL | null, nonce?: string): void {
  defaultBaseUrl = url;
  if (nonce) {
    try {
      setNonce(nonce, pageBaseUrl(url));
    } catch {
      // A wrong URL is told by whoever asks
    }
  }
  for (const host of hosts) host.requestUpdate();
}

/** What {@link setDefaultBaseUrl} was told. */
export const getDefaultBaseUrl = (): string | URL | null => defaultBaseUrl;

/** Has `host` updated when the default changes, until the returned function is called. */
export function useDefaultBaseUrl(host: ReactiveControllerHost): () => void {
  hosts.add(host);
  return () => hosts.delete(host);
}
