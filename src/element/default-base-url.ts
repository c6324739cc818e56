import type { ReactiveControllerHost } from "@lit/reactive-element";

let defaultBaseUrl: string | URL | null = null;

/** Who may have to ask elsewhere when the default changes. */
const hosts = new Set<ReactiveControllerHost>();

/**
 * The server of every `<lhc-status>` on the page that names none itself. With the script tag it is
 * `data-lhc-base-url`.
 */
export function setDefaultBaseUrl(url: string | URL | null): void {
  defaultBaseUrl = url;
  for (const host of hosts) host.requestUpdate();
}

/** What {@link setDefaultBaseUrl} was told. */
export const getDefaultBaseUrl = (): string | URL | null => defaultBaseUrl;

/** Has `host` updated when the default changes, until the returned function is called. */
export function useDefaultBaseUrl(host: ReactiveControllerHost): () => void {
  hosts.add(host);
  return () => hosts.delete(host);
}
