import { LOOPBACK } from "../base-url.ts";
/** Rules about what stands between a question and LHC. */
import { excerptOf } from "./body.ts";
import { listPaths, valuesOf, type Exchange, type Facts, type Failure, type FailureKind } from "./facts.ts";
import { error, ok, skipped, warning, type Verdict } from "./finding.ts";
import { blockedBy, obstacleOf, unobstructed, type Obstacle } from "./obstacles.ts";

const UNKNOWN = "The widget gets no status and shows 'unknown'.";

/** The exchanges that met an obstacle. */
type Met = [Exchange, ...Exchange[]];

/** @param judge of the exchanges that met the obstacle: at least one */
function unless(facts: Facts, obstacle: Obstacle, otherwise: string, judge: (met: Met) => Verdict): Verdict {
  const [first, ...more] = blockedBy(facts, obstacle);
  if (first) return judge([first, ...more]);
  const hasAnswer = facts.exchanges.some((exchange) => {
    const met = obstacleOf(exchange, facts);
    return met !== "reachable" && met !== "in-time";
  });
  return hasAnswer ? ok(otherwise) : skipped("no answer came");
}

/** Browsers let a page of https ask by https alone, loopback excepted (mixed content). */
export function https(facts: Facts): Verdict {
  const url = facts.exchanges[0]?.url;
  if (url === undefined) return skipped("nothing was asked");
  if (blockedBy(facts, "no-redirect").length > 0) return skipped("the base URL leads elsewhere");
  const { protocol, hostname } = new URL(url);
  if (protocol === "https:") return ok("the base URL begins with https:");
  if (LOOPBACK.test(hostname)) return ok("http: on this computer's own address, which browsers allow");
  return warning(
    `the base URL begins with ${protocol}`,
    "On a page that was loaded by https: the widget asks by https: instead, and fails if LHC is not there.",
    "Give LHC a certificate, and begin the base URL with https:.",
  );
}

const CURE_OF_FAILURE: Record<Exclude<FailureKind, "timeout" | "compression">, string> = {
  host: "Check the spelling of the host in the base URL, and its DNS entry.",
  refused:
    "Check host and port of the base URL, that the web server runs, and that no firewall closes the port.",
  certificate:
    "Renew the certificate, or install it with its intermediate certificates, and check that it names this host.",
  cut: "Look for what ends the connection: the web server's error log, PHP's limits, the time-outs of a proxy.",
  garbled: "Look into the web server, or the proxy in front of it: what came is no HTTP answer.",
  unknown:
    "A browser does not say why. Run `npm run check:lhc` from a terminal, or look into the browser's network panel: " +
    "an unreachable server, a missing CORS header, a redirect and a blocker all look like this.",
};

/** The first failure, where the obstacle is one. */
// eslint-disable-next-line @typescript-eslint/no-non-null-assertion -- ownObstacle() names such obstacles by the failure
const failureOf = ([{ failure }]: Met): Failure => failure!;

export const reachable = (facts: Facts): Verdict =>
  unless(facts, "reachable", "the server answered", (met) => {
    const { kind, message } = failureOf(met);
    return error(
      `${listPaths(met)}: ${message}`,
      `No whole answer arrives. ${UNKNOWN}`,
      CURE_OF_FAILURE[kind as keyof typeof CURE_OF_FAILURE],
    );
  });

export const inTime = (facts: Facts): Verdict =>
  unless(facts, "in-time", "every answer was whole in time", (met) =>
    error(
      `${listPaths(met)}: ${failureOf(met).message}`,
      `The widget waits 8 s (its timeout attribute) and gives up. ${UNKNOWN}`,
      "Look at the load of the server and at its database: a frozen database makes LHC hang for ever. " +
        "A firewall that drops packets looks the same.",
    ),
  );

/** A whole answer in a second is ten times what LHC needs on a small machine (10 ms) and a slow mobile line. */
const SLOW = 1;
/** Half of the widget's default timeout. */
const TOO_SLOW = 4;

/** `warning` from 1 s on, `error` from 4 s on: half of what the widget waits. */
export function fast(facts: Facts): Verdict {
  const times = unobstructed(facts).flatMap(({ duration }) => duration ?? []);
  if (times.length === 0) return skipped("no answer was timed");
  const slowest = Math.max(...times);
  const seen = `the slowest of ${times.length} answers took ${slowest.toFixed(slowest < 1 ? 3 : 1)} s`;
  if (slowest < SLOW) return ok(seen);
  const means =
    "Visitors look at 'checking' for that long; after 8 s the widget gives up and shows 'unknown'.";
  const cure =
    "Switch PHP's opcache on, look at the load of the server and its database. LHC itself needs some 10 ms.";
  return slowest < TOO_SLOW ? warning(seen, means, cure) : error(seen, means, cure);
}

export const noFirewall = (facts: Facts): Verdict =>
  unless(facts, "no-firewall", "no page of a firewall or a CDN came", (met) =>
    error(
      `${listPaths(met)}: status ${met[0].status ?? "?"}, ${excerptOf(met[0])}`,
      `A firewall or a CDN answers in place of LHC with a page for humans, which a widget cannot solve. ${UNKNOWN}`,
      "Add an exception for the paths restapi/isonline* and widgetrestapi/chatcheckstatus: no challenge, no bot check.",
    ),
  );

export const noMaintenance = (facts: Facts): Verdict =>
  unless(facts, "no-maintenance", "LHC's maintenance page did not come", (met) =>
    error(
      `${listPaths(met)}: status 503, LHC's maintenance page`,
      `LHC shows this page whenever something inside it fails, mostly its database. ${UNKNOWN}`,
      "Check that the database runs and that LHC can log in to it; the reason stands in PHP's error log " +
        "and in LHC's cache/default.log.",
    ),
  );

function cureOfStatus(status: number | undefined, url: string): string {
  switch (status) {
    case 401:
    case 407:
      return "Let the paths restapi/ and widgetrestapi/ through without a password: visitors have none.";
    case 403:
    case 429:
      return (
        "Look for a rule of the web server, a firewall or a rate limit that refuses restapi/ or widgetrestapi/, " +
        "and add an exception."
      );
    case 404:
      return url.includes("/index.php/")
        ? "Check the folder in the base URL: it is the address under which LHC's back office opens, without site_admin/."
        : `Check the folder in the base URL; if the server does not rewrite addresses, end it with index.php/, as in ${baseOf(url)}index.php/`;
    default:
      return "Look into the error logs of the web server and of PHP.";
  }
}

export const httpStatus = (facts: Facts): Verdict =>
  unless(facts, "http-status", "every answer had status 200", (met) =>
    error(
      `${listPaths(met)}: status ${met[0].status ?? "?"}`,
      `A browser does not run the script of such an answer. ${UNKNOWN}`,
      cureOfStatus(met[0].status, met[0].url),
    ),
  );

export const noHtml = (facts: Facts): Verdict =>
  unless(facts, "no-html", "no web page came in place of an answer", (met) => {
    const seen = `${listPaths(met)}: ${excerptOf(met[0])}`;
    const isPhpMessage = /<b>(Warning|Notice|Deprecated|Fatal error|Parse error)<\/b>/i.test(
      met[0].body ?? "",
    );
    return isPhpMessage
      ? error(
          seen,
          `PHP writes its messages into LHC's answers. ${UNKNOWN}`,
          "Set display_errors to Off in php.ini, and mend what the message names.",
        )
      : error(
          seen,
          `A web page is no answer. ${UNKNOWN}`,
          "Check the base URL: is LHC really there? A log-in page or a proxy in front of LHC looks like this, too.",
        );
  });

export const compression = (facts: Facts): Verdict =>
  unless(facts, "compression", "every body could be unpacked", (met) =>
    error(
      `${listPaths(met)}: ${valuesOf(met[0], "content-encoding")?.join(", ") ?? "compressed"}, ${failureOf(met).message}`,
      `Browsers refuse such an answer. ${UNKNOWN}`,
      "Something says that it compresses and does not, or does it twice: switch compression off in all places but one " +
        "(PHP's zlib.output_compression, the web server, the CDN).",
    ),
  );

export const widgetEndpoint = (facts: Facts): Verdict => {
  const isAsked = facts.exchanges.some(({ url }) => url.includes("/widgetrestapi/"));
  if (!isAsked) return skipped("it was not asked");
  return unless(facts, "widget-endpoint", "widgetrestapi/chatcheckstatus is there", (met) => {
    const seen = `${listPaths(met)}: status ${met[0].status ?? "?"}, while restapi/ answers`;
    const cure = "Update LHC, or let widgetrestapi/ through as restapi/ is.";
    return facts.department === undefined
      ? warning(seen, 'Nothing for the questions in use; department-match="inclusive" would fail.', cure)
      : error(seen, `With department-match="inclusive" the widget gets no status and shows 'unknown'.`, cure);
  });
};

/** The base URL that a question was made from. */
function baseOf(url: string): string {
  const { origin, pathname } = new URL(url);
  return origin + pathname.replace(/(widget)?restapi\/.*$/, "");
}

/**
 * What comes before LHC's own part of the path of its front page: `/`, `/lhc/index.php/`, `/lit/`, `/chat/start`.
 * Undefined, if it does not look like that page.
 */
const frontPage = (path: string): string | undefined =>
  /^(.*\/)(chat\/start(\/.*)?)?$/.exec(path.replace(/\/index\.php$/, "$&/"))?.[1];

/** The base URL that a redirect points to, or undefined. */
function suggestedBase(url: string, location: string): string | undefined {
  if (!URL.canParse(location, url)) return undefined;
  const target = new URL(location, url);
  if (!/^https?:$/.test(target.protocol)) return undefined;
  const endpoint = new URL(url).pathname.slice(new URL(baseOf(url)).pathname.length);
  const path = target.pathname.replace(/\/*$/, "/");
  const prefix = path.endsWith(`/${endpoint}/`)
    ? path.slice(0, -endpoint.length - 1)
    : frontPage(target.pathname);
  return prefix === undefined || target.origin + prefix === baseOf(url) ? undefined : target.origin + prefix;
}

export const noRedirect = (facts: Facts): Verdict =>
  unless(facts, "no-redirect", "no question was redirected", (met) => {
    const [{ url, status }] = met;
    const location = valuesOf(met[0], "location")?.[0];
    const seen = `${listPaths(met)}: ${status ? `status ${status}` : "a redirect"}${location ? ` to ${location}` : ""}`;
    const target = location !== undefined && URL.canParse(location, url) ? new URL(location, url) : undefined;
    const path = target?.pathname ?? "";
    if (/\/install\//.test(path)) {
      return error(seen, `LHC is not installed yet. ${UNKNOWN}`, "Finish LHC's installation.");
    }
    if (/log-?in|auth|sso/i.test(path)) {
      return error(
        seen,
        `A log-in stands in front of LHC. ${UNKNOWN}`,
        "Let the paths restapi/ and widgetrestapi/ through without a log-in: visitors have none.",
      );
    }
    const base = location === undefined ? undefined : suggestedBase(url, location);
    const write = base === undefined ? "" : ` Write base-url="${base}".`;
    const asked = new URL(url);
    if (target && asked.protocol !== target.protocol && asked.host === target.host) {
      return error(
        seen,
        "Each question makes a detour, and on an https: page the browser blocks it.",
        `Begin the base URL with ${target.protocol}//.${write}`,
      );
    }
    if (target?.pathname.includes("restapi/isonline")) {
      return error(
        seen,
        `LHC has moved. A callback script follows, with a detour at each question; transport="fetch" does not.`,
        `Use the new address.${write}`,
      );
    }
    return error(
      seen,
      "The base URL is wrong. " +
        (frontPage(path) === undefined
          ? "If this is LHC's chat page, each question adds a visitor to LHC's database. "
          : "LHC sends such questions on to its chat page, which adds a visitor to its database each time. ") +
        UNKNOWN,
      base === undefined
        ? "Check the base URL: the address under which LHC's back office opens, without site_admin/. " +
            "Is LHC in a sub-folder, or does it need index.php/ at the end?"
        : `LHC seems to be in another place.${write}`,
    );
  });
