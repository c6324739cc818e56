/** Rules for responses that are not LHC's answers. */
import { excerptOf } from "./body.ts";
import { callbackOf, listPaths, valuesOf, type Exchange, type Facts } from "./facts.ts";
import { error, type Verdict } from "./finding.ts";
import { unobstructed } from "./obstacles.ts";
import { baseOf, passUnless, UNKNOWN, type Blocked } from "./pass-unless.ts";

export const noFirewall = (facts: Facts): Verdict =>
  passUnless(facts, "no-firewall", "no response comes from a firewall or CDN", (blocked) => {
    const seen = `${listPaths(blocked)}: status ${blocked[0].status ?? "?"}, ${excerptOf(blocked[0])}`;
    if (isCallbackAloneBlocked(blocked, facts)) {
      return error(
        seen,
        "A firewall takes the callback for an attack (XSS). JSONP fails, and the badge retries with fetch.",
        'Exclude restapi/isonline* and widgetrestapi/chatcheckstatus from that rule, or use transport="fetch".',
      );
    }
    return error(
      seen,
      `A firewall or CDN blocks the request, or shows a challenge that only a person can solve. ${UNKNOWN}`,
      "Exclude the paths restapi/isonline* and widgetrestapi/chatcheckstatus from its challenges and bot checks.",
    );
  });

/** Whether requests are answered as long as they have no callback. */
const isCallbackAloneBlocked = (blocked: Blocked, facts: Facts): boolean =>
  blocked.every((exchange) => callbackOf(exchange) !== null) &&
  unobstructed(facts).some((exchange) => callbackOf(exchange) === null);

export const noMaintenance = (facts: Facts): Verdict =>
  passUnless(facts, "no-maintenance", "no response is LHC's maintenance page", (blocked) =>
    error(
      `${listPaths(blocked)}: status 503, LHC's maintenance page`,
      `LHC sends this page after an internal error, usually of its database. ${UNKNOWN}`,
      "Check that the database is running and that LHC can log in to it. After an update of LHC, run: " +
        "php cron.php -s site_admin -c cron/util/update_database. See PHP's error log and LHC's cache/default.log for the reason.",
    ),
  );

function statusCure(exchange: Exchange, tried: readonly string[]): string {
  const { status, url } = exchange;
  switch (status) {
    case 401:
    case 407:
      return "Allow requests to restapi/ and widgetrestapi/ without a password, because visitors do not have one.";
    case 403:
    case 429:
      return (
        "Find the web server rule, firewall or rate limit that rejects restapi/ or widgetrestapi/, " +
        "and add an exception."
      );
    case 404:
      if (/iis/i.test(valuesOf(exchange, "server")?.join() ?? "")) {
        return "Install IIS's URL Rewrite module with LHC's rules, and raise the limit of URL segments (UrlSegmentMaxCount of HTTP.sys, in the registry).";
      }
      return url.includes("/index.php/") || tried.includes(`${baseOf(url)}index.php/`)
        ? "Check the folder in the base URL. Use the address of LHC's back office without site_admin/."
        : `Check the folder in the base URL. If the server does not rewrite URLs, append index.php/: ${baseOf(url)}index.php/`;
    default:
      return "Check the error logs of the web server and PHP.";
  }
}

/** Only the documented API is forbidden, and LHC's own widget works. */
const isRestApiAloneForbidden = (blocked: Blocked, facts: Facts): boolean =>
  blocked.every(({ status, url }) => status === 403 && !url.includes("/widgetrestapi/")) &&
  unobstructed(facts).some(({ url }) => url.includes("/widgetrestapi/"));

export const httpStatus = (facts: Facts): Verdict =>
  passUnless(facts, "http-status", "all responses have status 200", (blocked) =>
    error(
      `${listPaths(blocked)}: status ${blocked[0].status ?? "?"}`,
      isCallbackAloneBlocked(blocked, facts)
        ? "Only requests with a callback are refused, probably by a firewall (XSS). JSONP fails, and the badge retries with fetch."
        : `Browsers do not run a script with this status. ${UNKNOWN}`,
      isRestApiAloneForbidden(blocked, facts)
        ? "Allow requests to restapi/ as to widgetrestapi/: the limited nginx configuration in LHC's docs leaves restapi out " +
            'of its list. Until then, department-match="inclusive" works.'
        : statusCure(blocked[0], facts.search?.tried ?? []),
    ),
  );

export const noHtml = (facts: Facts): Verdict =>
  passUnless(facts, "no-html", "no response is a web page", (blocked) => {
    const seen = `${listPaths(blocked)}: ${excerptOf(blocked[0])}`;
    const isPhpMessage = /<b>(Warning|Notice|Deprecated|Fatal error|Parse error)<\/b>/i.test(
      blocked[0].body ?? "",
    );
    return isPhpMessage
      ? error(
          seen,
          `PHP writes error messages into LHC's responses. ${UNKNOWN}`,
          "Set display_errors to Off in php.ini, and fix the error in the message.",
        )
      : error(
          seen,
          `The response is a web page instead of a status. ${UNKNOWN}`,
          "Check that the base URL is LHC's, and that no login page or proxy answers instead of LHC.",
        );
  });
