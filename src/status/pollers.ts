import type { Question } from "../protocol/question.ts";
import type { Transport } from "../page/settings.ts";
import { Poller } from "./poller.ts";

/** Above this number, idle pollers are dropped, oldest first. */
const MAX_POLLERS = 100;

const pollers = new Map<string, Poller>();

/**
 * The one poller of a question. Idle pollers are kept, so that an element that is re-inserted can show its last
 * answer at once.
 */
export function pollerFor(question: Question, transport: Transport): Poller {
  const key = `${transport} ${question.url}`;
  let poller = pollers.get(key);
  if (!poller) {
    for (const [other, { isIdle }] of pollers) {
      if (pollers.size < MAX_POLLERS) break;
      if (isIdle) pollers.delete(other);
    }
    pollers.set(key, (poller = new Poller(question, transport)));
  }
  return poller;
}
