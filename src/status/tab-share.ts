import { isPageStored, onPageActivity } from "./page-activity.ts";
import { answerIn, entryOf, questionIn, type SharedAnswer } from "./shared-answer.ts";

/** Who may use an answer, too: the site's open tabs; also the next page of the tab; nobody. From the default on. */
export const SHARES = ["tabs", "session", "page"] as const;
export type Share = (typeof SHARES)[number];

/** Somebody in this page who has, or wants, the answer to a question. */
export interface Sharer {
  /** The question's URL. */
  readonly question: string;
  readonly sharedAnswer: SharedAnswer | null;
  take(answer: SharedAnswer): void;
}

const NAME = "lhc-status";

const sharers = new Set<Sharer>();
let channel: BroadcastChannel | null = null;
let leavePage = (): void => {};

const now = (): number => Date.now() / 1000;

/** Tells the other tabs an answer; without one, asks them for theirs. */
export function tell(question: string, answer: SharedAnswer | null): void {
  channel?.postMessage(entryOf(question, answer));
}

/** Keeps the channel open while somebody shares, and the page is not stored: a message would throw it out. */
function openOrClose(): void {
  if (!sharers.size || isPageStored()) {
    channel?.close();
    channel = null;
  } else if (!channel && globalThis.document) {
    try {
      channel = new BroadcastChannel(NAME);
      channel.onmessage = ({ data }) => {
        hear(data);
      };
    } catch {
      // A sandboxed page, or one whose storage is blocked: it asks for itself
    }
  }
}

function hear(entry: unknown): void {
  const question = questionIn(entry);
  const answer = answerIn(entry, now());
  for (const sharer of [...sharers]) {
    if (sharer.question !== question) continue;
    const known = sharer.sharedAnswer;
    if (answer) sharer.take(answer);
    else if (!("online" in (entry as object)) && known) tell(question, known);
  }
}

/** Takes part until the returned function is called. */
export function joinTabs(sharer: Sharer): () => void {
  if (!sharers.size) leavePage = onPageActivity(openOrClose);
  sharers.add(sharer);
  openOrClose();
  return () => {
    sharers.delete(sharer);
    if (!sharers.size) leavePage();
    openOrClose();
  };
}

/** Asks the other tabs for their answers. False, if there is no way to. */
export function askTabs({ question }: Sharer): boolean {
  tell(question, null);
  return channel !== null;
}

/** Keeps an answer for the next page of this tab. */
export function keep(question: string, answer: SharedAnswer): void {
  try {
    sessionStorage.setItem(`${NAME} ${question}`, JSON.stringify(entryOf(question, answer)));
  } catch {
    // Storage is full or blocked: the next page asks
  }
}

/** The last answer that a page of this tab got. */
export function recall(question: string): SharedAnswer | undefined {
  try {
    const entry: unknown = JSON.parse(sessionStorage.getItem(`${NAME} ${question}`)!);
    return questionIn(entry) === question ? answerIn(entry, now()) : undefined;
  } catch {
    return undefined;
  }
}
