/** Rules for the connection to LHC. */
import { LOOPBACK } from "../../protocol/base-url.ts";
import { listPaths, valuesOf, type Facts, type Failure, type FailureKind } from "./facts.ts";
import { error, ok, skipped, warning, type Verdict } from "./finding.ts";
import { blockedBy, unobstructed } from "./obstacles.ts";
import { passUnless, UNKNOWN, type Blocked } from "./pass-unless.ts";

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
    "On https: pages the badge sends its requests by https:, and fails if LHC does not support it.",
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
// oxlint-disable-next-line typescript/no-non-null-assertion -- ownObstacle() derives these obstacles from the failure
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
      `The badge aborts a request after 8 s (set by its timeout attribute), and then shows 'unknown'.`,
      "Check the server's load and the database: LHC hangs if its database does. " +
        "Also check for a firewall that drops packets.",
    ),
  );

/** Far more than LHC needs on a small machine (10 ms), even over a slow mobile connection. */
const SLOW_SECONDS = 1;
/** Half the badge's default timeout. */
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
    "Visitors see 'checking' for that long. After 8 s the badge aborts the request and shows 'unknown'.";
  const cure =
    "Enable PHP's opcache, and check the load of the server and its database. LHC itself needs about 10 ms.";
  return slowest < TOO_SLOW_SECONDS ? warning(seen, means, cure) : error(seen, means, cure);
}

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
      ? warning(seen, 'The badge works, but would fail with department-match="inclusive".', cure)
      : error(seen, `With department-match="inclusive" the badge gets no status and shows 'unknown'.`, cure);
  });
};
