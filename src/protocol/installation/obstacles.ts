/** What keeps a question from being answered by LHC. Each question has one obstacle at most, so that one fault of a
 * server is named by one rule, and rules about answers look at answers alone. */
import { valuesOf, type Exchange, type Facts } from "./facts.ts";

/** By the code of the rule that names it. */
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

/** Marks of pages by which a firewall or a CDN asks for a proof of being human, or says no. */
const FIREWALL_PAGE =
  /just a moment|attention required|challenge-platform|cf-chl|captcha-delivery|complete the captcha|incapsula|sucuri|mod_security|modsecurity|akamai|verify(ing)? (that )?you are (a )?human|checking your browser|request (was )?(blocked|rejected)|ddos protection/i;
const FIREWALL_HEADERS: readonly (readonly [name: string, value: RegExp])[] = [
  ["cf-mitigated", /challenge/],
  ["x-amzn-waf-action", /captcha|challenge/],
  ["x-sucuri-block", /./],
];

/** LHC's own page (index.php, ezcomponents' error handler), and what it says to who wants JSON. */
const isMaintenance = ({ status, body = "" }: Exchange): boolean =>
  status === 503 &&
  (/Site Maintenance|be back soon/i.test(body) || /^\s*\{"error":true,"message":/.test(body));

const isFirewall = (exchange: Exchange): boolean =>
  FIREWALL_HEADERS.some(([name, value]) => valuesOf(exchange, name)?.some((given) => value.test(given))) ||
  (isMarkup(exchange) && FIREWALL_PAGE.test(exchange.body ?? ""));

/** HTML, or text with HTML in front, as PHP's warnings are. */
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

/** What says that there is no such address, rather than that something is out of order. */
const isMissing = (exchange: Exchange, obstacle: Obstacle | undefined): boolean =>
  obstacle === "no-redirect" ||
  obstacle === "no-html" ||
  (obstacle === "http-status" && [404, 405, 410, 501].includes(exchange.status ?? 0));

const isAboutWidget = ({ url }: Exchange): boolean => url.includes("/widgetrestapi/");

export function obstacleOf(exchange: Exchange, facts: Facts): Obstacle | undefined {
  const obstacle = ownObstacle(exchange);
  if (!isAboutWidget(exchange) || !isMissing(exchange, obstacle)) return obstacle;
  const isRestThere = facts.exchanges.some((other) => !isAboutWidget(other) && !ownObstacle(other));
  return isRestThere ? "widget-endpoint" : obstacle;
}

export const metBy = (facts: Facts, obstacle: Obstacle): Exchange[] =>
  facts.exchanges.filter((exchange) => obstacleOf(exchange, facts) === obstacle);

/** The exchanges in which LHC itself seems to have answered. */
export const unobstructed = (facts: Facts): Exchange[] =>
  facts.exchanges.filter((exchange) => !obstacleOf(exchange, facts));
