import { TIME_SLOT_SECONDS } from "../question.ts";
/** How long a cache may keep an answer (RFC 9111, sections 4.2.1 to 4.2.3). */
import { listPaths, valuesOf, type Exchange, type Facts } from "./facts.ts";
import { error, ok, skipped, type Verdict } from "./finding.ts";
import { unobstructed } from "./obstacles.ts";

/** Seconds: the widget's questions change their URL that often. */
/** What part of an answer's age caches take for its lifetime, if nothing else is said. */
const HEURISTIC = 0.1;

interface Keeping {
  /** seconds */
  readonly lifetime: number;
  /** The header that says so. */
  readonly because: string;
}

/** Seconds since 1970 of an HTTP date, or NaN. */
const seconds = (date: string | undefined): number => Date.parse(date ?? "") / 1000;

function keepingOf(exchange: Exchange): Keeping | undefined {
  const directives = valuesOf(exchange, "cache-control")
    ?.join(",")
    .toLowerCase()
    .split(",")
    .map((directive) => directive.trim());
  if (!directives) return undefined;
  const never = directives.find((directive) => /^no-(store|cache)$/.test(directive));
  if (never !== undefined) return { lifetime: 0, because: `Cache-Control: ${never}` };
  const ages = directives.flatMap((directive) => {
    const age = /^(?:s-maxage|max-age)="?(\d+)"?$/.exec(directive)?.[1];
    return age === undefined ? [] : [{ lifetime: Number(age), because: `Cache-Control: ${directive}` }];
  });
  if (ages.length > 0)
    return ages.reduce((longest, age) => (age.lifetime > longest.lifetime ? age : longest));

  const date = valuesOf(exchange, "date")?.[0];
  const sent = date === undefined ? (exchange.receivedAt ?? NaN) : seconds(date);
  const [expires] = valuesOf(exchange, "expires") ?? [];
  if (expires !== undefined) {
    // What is no date means that it is over already.
    return { lifetime: seconds(expires) - sent || 0, because: `Expires: ${expires}` };
  }
  const [modified] = valuesOf(exchange, "last-modified") ?? [];
  return modified === undefined
    ? { lifetime: 0, because: "no header that lets a cache keep it" }
    : { lifetime: HEURISTIC * (sent - seconds(modified)) || 0, because: `Last-Modified: ${modified}` };
}

const agesOf = (exchange: Exchange): number[] => (valuesOf(exchange, "age") ?? []).map(Number);

const CURE =
  "Do not cache restapi/ and widgetrestapi/, or for 30 s at most: find what adds the header, and except these.";

export function caching(facts: Facts): Verdict {
  const answers = unobstructed(facts);
  // The URL was made for this slot: nothing under it can be older, unless the query string was not looked at.
  const aged = answers.filter((exchange) => agesOf(exchange).some((age) => age > TIME_SLOT_SECONDS));
  if (aged[0]) {
    return error(
      `${listPaths(aged)}: Age: ${agesOf(aged[0]).join(", ")}`,
      "A cache answers in place of LHC, with a status that may be over, and does not look at the query string.",
      `${CURE} Make the whole query string part of the cache's key.`,
    );
  }
  const keepings = answers.flatMap((exchange) => {
    const keeping = keepingOf(exchange);
    return keeping ? [{ exchange, ...keeping }] : [];
  });
  if (!keepings[0]) return skipped("no answer showed its headers");
  const long = keepings.filter(({ lifetime }) => lifetime > TIME_SLOT_SECONDS);
  if (long[0]) {
    return error(
      `${listPaths(long.map(({ exchange }) => exchange))}: ${long[0].because}, so ${Math.round(long[0].lifetime)} s`,
      "A status may stand for that long wherever a cache does not look at the query string. (The widget puts a time slot " +
        "of 30 s there, so that other caches cannot freeze it, but they fill with answers that nobody asks for again.)",
      CURE,
    );
  }
  return ok(keepings[0].because);
}
