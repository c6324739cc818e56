import type { Exchange, Facts } from "./facts.ts";
import { ok, skipped, type Verdict } from "./finding.ts";
import { blockedBy, obstacleOf, type Obstacle } from "./obstacles.ts";

export const UNKNOWN = "The badge gets no status and shows 'unknown'.";

/** The exchanges with an obstacle. */
export type Blocked = [Exchange, ...Exchange[]];

/** @param judge gets the exchanges with the obstacle, at least one */
export function passUnless(
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

/** The base URL of a question's URL. */
export function baseOf(url: string): string {
  const { origin, pathname } = new URL(url);
  return origin + pathname.replace(/(widget)?restapi\/.*$/, "");
}
