/** Which of the badge's transports works, and what that makes of the findings. */
import { answerOf } from "./body.ts";
import { blockedBy, type Obstacle } from "./obstacles.ts";
import { callbackOf, type Exchange, type Facts } from "./facts.ts";
import type { Finding } from "./finding.ts";

interface Transport {
  readonly works: boolean;
  /** The line that a page's Content-Security-Policy needs. */
  readonly policy: string;
}

export interface Transports {
  readonly jsonp: Transport;
  readonly fetch: Transport;
}

const JSONP_ONLY = ["jsonp", "nosniff", "corp"];
const FETCH_ONLY = ["cors"];
/** Obstacles that a firewall can put in the way of one kind of request alone. */
const OBSTACLES: readonly Obstacle[] = ["no-firewall", "http-status", "no-html", "no-redirect"];

const isAnswered = (exchanges: readonly Exchange[]): boolean =>
  exchanges.length > 0 && exchanges.every((exchange) => answerOf(exchange) !== undefined);

export function transportsOf(facts: Facts, findings: readonly Finding[]): Transports {
  const fails = (codes: readonly string[]): boolean =>
    findings.some(({ code, severity }) => severity === "error" && codes.includes(code));
  const isBlocked = fails([
    "reachable",
    "in-time",
    "no-maintenance",
    "compression",
    "json",
    "callback",
    "ids",
  ]);
  const asked = (name: string): Exchange[] => facts.exchanges.filter((exchange) => exchange.name === name);
  const { origin } = new URL(facts.baseUrl);
  return {
    jsonp: {
      works: !isBlocked && !fails(JSONP_ONLY) && isAnswered(asked("site-jsonp")),
      policy: `script-src ${origin}`,
    },
    fetch: {
      works: !isBlocked && !fails(FETCH_ONLY) && isAnswered(asked("site")),
      policy: `connect-src ${origin}`,
    },
  };
}

/** An error that concerns one transport is a warning if the other one works, because the badge uses that. */
export function settle(findings: readonly Finding[], facts: Facts, { jsonp, fetch }: Transports): Finding[] {
  const isHealed = ({ code }: Finding): boolean => {
    if (jsonp.works && FETCH_ONLY.includes(code)) return true;
    if (!fetch.works) return false;
    if (JSONP_ONLY.includes(code)) return true;
    const obstacle = OBSTACLES.find((one) => one === code);
    return (
      obstacle !== undefined && blockedBy(facts, obstacle).every((exchange) => callbackOf(exchange) !== null)
    );
  };
  return findings.map((finding) =>
    finding.severity === "error" && isHealed(finding) ? { ...finding, severity: "warning" } : finding,
  );
}
