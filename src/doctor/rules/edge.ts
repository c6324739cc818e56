/** Rules for what stands between visitors and LHC, and for answers that differ. */
import { TIME_SLOT_SECONDS } from "../../protocol/question.ts";
import { listPaths, valuesOf, type Exchange, type Facts } from "./facts.ts";
import { info, ok, skipped, warning, type Verdict } from "./finding.ts";
import { obstacleOf, unobstructed } from "./obstacles.ts";

/** Headers by which caches and CDNs make themselves known. */
const CACHE_HEADERS = [
  "x-cache-status",
  "cf-cache-status",
  "x-cache",
  "x-varnish",
  "x-served-by",
  "age",
  "via",
];

/** Whether a cache in front of LHC answers, and how old an answer may be. Harmful caching is found by `caching`. */
export function edgeCache(facts: Facts): Verdict {
  const answers = unobstructed(facts).filter(
    ({ headersSeen, headers }) => headers && headersSeen !== "readable",
  );
  if (answers.length === 0) return skipped("no response has visible headers");
  const marks = answers.flatMap((exchange) =>
    CACHE_HEADERS.flatMap((name) => (valuesOf(exchange, name) ?? []).map((value) => `${name}: ${value}`)),
  );
  if (marks.length === 0) return ok("no sign of a cache or CDN between you and LHC");
  const ages = answers
    .flatMap((exchange) => (valuesOf(exchange, "age") ?? []).map(Number))
    .filter((age) => age >= 0);
  const oldest = Math.max(0, ...ages);
  const isHit = marks.some((mark) => /: .*\b(hit|stale|updating|revalidated)\b/i.test(mark)) || oldest > 0;
  const seen = [...new Set(marks)].slice(0, 3).join(", ");
  return isHit
    ? info(
        `${seen}: a cache answers`,
        `The oldest answer was ${oldest} s old. Up to ${TIME_SLOT_SECONDS} s are fine.`,
      )
    : ok(`${seen}: a proxy or CDN passes the questions on to LHC`);
}

/** The headers by which browsers decide whether a page gets the answer. */
const DECISIVE = [
  "access-control-allow-origin",
  "content-type",
  "x-content-type-options",
  "cross-origin-resource-policy",
];

/** What an exchange looks like to a browser, apart from the status that LHC reports. */
function lookOf(exchange: Exchange, facts: Facts): string {
  const obstacle = obstacleOf(exchange, facts);
  if (obstacle !== undefined) return exchange.failure?.message ?? `status ${exchange.status ?? "?"}`;
  return DECISIVE.map((name) => `${name}: ${valuesOf(exchange, name)?.join(", ") ?? ""}`).join("; ");
}

/** Compares the answers to one and the same question. */
export function consistent(facts: Facts): Verdict {
  const same = facts.exchanges.filter(({ name }) => name === "site" || name === "repeat");
  if (same.length < 2) return skipped("no question was repeated");
  const counts = new Map<string, number>();
  for (const exchange of same) {
    const look = lookOf(exchange, facts);
    counts.set(look, (counts.get(look) ?? 0) + 1);
  }
  if (counts.size === 1) return ok(`${same.length} equal questions got equal headers`);
  const looks = [...counts.keys()].map((look) => look.split("; "));
  const differs = (part: string): boolean => looks.some((look) => !look.includes(part));
  const shown = [...counts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, 3)
    .map(([look, count]) => `${count} × ${look.split("; ").filter(differs).join(", ")}`);
  return warning(
    `${listPaths(same.slice(0, 1))}, asked ${same.length} times: ${shown.join(" | ")}`,
    "The badge works for some visitors, or some of the time. Several servers, caches or limits answer differently.",
    "Find what differs: one server of a group behind a load balancer, a cache with old answers, or a rate limit.",
  );
}
