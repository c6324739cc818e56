/** How long a cache may store a response (RFC 9111, sections 4.2.1 to 4.2.3). */
import { TIME_SLOT_SECONDS } from "../../protocol/question.ts";
import { listPaths, valuesOf, type Exchange, type Facts } from "./facts.ts";
import { error, ok, skipped, type Verdict } from "./finding.ts";
import { unobstructed } from "./obstacles.ts";

/** The share of the time since Last-Modified that caches use as the lifetime of a response without an explicit one. */
const HEURISTIC_FRACTION = 0.1;

interface Freshness {
  /** Seconds. */
  readonly lifetime: number;
  /** The header that sets it. */
  readonly source: string;
}

/** Unix time in seconds of an HTTP date, or NaN. */
const unixTime = (date: string | undefined): number => Date.parse(date ?? "") / 1000;

function freshnessOf(exchange: Exchange): Freshness | undefined {
  const directives = valuesOf(exchange, "cache-control")
    ?.join(",")
    .toLowerCase()
    .split(",")
    .map((directive) => directive.trim());
  if (!directives) return undefined;
  const never = directives.find((directive) => /^no-(store|cache)$/.test(directive));
  if (never !== undefined) return { lifetime: 0, source: `Cache-Control: ${never}` };
  const ages = directives.flatMap((directive) => {
    const age = /^(?:s-maxage|max-age)="?(\d+)"?$/.exec(directive)?.[1];
    return age === undefined ? [] : [{ lifetime: Number(age), source: `Cache-Control: ${directive}` }];
  });
  if (ages.length > 0)
    return ages.reduce((longest, age) => (age.lifetime > longest.lifetime ? age : longest));

  const date = valuesOf(exchange, "date")?.[0];
  const sent = date === undefined ? (exchange.receivedAt ?? NaN) : unixTime(date);
  const [expires] = valuesOf(exchange, "expires") ?? [];
  if (expires !== undefined) {
    // An invalid date means already expired.
    return { lifetime: unixTime(expires) - sent || 0, source: `Expires: ${expires}` };
  }
  const [modified] = valuesOf(exchange, "last-modified") ?? [];
  return modified === undefined
    ? { lifetime: 0, source: "no header allows caching" }
    : {
        lifetime: HEURISTIC_FRACTION * (sent - unixTime(modified)) || 0,
        source: `Last-Modified: ${modified}`,
      };
}

const agesOf = (exchange: Exchange): number[] => (valuesOf(exchange, "age") ?? []).map(Number);

export function caching(facts: Facts): Verdict {
  const answers = unobstructed(facts);
  // The URL contains the current time slot, so an older response means that the cache ignores the query string.
  const aged = answers.filter((exchange) => agesOf(exchange).some((age) => age > TIME_SLOT_SECONDS));
  if (aged[0]) {
    return error(
      `${listPaths(aged)}: Age: ${agesOf(aged[0]).join(", ")}`,
      "A cache ignores the query string and answers instead of LHC. Its status can be outdated.",
      "Find the cache. Exclude restapi/ and widgetrestapi/, or include the whole query string in the cache key.",
    );
  }
  const known = answers.flatMap((exchange) => {
    const freshness = freshnessOf(exchange);
    return freshness ? [{ exchange, ...freshness }] : [];
  });
  if (!known[0]) return skipped("no response has visible headers");
  const long = known.filter(({ lifetime }) => lifetime > TIME_SLOT_SECONDS);
  if (long[0]) {
    return error(
      `${listPaths(long.map(({ exchange }) => exchange))}: ${long[0].source}, cached for ${Math.round(long[0].lifetime)} s`,
      "A cache that ignores the query string can show an outdated status for that long. Other caches fill up with unused " +
        "entries, because the badge's URL changes every 30 s.",
      "Find the web server, proxy or CDN that adds the header. Exclude restapi/ and widgetrestapi/, or allow 30 s at most.",
    );
  }
  return ok(known[0].source);
}
