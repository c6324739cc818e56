import { LhcStatusError } from "./error.ts";

/** The page context used to resolve a base URL. Both are absent outside a page. */
export interface PageAddress {
  /** `document.baseURI`, which relative addresses resolve against. */
  readonly baseUri?: string | undefined;
  /** `location.protocol`, for example `https:`. */
  readonly protocol?: string | undefined;
}

/** Hosts on this computer. Browsers allow http: requests to them from https: pages. */
export const LOOPBACK = /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/;

/**
 * The URL of an LHC installation: its path ends in a slash, and it has no fragment.
 *
 * @param warn called if the address was changed to suit the page
 * @throws LhcStatusError `config`, if the address cannot be used
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
      'base-url is missing. Write base-url="https://chat.example.com/", or data-lhc-base-url in a script tag in head.',
    );
  }
  // The part before an @ may be a password. A query may hold a key, which is a secret everywhere but in a page.
  const shown = /@|%40/.test(given) ? "…" : page.baseUri ? given : given.replace(/[?#].*/s, "");
  const named = `base-url="${shown.slice(0, 200)}"`;
  const wrong = (why: string): LhcStatusError => new LhcStatusError("config", `${named} ${why}`);
  // Checked before parsing, because a /, # or ? in the password changes where the host begins.
  if (given.includes("@")) {
    throw wrong(
      "contains a password, which visitors can read. Leave it out: LHC needs none. Write an @ in a path as %40.",
    );
  }
  // Relative addresses are allowed, so without https:// the request would silently go to the page's own server.
  if (/^[^/?#:.\\]+(\.[^/?#:.\\]+)+(?<!\.php)([/?#\\]|:\d|$)/.test(given)) {
    throw wrong(`looks like a host name. Write "https://${shown.slice(0, 200)}", or "./" before a folder.`);
  }
  let url: URL;
  try {
    url = new URL(given, page.baseUri);
  } catch {
    throw wrong('is not a valid URL. Write it in full: "https://chat.example.com/".');
  }
  if (!/^https?:/.test(url.protocol)) {
    throw wrong(`is a ${url.protocol} address. It must begin with https:// (or http://).`);
  }
  const endpoint = /\/(widgetrestapi|restapi|chat\/start)(\/|$)/.exec(url.pathname);
  if (endpoint) throw wrong(`is too long. Leave out "${endpoint[1]}" and everything after it.`);
  if (url.protocol === "http:" && page.protocol === "https:" && !LOOPBACK.test(url.hostname)) {
    url.protocol = "https:";
    warn(`${named} is requested by https:, because the page was loaded by https:.`);
  }
  url.pathname = url.pathname.replace(/\/*$/, "/");
  url.hash = "";
  return url;
}
