import { readAnswer } from "../protocol/answer.ts";
import { LhcStatusError } from "../protocol/error.ts";
import { CALLBACK, type Question, requestUrl } from "../protocol/question.ts";
import { askByFetch } from "./cors-fetch.ts";
import { askByScript } from "./jsonp.ts";
import { ownWidgetStatus } from "./own-widget.ts";

/** `jsonp` asks by a callback script and works with every LHC; `fetch` runs no foreign code, and needs CORS. */
export type Transport = "jsonp" | "fetch";

/** Servers by whether `fetch` works where their callback script does not; absent while that is open. */
const healed = new Map<string, boolean | Promise<boolean>>();

/**
 * Puts one question. The first failure of a server's callback script is followed by one `fetch`, once per server
 * and page life: that heals `nosniff` and a policy without script-src. What worked is kept.
 *
 * @param timeout seconds, for all of it
 * @throws LhcStatusError, or the reason of `signal`
 */
export async function ask(
  question: Question,
  transport: Transport,
  timeout: number,
  signal?: AbortSignal,
): Promise<boolean> {
  const controller = new AbortController();
  // Not left to what is waited for: that may be another question's probe.
  const aborted = new Promise<never>((_, reject) => {
    controller.signal.onabort = () => {
      reject(controller.signal.reason as Error);
    };
  });
  const give = (): void => {
    controller.abort(signal?.reason);
  };
  const timer = setTimeout(() => {
    controller.abort(new LhcStatusError("timeout", `No answer from ${question.url} in ${timeout} seconds.`));
  }, timeout * 1000);
  signal?.addEventListener("abort", give);
  if (signal?.aborted) give();
  try {
    return await Promise.race([aborted, askWithin(question, transport, controller.signal)]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", give);
  }
}

async function askWithin(question: Question, transport: Transport, signal: AbortSignal): Promise<boolean> {
  const { server } = question;
  const read = (value: unknown): boolean => readAnswer(value, question.url);
  const byFetch = (): Promise<boolean> => askByFetch(requestUrl(question, Date.now() / 1000), read, signal);

  signal.throwIfAborted();
  const known = ownWidgetStatus(question);
  if (known !== undefined) return known;
  // Outside of a page, in Node for example, there is no script to ask by.
  if (transport === "fetch" || !globalThis.document || (await healed.get(server))) return byFetch();
  try {
    const online = await askByScript(requestUrl(question, Date.now() / 1000, CALLBACK), read, signal);
    healed.set(server, false);
    return online;
  } catch (error) {
    if (!(error instanceof LhcStatusError) || error.code === "bad-answer" || signal.aborted) throw error;
    const probe = healed.get(server);
    // Whoever fails while another question is probing waits for what comes out.
    if (probe !== undefined) {
      if (await probe) return byFetch();
      throw error;
    }
    const online = byFetch();
    healed.set(
      server,
      online.then(
        () => true,
        () => (signal.aborted && healed.delete(server), false),
      ),
    );
    return online.catch(() => {
      throw error;
    });
  }
}
