import { pageBaseUrl } from "./base-url.ts";
import type { DefaultSettings } from "./settings.ts";

/** Defaults for the whole page. An element or a call can override each of them. */
export interface PageDefaults extends DefaultSettings {
  /** The LHC server for everything on the page that does not set its own. */
  baseUrl?: string | URL | null | undefined;
  /**
   * The nonce of the page's Content-Security-Policy, needed if the policy lists neither the server nor
   * `'strict-dynamic'`. Only scripts of `baseUrl` receive it.
   */
  nonce?: string | undefined;
}

let defaults: PageDefaults = {};
const listeners = new Set<() => void>();
let languageObserver: MutationObserver | undefined;

/**
 * Sets defaults for the whole page. Keys that are left out keep their value. On the script tag, use
 * `data-lhc-base-url`, `data-lhc-transport` and so on.
 *
 * @example
 * setDefaults({ baseUrl: "https://chat.example.com/", transport: "fetch" });
 */
export function setDefaults(changes: PageDefaults): void {
  defaults = { ...defaults, ...changes };
  notifyOfDefaults();
}

export function notifyOfDefaults(): void {
  for (const listener of [...listeners]) listener();
}

function observeLanguage(): void {
  try {
    languageObserver ??= new MutationObserver(notifyOfDefaults);
    languageObserver.observe(document.documentElement, { attributeFilter: ["lang"] });
  } catch {
    // Outside a page, or in an old test environment, the language does not change.
  }
}

/** A new object after each change. */
export const getDefaults = (): PageDefaults => defaults;

/** Calls back when the defaults, labels or the page's language change, until the returned function is called. */
export function onDefaultsChange(listener: () => void): () => void {
  if (!listeners.size) observeLanguage();
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * The nonce for a request to `url`. Only the default server gets it, because the page's own code named that server:
 * `base-url` in user-written markup must not bypass the policy.
 */
export function nonceFor(url: string): string {
  const { nonce, baseUrl } = defaults;
  try {
    const { origin, pathname } = pageBaseUrl(baseUrl);
    return (url.startsWith(origin + pathname) && nonce) || "";
  } catch {
    // No default server, or an invalid URL, which the watcher that uses it reports.
    return "";
  }
}
