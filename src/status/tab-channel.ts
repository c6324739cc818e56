import { isPageStored, onPageActivity } from "../page/activity.ts";
import { globals } from "../page/globals.ts";
import { answerIn, entryOf, questionIn, type SharedAnswer } from "./shared-answer.ts";

/** A question of this page whose answer other pages may use. */
export interface Sharer {
  /** The question's URL. */
  readonly question: string;
  readonly sharedAnswer: SharedAnswer | null;
  /** Uses another page's answer, if it is newer. */
  adopt(answer: SharedAnswer): void;
}

const sharers = new Set<Sharer>();
let channel: BroadcastChannel | null = null;
let unsubscribeFromPage = (): void => {};

/** Sends an answer to the other tabs; without one, asks them for theirs. False if there is no channel. */
export function broadcast(question: string, answer: SharedAnswer | null): boolean {
  channel?.postMessage(entryOf(question, answer));
  return channel !== null;
}

/** Keeps the channel open while a question is shared and the page is not stored: a message would evict it. */
function openOrClose(): void {
  if (!sharers.size || isPageStored()) {
    channel?.close();
    channel = null;
  } else if (!channel && globals.document) {
    try {
      channel = new BroadcastChannel("lhc-status");
      channel.onmessage = ({ data }) => {
        onMessage(data);
      };
    } catch {
      // A sandboxed page, or one whose storage is blocked, does not share.
    }
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
