/** Builds the rows of the table: an expectation for both transports and all engines, with exceptions per engine. */
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

/** An expectation for all engines. */
type Rule = Record<Transport, Verdict | Cannot>;

export const both = (jsonp: Verdict, fetch: Verdict) => ({ jsonp, fetch });

export const cannot = (why: string): Rule => ({ jsonp: { cannot: why }, fetch: { cannot: why } });

/** A rule with exceptions for some engines. An exception equal to the rule is dropped. */
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

/** Builds a row. By default, the server's answers are the expected statuses. */
export function row(
  name: string,
  server: Server,
  expect: Row["expect"],
  remedy = "Nothing.",
  more: Partial<Row> = {},
): Row {
  const verdicts = Object.values(expect).flatMap((one) =>
    typeof one === "object" && "why" in one ? ENGINES.map((engine) => one[engine]) : [one],
  );
  const answers = (["online", "offline"] as const).filter((status) =>
    verdicts.some((verdict) => typeof verdict === "string" && verdict.startsWith(`${status} `)),
  );
  return { name, server, expect, remedy, answers, ...more };
}
