import { withDeadline } from "../page/deadline.ts";
import { globals } from "../page/globals.ts";
import type { Transport } from "../page/settings.ts";
import { readAnswer } from "../protocol/answer.ts";
import { asStatusError, LhcStatusError } from "../protocol/error.ts";
import { CALLBACK, type Question, requestUrl, TIME_SLOT_SECONDS } from "../protocol/question.ts";
import { askByFetch } from "./cors-fetch.ts";
import { askByScript } from "./jsonp.ts";
import { takePreload } from "./preload.ts";

export interface Answer {
  readonly online: boolean;
  /** How long before the call the question may have been sent, in seconds. Above 0 for a preloaded answer only. */
  readonly headStart: number;
}

/** Whether `fetch` works for a server whose callback script does not. Absent while unknown. */
const fetchWorks = new Map<string, boolean>();

/** The one `fetch` that finds out. It belongs to the server, not to the question that started it. */
interface Probe {
  readonly controller: AbortController;
  readonly online: Promise<boolean>;
  waiting: number;
}
const probes = new Map<string, Probe>();

/**
 * Asks one question. After the first failure of a server's callback script, tries `fetch`, once per server and page:
 * this works around `nosniff` and a policy without script-src. The transport that worked is remembered. A response that
 * the page has preloaded is used first.
 *
 * @param timeout seconds, fallback included
 * @throws LhcStatusError, or the reason of `signal`
 */
export async function ask(
  question: Question,
  transport: Transport,
  timeout: number,
  signal?: AbortSignal,
): Promise<Answer> {
  try {
    return await withDeadline(
      timeout,
      signal,
      () => new LhcStatusError("timeout", `No answer from ${question.url} in ${timeout} seconds.`),
      async (limited) =>
        (await preloadedAnswer(question, limited)) ?? {
          online: await askWithin(question, transport, timeout, limited),
          headStart: 0,
        },
    );
  } catch (error) {
    throw signal?.aborted ? error : Object.assign(asStatusError(error), { hint: question.hint });
  }
}

async function preloadedAnswer(question: Question, signal: AbortSignal): Promise<Answer | undefined> {
  if (!globals.document) return undefined;
  try {
    const now = Date.now() / 1000;
    const url = requestUrl(question, now);
    if (!takePreload(url)) return undefined;
    const online = await askByFetch(url, (value) => readAnswer(value, question), signal, true);
    return { online, headStart: now % TIME_SLOT_SECONDS };
  } catch {
    // The question goes its usual way.
    return undefined;
  }
}

async function askWithin(
  question: Question,
  transport: Transport,
  timeout: number,
  signal: AbortSignal,
): Promise<boolean> {
  const { server } = question;
  const read = (value: unknown): boolean => readAnswer(value, question);
  const byFetch = (signal: AbortSignal): Promise<boolean> =>
    askByFetch(requestUrl(question, Date.now() / 1000), read, signal);

  signal.throwIfAborted();
  // Outside a page, in Node for example, there are no scripts.
  if (transport === "fetch" || !globals.document) return byFetch(signal);
  const earlier = probes.get(server);
  if (earlier) await waitFor(earlier, server, signal).catch(() => {});
  if (fetchWorks.get(server)) return byFetch(signal);
  try {
    const online = await askByScript(
      requestUrl(question, Date.now() / 1000, CALLBACK),
      read,
      signal,
      `${timeout} ${server}`,
    );
    fetchWorks.set(server, false);
    return online;
  } catch (error) {
    const isOpen = fetchWorks.get(server) !== false;
    if ((error as LhcStatusError).code === "bad-answer" || signal.aborted || !isOpen) throw error;
    const running = probes.get(server);
    try {
      if (!running && !fetchWorks.get(server))
        return await waitFor(startProbe(server, byFetch), server, signal);
      if (running) await waitFor(running, server, signal);
    } catch (cause) {
      throw Object.assign(asStatusError(error), { cause });
    }
    return byFetch(signal);
  }
}

function startProbe(server: string, byFetch: (signal: AbortSignal) => Promise<boolean>): Probe {
  const controller = new AbortController();
  const probe = { controller, online: byFetch(controller.signal), waiting: 0 };
  probes.set(server, probe);
  const end = (works: boolean): void => {
    if (probes.get(server) !== probe) return;
    probes.delete(server);
    // A script may have worked in the meantime.
    if (!fetchWorks.has(server)) fetchWorks.set(server, works);
  };
  probe.online.then(
    () => {
      end(true);
    },
    () => {
      end(false);
    },
  );
  return probe;
}

/** Aborts the probe when its last waiter leaves. */
async function waitFor(probe: Probe, server: string, signal: AbortSignal): Promise<boolean> {
  const leave = (): void => {
    if (--probe.waiting) return;
    if (probes.get(server) === probe) probes.delete(server);
    probe.controller.abort();
  };
  probe.waiting += 1;
  signal.addEventListener("abort", leave);
  try {
    return await probe.online;
  } finally {
    signal.removeEventListener("abort", leave);
  }
}
