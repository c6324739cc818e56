import { isPageStored, onPageActivity } from "../page/activity.ts";
import { globals } from "../page/globals.ts";
import { answerIn, entryOf, questionIn, type SharedAnswer } from "./shared-answer.ts";

/** A question whose answers are shared with other pages. */
export interface Sharer {
  /** The question's URL. */
  readonly question: string;
  readonly sharedAnswer: SharedAnswer | null;
  /** Adopts another page's answer if it is newer. */
  adopt(answer: SharedAnswer): void;
}

const sharers = new Set<Sharer>();
let channel: BroadcastChannel | null = null;
let unsubscribeFromPage = (): void => {};

/** Sends an answer to the other tabs; without one, requests theirs. False if there is no channel. */
export function broadcast(question: string, answer: SharedAnswer | null): boolean {
  channel?.postMessage(entryOf(question, answer));
  return channel !== null;
}

/** Keeps the channel open while a question is shared, but not in a stored page, which a message would evict. */
function openOrClose(): void {
  try {
    if (!sharers.size || isPageStored()) {
      channel?.close();
      channel = null;
    } else if (!channel && globals.document) {
      channel = new BroadcastChannel("lhc-status");
      channel.onmessage = ({ data }) => {
        onMessage(data);
      };
    }
  } catch {
    // Sandboxed pages and pages with blocked storage cannot share.
  }
}

function onMessage(entry: unknown): void {
  const question = questionIn(entry);
  const answer = answerIn(entry, Date.now() / 1000);
  for (const sharer of [...sharers]) {
    if (sharer.question !== question) continue;
    const known = sharer.sharedAnswer;
    if (answer) sharer.adopt(answer);
    else if (!("online" in (entry as object)) && known) broadcast(question, known);
  }
}

/** Shares with the other tabs until the returned function is called. */
export function joinTabs(sharer: Sharer): () => void {
  if (!sharers.size) unsubscribeFromPage = onPageActivity(openOrClose);
  sharers.add(sharer);
  openOrClose();
  return () => {
    sharers.delete(sharer);
    if (!sharers.size) unsubscribeFromPage();
    openOrClose();
  };
}
