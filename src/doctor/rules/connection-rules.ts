/** Rules for the connection to LHC. */
import { LOOPBACK } from "../../protocol/base-url.ts";
import { excerptOf } from "./body.ts";
import { listPaths, valuesOf, type Exchange, type Facts, type Failure, type FailureKind } from "./facts.ts";
import { error, ok, skipped, warning, type Verdict } from "./finding.ts";
import { blockedBy, obstacleOf, unobstructed, type Obstacle } from "./obstacles.ts";

const UNKNOWN = "The widget gets no status and shows 'unknown'.";

/** The exchanges with an obstacle. */
type Blocked = [Exchange, ...Exchange[]];

/** @param judge gets the exchanges with the obstacle, at least one */
function passUnless(
  facts: Facts,
  obstacle: Obstacle,
  passed: string,
  judge: (blocked: Blocked) => Verdict,
): Verdict {
  const [first, ...more] = blockedBy(facts, obstacle);
  if (first) return judge([first, ...more]);
  const hasAnswer = facts.exchanges.some((exchange) => {
    const found = obstacleOf(exchange, facts);
    return found !== "reachable" && found !== "in-time";
  });
  return hasAnswer ? ok(passed) : skipped("there is no response");
}

/** Browsers block http: requests from https: pages (mixed content), except to loopback addresses. */
export function https(facts: Facts): Verdict {
  const url = facts.exchanges[0]?.url;
  if (url === undefined) return skipped("no request was sent");
  if (blockedBy(facts, "no-redirect").length > 0) return skipped("the base URL redirects");
  const { protocol, hostname } = new URL(url);
  if (facts.origin?.startsWith("http:")) return ok(`pages of ${facts.origin} may use ${protocol}`);
  if (protocol === "https:") return ok("the base URL begins with https:");
  if (LOOPBACK.test(hostname)) return ok("http: to this computer, which browsers allow");
  return warning(
    `the base URL begins with ${protocol}`,
    "On https: pages the widget sends its requests by https:, and fails if LHC does not support it.",
    "Install a certificate for LHC, and change the base URL to https:.",
  );
}

const FAILURE_CURES: Record<Exclude<FailureKind, "timeout" | "compression">, string> = {
  host: "Check the host name in the base URL and its DNS entry.",
  refused:
    "Check the host and port in the base URL. Check that the web server is running and that no firewall blocks the port.",
  certificate:
    "Check that the certificate has not expired, is valid for this host and is installed with its intermediate certificates.",
  "certificate-expired":
    "Renew the certificate and reload the web server. Check the clock of this computer if the certificate is new.",
  "certificate-host":
    "Use the host name that the certificate is for, or get a certificate that includes the host in the base URL.",
  "certificate-untrusted":
    "Install a certificate from a public authority. Let's Encrypt issues them for free.",
  "certificate-chain":
    "Install the certificate with its intermediate certificates: in nginx, ssl_certificate names the file with the whole " +
    "chain (fullchain.pem); in Apache, SSLCertificateFile.",
  tls: "Enable TLS 1.2 and 1.3 in the web server: in nginx, ssl_protocols TLSv1.2 TLSv1.3; in Apache, SSLProtocol -all +TLSv1.2 +TLSv1.3",
  cut: "Find what closes the connection: check the web server's error log, PHP's limits and the timeouts of any proxy.",
  garbled:
    "Check the protocol and port in the base URL, the web server and any proxy: the response is not valid HTTP.",
  unknown:
    "Run `npx lhc-status doctor` in a terminal, or check the browser's network panel. Browsers do not give pages the " +
    "reason: it can be an unreachable server, a missing CORS header, a redirect or a blocker.",
};

/** The first failure. Only for obstacles that are failures. */
// eslint-disable-next-line @typescript-eslint/no-non-null-assertion -- ownObstacle() derives these obstacles from the failure
const failureOf = ([{ failure }]: Blocked): Failure => failure!;

export const reachable = (facts: Facts): Verdict =>
  passUnless(facts, "reachable", "the server responds", (blocked) => {
    const { kind, message } = failureOf(blocked);
    return error(
      `${listPaths(blocked)}: ${message}`,
      `The response is missing or incomplete. ${UNKNOWN}`,
      FAILURE_CURES[kind as keyof typeof FAILURE_CURES],
    );
  });

export const inTime = (facts: Facts): Verdict =>
  passUnless(facts, "in-time", "all responses arrived in time", (blocked) =>
    error(
      `${listPaths(blocked)}: ${failureOf(blocked).message}`,
      `The widget aborts a request after 8 s (set by its timeout attribute), and then shows 'unknown'.`,
      "Check the server's load and the database: LHC hangs if its database does. " +
        "Also check for a firewall that drops packets.",
    ),
  );

/** Far more than LHC needs on a small machine (10 ms), even over a slow mobile connection. */
const SLOW_SECONDS = 1;
/** Half the widget's default timeout. */
const TOO_SLOW_SECONDS = 4;

export function fast(facts: Facts): Verdict {
  const times = unobstructed(facts).flatMap(({ duration }) => duration ?? []);
  if (times.length === 0) return skipped("no response was timed");
  const sorted = [...times].sort((a, b) => a - b);
  const median = sorted[sorted.length >> 1] ?? 0;
  const slowest = sorted.at(-1) ?? 0;
  const show = (seconds: number): string => `${seconds.toFixed(seconds < 1 ? 3 : 1)} s`;
  const seen = `${times.length} responses: median ${show(median)}, slowest ${show(slowest)}`;
  if (slowest < SLOW_SECONDS) return ok(seen);
  const means =
    "Visitors see 'checking' for that long. After 8 s the widget aborts the request and shows 'unknown'.";
  const cure =
    "Enable PHP's opcache, and check the load of the server and its database. LHC itself needs about 10 ms.";
  return slowest < TOO_SLOW_SECONDS ? warning(seen, means, cure) : error(seen, means, cure);
}

export const noFirewall = (facts: Facts): Verdict =>
  passUnless(facts, "no-firewall", "no response comes from a firewall or CDN", (blocked) =>
    error(
      `${listPaths(blocked)}: status ${blocked[0].status ?? "?"}, ${excerptOf(blocked[0])}`,
      `A firewall or CDN blocks the request, or shows a challenge that only a person can solve. ${UNKNOWN}`,
      "Exclude the paths restapi/isonline* and widgetrestapi/chatcheckstatus from its challenges and bot checks.",
    ),
  );

export const noMaintenance = (facts: Facts): Verdict =>
  passUnless(facts, "no-maintenance", "no response is LHC's maintenance page", (blocked) =>
    error(
      `${listPaths(blocked)}: status 503, LHC's maintenance page`,
      `LHC sends this page after an internal error, usually of its database. ${UNKNOWN}`,
      "Check that the database is running and that LHC can log in to it. After an update of LHC, run: " +
        "php cron.php -s site_admin -c cron/util/update_database. See PHP's error log and LHC's cache/default.log for the reason.",
    ),
  );

function statusCure({ status, url }: Exchange, tried: readonly string[]): string {
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
      return url.includes("/index.php/") || tried.includes(`${baseOf(url)}index.php/`)
        ? "Check the folder in the base URL. Use the address of LHC's back office without site_admin/."
        : `Check the folder in the base URL. If the server does not rewrite URLs, append index.php/: ${baseOf(url)}index.php/`;
    default:
      return "Check the error logs of the web server and PHP.";
  }
}

export const httpStatus = (facts: Facts): Verdict =>
  passUnless(facts, "http-status", "all responses have status 200", (blocked) =>
    error(
      `${listPaths(blocked)}: status ${blocked[0].status ?? "?"}`,
      `Browsers do not run a script with this status. ${UNKNOWN}`,
      statusCure(blocked[0], facts.search?.tried ?? []),
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

export const compression = (facts: Facts): Verdict =>
  passUnless(facts, "compression", "all responses could be decompressed", (blocked) =>
    error(
      `${listPaths(blocked)}: ${valuesOf(blocked[0], "content-encoding")?.join(", ") ?? "compressed"}, ${failureOf(blocked).message}`,
      `Browsers reject the response. ${UNKNOWN}`,
      "Enable compression in one place only: PHP's zlib.output_compression, the web server or the CDN. The body does not " +
        "match its Content-Encoding header, often because it is compressed twice.",
    ),
  );

export const widgetEndpoint = (facts: Facts): Verdict => {
  const isAsked = facts.exchanges.some(({ url }) => url.includes("/widgetrestapi/"));
  if (!isAsked) return skipped("no request was sent to it");
  return passUnless(facts, "widget-endpoint", "widgetrestapi/chatcheckstatus is available", (blocked) => {
    const seen = `${listPaths(blocked)}: status ${blocked[0].status ?? "?"}, but restapi/ works`;
    const cure = "Update LHC, or allow requests to widgetrestapi/ like those to restapi/.";
    return facts.department === undefined || facts.departmentMatch !== "inclusive"
      ? warning(seen, 'The widget works, but would fail with department-match="inclusive".', cure)
      : error(seen, `With department-match="inclusive" the widget gets no status and shows 'unknown'.`, cure);
  });
};

/** The base URL of a question's URL. */
function baseOf(url: string): string {
  const { origin, pathname } = new URL(url);
  return origin + pathname.replace(/(widget)?restapi\/.*$/, "");
}

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
