import { LhcStatusError } from "./error.ts";

/** What of the page an address is read against. Outside of a page both are absent. */
export interface PageAddress {
  /** `document.baseURI`, which relative addresses resolve against. */
  readonly baseUri?: string | undefined;
  /** `location.protocol`, for example `https:`. */
  readonly protocol?: string | undefined;
}

const LOOPBACK = /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/;

const wrong = (baseUrl: string, why: string): LhcStatusError =>
  new LhcStatusError("config", `base-url="${baseUrl.slice(0, 200)}" ${why}`);

/**
 * The address of an LHC installation, with a path that ends in a slash and without a fragment.
 *
 * @param warn is told about an address that was changed for the page
 * @throws LhcStatusError `config`, if no question can be put to the address
 */
export function resolveBaseUrl(
  baseUrl: string | URL | null | undefined,
  page: PageAddress,
  warn: (message: string) => void,
): URL {
  const given = String(baseUrl ?? "").trim();
  if (!given) {
    throw new LhcStatusError(
      "config",
      'base-url is missing. Write base-url="https://chat.example.com/", or data-lhc-base-url in the script tag.',
    );
  }
  // Relative addresses are allowed, so a forgotten https:// would quietly ask the page's own server.
  if (/^[^/?#:.\\]+(\.[^/?#:.\\]+)+(?<!\.php)([/?#\\]|:\d|$)/.test(given)) {
    throw wrong(
      given,
      `looks like a host name. Write "https://${given.slice(0, 200)}", or "./" before a folder.`,
    );
  }
  let url: URL;
  try {
    url = new URL(given, page.baseUri);
  } catch {
    throw wrong(given, 'is no address. Write it in full: "https://chat.example.com/".');
  }
  if (!/^https?:/.test(url.protocol)) {
    throw wrong(given, `is a ${url.protocol} address. It has to begin with https:// (or http://).`);
  }
  if (url.username || url.password) {
    throw wrong("…", "contains a password. Everybody can read it in the page: leave it out, LHC needs none.");
  }
  const endpoint = /\/(widgetrestapi|restapi|chat\/start)(\/|$)/.exec(url.pathname);
  if (endpoint) throw wrong(given, `goes too far. Leave out "${endpoint[1]}" and what follows.`);
  if (url.protocol === "http:" && page.protocol === "https:" && !LOOPBACK.test(url.hostname)) {
    url.protocol = "https:";
    warn(`base-url="${given.slice(0, 200)}" is asked by https:, since the page was loaded by https:.`);
  }
  url.pathname = url.pathname.replace(/\/*$/, "/");
  url.hash = "";
  return url;
}
