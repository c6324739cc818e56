/** How the table's rows are put: a rule for both transports and all engines, and its exceptions beside it. */
import {
  type Cannot,
  type Engine,
  ENGINES,
  type Expected,
  type Row,
  type Server,
  type Transport,
  type Verdict,
} from "./row.ts";

/** The same in all engines. */
type Rule = Record<Transport, Verdict | Cannot>;

export const both = (jsonp: Verdict, fetch: Verdict) => ({ jsonp, fetch });

export const cannot = (why: string): Rule => ({ jsonp: { cannot: why }, fetch: { cannot: why } });

/** A rule that some engines do not follow. Where an exception says the same as the rule, it is none. */
export function except(
  rule: Rule,
  exceptions: Partial<Record<Engine, Rule>>,
  why: string,
): Record<Transport, Expected> {
  const by = (transport: Transport): Expected => {
    const of = (engine: Engine): Verdict | Cannot => (exceptions[engine] ?? rule)[transport];
    if (ENGINES.every((engine) => of(engine) === rule[transport])) return rule[transport];
    return { chromium: of("chromium"), firefox: of("firefox"), webkit: of("webkit"), why };
  };
  return { jsonp: by("jsonp"), fetch: by("fetch") };
}

/** The server has said what is expected to be shown, unless `more` has something else for `says`. */
export function row(
  name: string,
  server: Server,
  expect: Row["expect"],
  cure = "Nothing.",
  more: Partial<Row> = {},
): Row {
  const verdicts = Object.values(expect).flatMap((one) =>
    typeof one === "object" && "why" in one ? ENGINES.map((engine) => one[engine]) : [one],
  );
  const says = (["online", "offline"] as const).filter((status) =>
    verdicts.some((verdict) => typeof verdict === "string" && verdict.startsWith(`${status} `)),
  );
  return { name, server, expect, cure, says, ...more };
}
