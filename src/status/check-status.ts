import { getDefaults } from "../page/defaults.ts";
import { readSettings, type Transport } from "../page/settings.ts";
import type { Target } from "../protocol/target.ts";
import { ask } from "../transport/ask.ts";
import { pageQuestion } from "./page-question.ts";

export interface CheckOptions {
  /** Default `jsonp`. Outside a page it is always `fetch`. */
  transport?: Transport | undefined;
  /** Time limit in seconds. Default 8. */
  timeout?: number | undefined;
  /** Aborts the request; the promise rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
}

export interface StatusAnswer {
  /** Whether LHC accepts a chat. */
  online: boolean;
  /** When the answer was requested: a slow answer is an old one. */
  checkedAt: Date;
}

/**
 * Asks once.
 *
 * @throws LhcStatusError (as a rejection), or the reason of `signal`
 * @example
 * const { online } = await checkStatus({ baseUrl: "https://chat.example.com/", department: 2 });
 */
export async function checkStatus(
  target: Target,
  { transport, timeout, signal }: CheckOptions = {},
): Promise<StatusAnswer> {
  const settings = readSettings({ ...target, transport, timeout }, getDefaults());
  const now = Date.now();
  const { online, headStart } = await ask(
    pageQuestion(settings),
    settings.transport,
    settings.timeout,
    signal,
  );
  return { online, checkedAt: new Date(now - headStart * 1000) };
}
