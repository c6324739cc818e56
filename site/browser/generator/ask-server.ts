/** Asks a server what the badge asks, by `fetch`, so that none of its scripts runs in this page. */
import { listDepartments } from "../../../src/doctor/departments.ts";
import { findBase } from "../../../src/doctor/find-base.ts";
import { answerTo } from "../../../src/doctor/rules/body.ts";
import type {
  Exchange,
  Facts,
  ListedDepartment,
  QuestionName,
  Search,
} from "../../../src/doctor/rules/facts.ts";
import type { Finding } from "../../../src/doctor/rules/finding.ts";
import { planQuestions } from "../../../src/doctor/rules/plan.ts";
import { judgeInstallation } from "../../../src/doctor/rules/rules.ts";
import { settle, transportsOf } from "../../../src/doctor/rules/transports.ts";
import type { Outgoing } from "../../../src/doctor/send.ts";

const TIMEOUT_SECONDS = 8;
const MAX_BODY_BYTES = 65_536;

/** What is known of a server. */
export interface Server {
  readonly baseUrl: string;
  readonly search: Search;
  readonly exchanges: readonly Exchange[];
  readonly departments: readonly ListedDepartment[];
  /** No response, or one that the page may not read: browsers do not say which. */
  readonly isUnreadable: boolean;
}

export interface Target {
  readonly department?: string;
  readonly user?: string;
  readonly departmentMatch: "explicit" | "inclusive";
}

/** Reads no more than a status can have, because anything may answer. */
async function textOf(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  if (!reader) return "";
  const decoder = new TextDecoder();
  let text = "";
  for (let bytes = 0; bytes < MAX_BODY_BYTES;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.length;
    text += decoder.decode(value, { stream: true });
  }
  await reader.cancel();
  return text;
}

/** Sends no cookies and no referrer, and follows no redirect. */
const requestTo = (url: string, stop: AbortSignal, more: RequestInit): Promise<Response> =>
  fetch(url, {
    credentials: "omit",
    referrerPolicy: "no-referrer",
    redirect: "manual",
    cache: "no-store",
    signal: AbortSignal.any([stop, AbortSignal.timeout(TIMEOUT_SECONDS * 1000)]),
    ...more,
  });

const sender =
  (stop: AbortSignal) =>
  async ({ name, url, form }: Outgoing): Promise<Exchange> => {
    const start = performance.now();
    try {
      // Text needs no preflight.
      const post =
        form === undefined ? {} : { method: "POST", body: form, headers: { "Content-Type": "text/plain" } };
      const response = await requestTo(url, stop, post);
      if (response.type === "opaqueredirect") return { name, url, redirected: true };
      const body = await textOf(response);
      return {
        name,
        url,
        status: response.status,
        headers: [...response.headers],
        headersSeen: "readable",
        body,
        duration: (performance.now() - start) / 1000,
        receivedAt: Date.now() / 1000,
      };
    } catch (error) {
      stop.throwIfAborted();
      const isTimeout = (error as Error).name === "TimeoutError";
      const failure = isTimeout
        ? ({ kind: "timeout", message: `no complete answer within ${TIMEOUT_SECONDS} s` } as const)
        : ({ kind: "unknown", message: "no answer that this page may read" } as const);
      return { name, url, failure };
    }
  };

/**
 * Finds LHC and its departments: three requests to a server that is fine.
 *
 * @throws LhcStatusError `config` if the text is no address; the signal's reason
 */
export async function askServer(text: string, stop: AbortSignal): Promise<Server> {
  const send = sender(stop);
  const { baseUrl, search, first } = await findBase(text, location.origin, send, Date.now);
  const exchanges = [first];
  if (!search.isFound) {
    const isUnreadable = first.failure?.kind === "unknown";
    return { baseUrl, search, exchanges, departments: [], isUnreadable };
  }
  exchanges.push(...(await ask(baseUrl, ["site-jsonp"], undefined, send)));
  const departments = (await listDepartments(baseUrl, location.origin, send)) ?? [];
  return { baseUrl, search, exchanges, departments, isUnreadable: false };
}

const TARGET_QUESTIONS: readonly QuestionName[] = [
  "user",
  "department",
  "department-inclusive",
  "unknown-inclusive",
];

/** What a department or an operator is, counted in both ways. */
export const askTarget = (server: Server, target: Target, stop: AbortSignal): Promise<Exchange[]> =>
  ask(
    server.baseUrl,
    TARGET_QUESTIONS.filter((name) => target.department !== undefined || name === "user"),
    target,
    sender(stop),
  );

async function ask(
  baseUrl: string,
  names: readonly QuestionName[],
  target: Target | undefined,
  send: ReturnType<typeof sender>,
): Promise<Exchange[]> {
  const questions = planQuestions({ baseUrl, ...target }, Date.now() / 1000, location.origin);
  return Promise.all(questions.filter(({ name }) => names.includes(name)).map(send));
}

export interface Judgement {
  readonly findings: readonly Finding[];
  /** The answer to the badge's question. */
  readonly isOnline: boolean | undefined;
  /** The badge's default way works, as far as a page can see. */
  readonly isFetchOnly: boolean;
}

/** By the doctor's rules, as far as a page can see. */
export function judgeServer(server: Server, target: Target, more: readonly Exchange[]): Judgement {
  const { baseUrl, search, departments } = server;
  const facts: Facts = {
    baseUrl,
    search,
    departments,
    exchanges: [...server.exchanges, ...more],
    origin: location.origin,
    ...target,
  };
  const judged = judgeInstallation(facts);
  const transports = transportsOf(facts, judged);
  const name =
    target.user !== undefined
      ? "user"
      : target.department === undefined
        ? "site"
        : target.departmentMatch === "inclusive"
          ? "department-inclusive"
          : "department";
  return {
    findings: settle(judged, facts, transports),
    isOnline: answerTo(facts, name),
    isFetchOnly: transports.fetch.works && !transports.jsonp.works,
  };
}
