/** Examines an installation: finds its address, sends the questions, applies the rules. */
import { LhcStatusError } from "../protocol/error.ts";
import type { Options } from "./arguments.ts";
import { listDepartments } from "./departments.ts";
import { findBase } from "./find-base.ts";
import { askCalls, askRefusals, unsafeFor, type Login } from "./rest-calls.ts";
import { answerTo } from "./rules/body.ts";
import type { CallResult, Exchange, Facts } from "./rules/facts.ts";
import type { Finding } from "./rules/finding.ts";
import { planQuestions, type PlannedQuestion } from "./rules/plan.ts";
import { judgeInstallation } from "./rules/rules.ts";
import { settle, transportsOf, type Transports } from "./rules/transports.ts";
import { send, type Send } from "./send.ts";

/** How often the site's question is timed. */
const TIMED_QUESTIONS = 10;
/** For all requests together. */
const MAX_RUN_SECONDS = 25;

export interface Diagnosis {
  readonly address: string;
  /** Null if the address is unusable. */
  readonly baseUrl: string | null;
  readonly works: boolean;
  /** LHC's answer for the target, or for the site. */
  readonly status: "online" | "offline" | "unknown";
  readonly transports: Transports | null;
  /** One for each rule, in the order of the rules. */
  readonly findings: readonly Finding[];
}

export interface ExamineContext {
  /** Unix time in milliseconds. */
  readonly now: () => number;
  readonly progress: (what: string) => void;
  readonly login: Login | undefined;
}

export async function examine(options: Options, context: ExamineContext): Promise<Diagnosis> {
  const { timeout } = options;
  const { now } = context;
  // It may contain a password.
  const address = options.address.includes("@") ? "…" : options.address.trim();
  const deadline = performance.now() / 1000 + MAX_RUN_SECONDS;
  let timeouts = 0;
  const sendInTime: Send = async (question) => {
    const left = Math.max(0.001, Math.min(timeout, deadline - performance.now() / 1000));
    // A server that hangs is not asked again and again.
    const exchange = await send(question, timeouts > 1 ? Math.min(left, 1) : left, now);
    if (exchange.failure?.kind === "timeout") timeouts++;
    return exchange;
  };
  try {
    context.progress("looking for LHC");
    const facts = await gather(options, context, sendInTime);
    const judged = judgeInstallation(facts);
    const transports = transportsOf(facts, judged);
    const findings = settle(judged, facts, transports);
    const works =
      (transports.jsonp.works || transports.fetch.works) &&
      !findings.some(({ severity }) => severity === "error");
    return { address, baseUrl: facts.baseUrl, works, status: statusOf(facts), transports, findings };
  } catch (error) {
    if (!(error instanceof LhcStatusError)) throw error;
    const finding: Finding = {
      code: "address",
      title: "The address is LHC's base URL",
      severity: "error",
      seen: error.message.replace(/^base-url=/, "address "),
      means: "No request was sent.",
      cure: "Copy the address of LHC's back office from your browser, for example https://chat.example.com/site_admin/",
    };
    return { address, baseUrl: null, works: false, status: "unknown", transports: null, findings: [finding] };
  }
}

async function gather(
  options: Options,
  { now, progress, login }: ExamineContext,
  send: Send,
): Promise<Facts> {
  const { address, origin, timeout, department, user, departmentMatch } = options;
  const { baseUrl, search, first } = await findBase(address, origin, send, now);
  const asked = { baseUrl, department, user, departmentMatch };
  const exchanges = [first];
  const facts = (): Facts => ({ ...asked, origin, search, exchanges });
  const questions = planQuestions(asked, now() / 1000, origin);
  for (const [index, question] of questions.slice(1).entries()) {
    progress(`question ${index + 2} of ${questions.length}`);
    if (hasFailed(exchanges)) break;
    exchanges.push(await send(question));
  }
  if (answerTo(facts(), "site") === undefined) return facts();

  progress("speed");
  exchanges.push(...(await repeat(questions[0], exchanges, send)));
  progress("departments and REST API");
  const departments = department === undefined ? undefined : await listDepartments(baseUrl, origin, send);
  const refusals = await askRefusals(baseUrl, origin, send);
  progress("credentials");
  const calls = login && (await callsFor(login, baseUrl, address, timeout));
  return { ...facts(), departments, refusals, calls };
}

/** Whether further questions would fail in the same way. */
const hasFailed = (exchanges: readonly Exchange[]): boolean => {
  const failed = exchanges.filter(({ failure }) => failure && failure.kind !== "compression");
  return failed[0] === exchanges[0] || failed.filter(({ failure }) => failure?.kind === "timeout").length > 1;
};

/** Repeats the site's question until enough answers are timed. */
async function repeat(
  question: PlannedQuestion | undefined,
  exchanges: readonly Exchange[],
  send: Send,
): Promise<Exchange[]> {
  const repeats: Exchange[] = [];
  if (!question || exchanges.some(({ failure }) => failure)) return repeats;
  while (exchanges.length + repeats.length < TIMED_QUESTIONS || repeats.length < 2) {
    const exchange = await send({ ...question, name: "repeat" });
    repeats.push(exchange);
    if (exchange.failure) break;
  }
  return repeats;
}

async function callsFor(
  login: Login,
  baseUrl: string,
  address: string,
  timeout: number,
): Promise<readonly CallResult[]> {
  const refusal = unsafeFor(baseUrl, address);
  return refusal === undefined
    ? askCalls(baseUrl, login, timeout)
    : [{ call: "login", needs: "", refusal, isFinal: true }];
}

function statusOf(facts: Facts): Diagnosis["status"] {
  const { department, user, departmentMatch } = facts;
  const name =
    user !== undefined
      ? "user"
      : department === undefined
        ? "site"
        : departmentMatch === "inclusive"
          ? "department-inclusive"
          : "department";
  const online = answerTo(facts, name);
  return online === undefined ? "unknown" : online ? "online" : "offline";
}
