import { isPageStored } from "../page/activity.ts";
import { globals } from "../page/globals.ts";
import type { Share } from "../page/settings.ts";
import type { Question } from "../protocol/question.ts";
import { answerIn, entryOf, questionIn, type SharedAnswer } from "./shared-answer.ts";

/** A question whose answers may be shared with other tabs and the next page. */
export interface Sharer {
  readonly question: Question;
  /** Its last answer, as a message to other pages. */
  readonly entry: object | null;
  /** Set by `setShare` only. */
  share: Share;
  /** Adopts another page's answer if it is newer. */
  adopt(answer: SharedAnswer): void;
}

/** The questions that are shared with other tabs. */
const sharers = new Set<Sharer>();
let channel: BroadcastChannel | null = null;

/** Keeps the channel open while a question is shared, but not in a stored page, which a message would evict. */
export function openOrCloseChannel(): void {
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
    if (sharer.question.url !== question) continue;
    if (answer) sharer.adopt(answer);
    else if (!("online" in (entry as object))) broadcast(sharer);
  }
}

/** Sends the question's answer to the other tabs. */
export function broadcast(sharer: Sharer): void {
  const { entry } = sharer;
  if (sharers.has(sharer) && entry) channel?.postMessage(entry);
}

/** Requests the other tabs' answers. False if there is no channel. */
export function askTabs({ question }: Sharer): boolean {
  channel?.postMessage(entryOf(question.url, null));
  return !!channel;
}

/** @returns whether answers of the session are shared from now on, and were not before */
export function setShare(sharer: Sharer, share: Share): boolean {
  const isNew = share === "session" && sharer.share !== share;
  sharer.share = share;
  if (share === "page") sharers.delete(sharer);
  else sharers.add(sharer);
  openOrCloseChannel();
  if (isNew) {
    store(sharer);
    restore(sharer);
  }
  return isNew;
}

/** Stores the question's answer for the next page of this tab. */
export function store({ question, entry, share }: Sharer): void {
  if (share !== "session" || !entry) return;
  try {
    sessionStorage.setItem(`lhc-status ${question.url}`, JSON.stringify(entry));
  } catch {
    // Storage is full or blocked: the next page asks.
  }
}

/** Adopts the last answer that a page of this tab stored. */
export function restore(sharer: Sharer): void {
  if (sharer.share !== "session") return;
  let answer: SharedAnswer | undefined;
  try {
    const entry: unknown = JSON.parse(sessionStorage.getItem(`lhc-status ${sharer.question.url}`) ?? "");
    if (questionIn(entry) === sharer.question.url) answer = answerIn(entry, Date.now() / 1000);
  } catch {
    // Nothing is stored, or storage is blocked.
  }
  if (answer) sharer.adopt(answer);
}
