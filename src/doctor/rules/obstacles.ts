/**
 * What prevents LHC from answering a question. Each exchange has one obstacle at most, so that only one rule reports a
 * fault, and the rules for responses see only responses of LHC.
 */
import { valuesOf, type Exchange, type Facts } from "./facts.ts";

/** The code of the rule that reports it. */
export type Obstacle =
  | "reachable"
  | "in-time"
  | "compression"
  | "no-redirect"
  | "no-firewall"
  | "no-maintenance"
  | "http-status"
  | "no-html"
  | "widget-endpoint";

/** Text of the pages on which a firewall or CDN shows a challenge or refuses a request. */
const FIREWALL_PAGE =
  /just a moment|attention required|challenge-platform|cf-chl|captcha-delivery|complete the captcha|incapsula|sucuri|mod_security|modsecurity|akamai|verify(ing)? (that )?you are (a )?human|checking your browser|request (was )?(blocked|rejected)|ddos protection/i;
const FIREWALL_HEADERS: readonly (readonly [name: string, value: RegExp])[] = [
  ["cf-mitigated", /challenge/],
  ["x-amzn-waf-action", /captcha|challenge/],
  ["x-sucuri-block", /./],
];

/** LHC's maintenance page (index.php, ezcomponents' error handler), or the JSON message that replaces it. */
export const isMaintenance = ({ status, body = "" }: Exchange): boolean =>
  status === 503 &&
  (/Site Maintenance|be back soon/i.test(body) || /^\s*\{"error":true,"message":/.test(body));

const isFirewall = (exchange: Exchange): boolean =>
  FIREWALL_HEADERS.some(([name, value]) => valuesOf(exchange, name)?.some((given) => value.test(given))) ||
  (isMarkup(exchange) && FIREWALL_PAGE.test(exchange.body ?? ""));

/** HTML, or text that begins with HTML, such as a PHP warning. */
const isMarkup = ({ body = "" }: Exchange): boolean => /^\s*<(?!\?xml)/.test(body);

function ownObstacle(exchange: Exchange): Obstacle | undefined {
  const { failure, status, redirected } = exchange;
  if (failure?.kind === "timeout") return "in-time";
  if (failure?.kind === "compression") return "compression";
  if (failure) return "reachable";
  if (redirected || (status !== undefined && status >= 300 && status < 400)) return "no-redirect";
  if (isFirewall(exchange)) return "no-firewall";
  if (isMaintenance(exchange)) return "no-maintenance";
  if (status !== undefined && status !== 200) return "http-status";
  return isMarkup(exchange) ? "no-html" : undefined;
}

/** The endpoint does not exist, as opposed to failing. */
const isMissing = (exchange: Exchange, obstacle: Obstacle | undefined): boolean =>
  obstacle === "no-redirect" ||
  obstacle === "no-html" ||
  (obstacle === "http-status" && [404, 405, 410, 501].includes(exchange.status ?? 0));

const isWidgetQuestion = ({ url }: Exchange): boolean => url.includes("/widgetrestapi/");

export function obstacleOf(exchange: Exchange, facts: Facts): Obstacle | undefined {
  const obstacle = ownObstacle(exchange);
  if (!isWidgetQuestion(exchange) || !isMissing(exchange, obstacle)) return obstacle;
  const hasRestApi = facts.exchanges.some((other) => !isWidgetQuestion(other) && !ownObstacle(other));
  return hasRestApi ? "widget-endpoint" : obstacle;
}

export const blockedBy = (facts: Facts, obstacle: Obstacle): Exchange[] =>
  facts.exchanges.filter((exchange) => obstacleOf(exchange, facts) === obstacle);

/** The exchanges that LHC itself seems to have answered. */
export const unobstructed = (facts: Facts): Exchange[] =>
  facts.exchanges.filter((exchange) => !obstacleOf(exchange, facts));
