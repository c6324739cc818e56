import { listPaths, valuesOf, type Facts } from "./facts.ts";
import { error, type Verdict } from "./finding.ts";
import { baseOf, passUnless, UNKNOWN } from "./pass-unless.ts";

/**
 * The base path of LHC's front page, such as `/`, `/lhc/index.php/` or `/lit/`, without `chat/start`. Undefined if the
 * path does not look like the front page.
 */
const frontPageBase = (path: string): string | undefined =>
  /^(.*\/)(chat\/start(\/.*)?)?$/.exec(path.replace(/\/index\.php$/, "$&/"))?.[1];

/** The base URL that a redirect suggests, if any. */
export function suggestedBase(url: string, location: string): string | undefined {
  if (!URL.canParse(location, url)) return undefined;
  const target = new URL(location, url);
  if (!/^https?:$/.test(target.protocol)) return undefined;
  const endpoint = new URL(url).pathname.slice(new URL(baseOf(url)).pathname.length);
  const path = target.pathname.replace(/\/*$/, "/");
  const prefix = path.endsWith(`/${endpoint}/`)
    ? path.slice(0, -endpoint.length - 1)
    : frontPageBase(target.pathname);
  return prefix === undefined || target.origin + prefix === baseOf(url) ? undefined : target.origin + prefix;
}

export const noRedirect = (facts: Facts): Verdict =>
  passUnless(facts, "no-redirect", "no request was redirected", (blocked) => {
    const [{ url, status }] = blocked;
    const location = valuesOf(blocked[0], "location")?.[0];
    const seen = `${listPaths(blocked)}: ${status ? `status ${status}` : "a redirect"}${location ? ` to ${location}` : ""}`;
    const target = location !== undefined && URL.canParse(location, url) ? new URL(location, url) : undefined;
    const path = target?.pathname ?? "";
    if (/\/install\//.test(path)) {
      return error(seen, `LHC is not installed yet. ${UNKNOWN}`, "Finish LHC's installation.");
    }
    if (/log-?in|auth|sso/i.test(path)) {
      return error(
        seen,
        `LHC requires a login. ${UNKNOWN}`,
        "Allow requests to restapi/ and widgetrestapi/ without a login, because visitors do not have one.",
      );
    }
    const suggested = location === undefined ? undefined : suggestedBase(url, location);
    const base = facts.search?.tried.includes(suggested ?? "") ? undefined : suggested;
    const suggestion = base === undefined ? "" : ` Use base-url="${base}".`;
    const asked = new URL(url);
    if (target?.protocol === "http:" && asked.protocol === "https:" && asked.hostname === target.hostname) {
      return error(
        seen,
        `LHC does not know that visitors use https:, and redirects to http:, which browsers block on https: pages. ${UNKNOWN}`,
        "Let the proxy in front of LHC hand on the protocol: in nginx, proxy_set_header X-Forwarded-Proto $scheme; " +
          "in Apache, RequestHeader set X-Forwarded-Proto https",
      );
    }
    if (target && asked.protocol !== target.protocol && asked.host === target.host) {
      return error(
        seen,
        "Every request is redirected, and browsers block it on https: pages.",
        `Change the base URL to ${target.protocol}.${suggestion}`,
      );
    }
    if (target?.pathname.includes("restapi/isonline")) {
      return error(
        seen,
        `LHC has moved. JSONP follows the redirect, which slows down every request. transport="fetch" does not follow it.`,
        `Change the base URL to the new address.${suggestion}`,
      );
    }
    return error(
      seen,
      "The base URL is wrong. " +
        (frontPageBase(path) === undefined
          ? "If the target is LHC's chat page, every request adds a visitor to LHC's database. "
          : "LHC redirects the requests to its chat page, and each one adds a visitor to its database. ") +
        UNKNOWN,
      base === undefined
        ? "Use the address of LHC's back office without site_admin/ as the base URL. " +
            "Check whether it needs a subfolder, or index.php/ at the end."
        : `LHC seems to have a different address.${suggestion}`,
    );
  });
