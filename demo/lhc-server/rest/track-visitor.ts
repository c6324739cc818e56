/** Every page view of a visitor, and every question of the widget (erLhcoreClassModelChatOnlineUser::handleRequest). */
import type { Call } from "../call.ts";
import { ACTIVE, PENDING, type Visitor } from "../conversation.ts";
import { PhpExit } from "../php.ts";
import { CLIENT_IP } from "./auth.ts";
import { chatById, nextId, seconds, visitorsOf } from "./records.ts";

const CRAWLERS =
  /Google|msnbot|bingbot|BingPreview|AdIdxBot|Yahoo|Slurp|DuckDuckBot|Baiduspider|Yandex(Bot|Images|MobileBot)|Sogou|Exabot|facebot|facebookexternalhit|ia_archiver|Applebot|PetalBot|Bytespider|CCBot|SemrushBot|AhrefsBot|MJ12bot|DotBot|LinkedInBot|Pinterestbot|Amazonbot|OAI-SearchBot|GPTBot|ChatGPT-User|PerplexityBot|ClaudeBot|cohere-ai|anthropic-ai/;
/** Seconds without a sign of life, after which a visit is a new one. */
const VISIT_TIMEOUT = 30 * 60;

interface Sighting {
  vid: string;
  /** the client's by default */
  ip?: string;
  departments?: number[] | undefined;
  isPageView?: boolean;
  /** asks for an operator's message alone: no sign of life, unless it is a page view too */
  isCheck: boolean;
}

/** undefined without a vid. A crawler, and whoever does not say what it is, gets an empty answer. */
export function trackVisitor(call: Call, sighting: Sighting): Visitor | undefined {
  const agent = call.request.headers["user-agent"];
  if (agent === undefined || CRAWLERS.test(agent)) throw new PhpExit();
  const { vid, ip = CLIENT_IP, departments = [], isPageView = false, isCheck } = sighting;
  if (vid === "" || vid === "0") return undefined;
  const known = visitorsOf(call.installation).find((one) => one.vid === vid);
  if (known) startVisit(call, known);
  const visitor = known ?? newVisitor(call, vid);
  visitor.ip = ip;
  if (departments.length === 1) visitor.department = departments[0]!;
  if (isPageView) visitor.pages = (visitor.pages ?? 0) + 1;
  if (isPageView || !isCheck) visitor.lastVisit = seconds(call.now);
  return visitor;
}

/** A vid that is too short to be LHC's own is replaced. */
function newVisitor({ installation, now, random }: Call, vid: string): Visitor {
  const visitors = visitorsOf(installation);
  const time = seconds(now);
  const visitor: Visitor = {
    id: nextId(visitors),
    vid: vid.length <= 20 ? random(16).toString("hex") : vid.slice(0, 50),
    firstVisit: time,
    lastVisit: time,
  };
  visitors.push(visitor);
  return visitor;
}

function startVisit({ installation, now }: Call, visitor: Visitor): void {
  const time = seconds(now);
  if (time - (visitor.lastVisit ?? time) <= VISIT_TIMEOUT) return;
  visitor.lastVisit = time;
  visitor.pages = 0;
  const { status = PENDING } = chatById(installation, visitor.chat ?? 0) ?? {};
  if (status !== PENDING && status !== ACTIVE) visitor.chat = 0;
}
