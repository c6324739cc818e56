import { withDeadline } from "../page/deadline.ts";
import { globals } from "../page/globals.ts";
import type { Transport } from "../page/settings.ts";
import { asStatusError, LhcStatusError } from "../protocol/error.ts";
import { type Question, requestUrl, TIME_SLOT_SECONDS } from "../protocol/question.ts";
import { askByFetch } from "./cors-fetch.ts";
import { askByScript } from "./jsonp.ts";
import { takePreload } from "./preload.ts";

export interface Answer {
  readonly online: boolean;
  /** How long before the call the question may have been sent, in seconds. Above 0 for a preloaded answer only. */
  readonly headStart: number;
}

/** The one `fetch` that finds out whether `fetch` works. It belongs to the server, not to the question that started it. */
interface Probe {
  readonly controller: AbortController;
  readonly online: Promise<boolean>;
  /** The signals of the questions that wait for it. */
  readonly waiting: Set<AbortSignal>;
}

/** What is known about a server whose callback script does not work. */
interface Server {
  /** Absent while unknown. False also if its script has worked. */
  fetchWorks?: boolean | undefined;
  probe?: Probe | undefined;
}
const servers = new Map<string, Server>();

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
    const online = await askByFetch(question, url, signal, true);
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
  const byFetch = (signal: AbortSignal): Promise<boolean> =>
    askByFetch(question, requestUrl(question, Date.now() / 1000), signal);

  signal.throwIfAborted();
  // Outside a page, in Node for example, there are no scripts.
  if (transport === "fetch" || !globals.document) return byFetch(signal);
  const server = servers.get(question.server) ?? {};
  servers.set(question.server, server);
  if (server.probe) await waitFor(server, server.probe, signal).catch(() => {});
  if (server.fetchWorks) return byFetch(signal);
  try {
    const online = await askByScript(question, signal, `${timeout} ${question.server}`);
    server.fetchWorks = false;
    return online;
  } catch (error) {
    const { fetchWorks, probe } = server;
    if ((error as LhcStatusError).code === "bad-answer" || signal.aborted || fetchWorks === false)
      throw error;
    try {
      if (probe) await waitFor(server, probe, signal);
      // oxlint-disable-next-line typescript/no-unnecessary-condition -- another question may have set it
      else if (!fetchWorks) return await waitFor(server, startProbe(byFetch), signal);
    } catch (cause) {
      throw Object.assign(asStatusError(error), { cause });
    }
    return byFetch(signal);
  }
}

function startProbe(byFetch: (signal: AbortSignal) => Promise<boolean>): Probe {
  const controller = new AbortController();
  return { controller, online: byFetch(controller.signal), waiting: new Set() };
}

/** Aborts the probe when its last waiter leaves. */
async function waitFor(server: Server, probe: Probe, signal: AbortSignal): Promise<boolean> {
  server.probe = probe;
  const end = (works?: boolean): void => {
    if (server.probe !== probe) return;
    server.probe = undefined;
    // A script may have worked in the meantime.
    server.fetchWorks ??= works;
  };
  probe.waiting.add(signal);
  signal.addEventListener("abort", () => {
    probe.waiting.delete(signal);
    if (probe.waiting.size) return;
    end();
    probe.controller.abort();
  });
  try {
    const online = await probe.online;
    end(true);
    return online;
  } catch (error) {
    end(false);
    throw error;
  }
}
