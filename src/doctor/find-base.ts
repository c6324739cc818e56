/** Finds LHC's base URL from any of its addresses. */
import { readBody } from "./rules/body.ts";
import { suggestedBase } from "./rules/redirect-rules.ts";
import { basesFrom } from "./rules/address.ts";
import { valuesOf, type Exchange, type Search } from "./rules/facts.ts";
import { isMaintenance } from "./rules/obstacles.ts";
import { planQuestions } from "./rules/plan.ts";
import type { Send } from "./send.ts";

const MAX_REQUESTS = 10;

interface Found {
  readonly baseUrl: string;
  readonly search: Search;
  /** The answer to the first question of the plan for this base URL. */
  readonly first: Exchange;
}

const isLhc = (exchange: Exchange): boolean => {
  const kind = readBody(exchange)?.kind;
  return isMaintenance(exchange) || (exchange.status === 200 && (kind === "json" || kind === "call"));
};

/**
 * Asks one base URL after another whether the site is online. Follows no redirect: LHC's lead to its chat page, which
 * counts a visitor. If the target of a redirect suggests a base URL, that is asked the same question.
 *
 * @throws LhcStatusError `config` if the text contains no address
 */
export async function findBase(text: string, origin: string, send: Send, now: () => number): Promise<Found> {
  const { bases, hasScheme, isBase } = basesFrom(text);
  const queue = [...bases];
  const attempts: { baseUrl: string; exchange: Exchange }[] = [];
  const result = ({ baseUrl, exchange }: (typeof attempts)[number], isFound: boolean): Found => ({
    baseUrl,
    first: exchange,
    search: { given: text, isBase, isFound, tried: attempts.map((attempt) => attempt.baseUrl) },
  });
  const askNext = (baseUrl: string): void => {
    if (!attempts.some((attempt) => attempt.baseUrl === baseUrl))
      queue.splice(0, Infinity, baseUrl, ...queue.filter((other) => other !== baseUrl));
  };

  for (
    let baseUrl = queue.shift();
    baseUrl !== undefined && attempts.length < MAX_REQUESTS;
    baseUrl = queue.shift()
  ) {
    const [question] = planQuestions({ baseUrl }, now() / 1000, origin);
    if (!question) break;
    const exchange = await send(question);
    attempts.push({ baseUrl, exchange });
    if (isLhc(exchange)) return result({ baseUrl, exchange }, true);
    if (exchange.failure && exchange.failure.kind !== "compression") {
      // The other paths of this server would fail in the same way.
      const { origin } = new URL(baseUrl);
      queue.splice(0, Infinity, ...queue.filter((other) => new URL(other).origin !== origin));
      if (!hasScheme && attempts.length === 1 && exchange.failure.kind !== "host") {
        queue.push(
          ...bases.map((base) => base.replace(/^https:/, "http:")).filter((base) => base !== baseUrl),
        );
      }
    }
    const location = valuesOf(exchange, "location")?.[0];
    const suggested = location === undefined ? undefined : suggestedBase(question.url, location);
    if (suggested !== undefined) askNext(suggested);
  }
  const [first] = attempts;
  if (!first) throw new Error("The plan has no question.");
  return result(first, false);
}
