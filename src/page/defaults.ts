import { pageBaseUrl } from "./base-url.ts";
import type { DefaultSettings } from "./settings.ts";

/** What holds for the whole page, unless an element or a call says otherwise. */
export interface PageDefaults extends DefaultSettings {
  /** The LHC server of everything on the page that names none itself. */
  baseUrl?: string | URL | null | undefined;
  /**
   * Of the page's Content-Security-Policy, where that lists neither the server nor `'strict-dynamic'`: the scripts of
   * `baseUrl`, and those of no other server, get it.
   */
  nonce?: string | undefined;
}

let defaults: PageDefaults = {};
const listeners = new Set<() => void>();

/**
 * Sets what holds for the whole page. What is left out stays as it is. The script tag does it by `data-lhc-base-url`,
 * `data-lhc-transport` and so on.
 *
 * @example
 * setDefaults({ baseUrl: "https://chat.example.com/", transport: "fetch" });
 */
export function setDefaults(changes: PageDefaults): void {
  defaults = { ...defaults, ...changes };
  for (const listener of listeners) listener();
}

/** A new object after each change. */
export const getDefaults = (): PageDefaults => defaults;

/** Calls back when the defaults change, until the returned function is called. */
export function onDefaultsChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * The nonce that a question may carry. Only the default server gets it, which the page's own code has named:
 * `base-url` in somebody's markup must not be a way around the policy.
 */
export function nonceFor(url: string): string {
  const { nonce, baseUrl } = defaults;
  try {
    const { origin, pathname } = pageBaseUrl(baseUrl);
    return (url.startsWith(origin + pathname) && nonce) || "";
  } catch {
    // No server is trusted, or the URL is invalid, which the watcher that uses it reports.
    return "";
  }
}
