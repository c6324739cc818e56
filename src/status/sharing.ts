import type { Share } from "../page/settings.ts";
import { age, type Moment } from "./schedule.ts";
import { answerIn, entryOf, questionIn, type SharedAnswer } from "./shared-answer.ts";
import { broadcast, joinTabs, type Sharer } from "./tab-channel.ts";

/** How long a new tab waits for other tabs to reply before it asks the server. */
const TAB_REPLY_SECONDS = 0.1;

/** Shares the answers of one question with other tabs and the next page. */
export class Sharing {
  readonly #sharer: Sharer;
  #leaveTabs: (() => void) | null = null;
  #isStored = false;
  #askedTabsAt: Moment | null = null;

  constructor(sharer: Sharer) {
    this.#sharer = sharer;
  }

  /** @returns whether answers of the session are shared from now on, and were not before */
  widen(share: Share): boolean {
    const isNew = share === "session" && !this.#isStored;
    if (share !== "page") this.#leaveTabs ??= joinTabs(this.#sharer);
    if (isNew) {
      this.#isStored = true;
      this.store();
      this.restore();
    }
    return isNew;
  }

  setShare(share: Share): void {
    if (share === "page") this.stop();
    this.widen(share);
    this.#isStored = share === "session";
  }

  stop(): void {
    this.#leaveTabs?.();
    this.#leaveTabs = this.#askedTabsAt = null;
    this.#isStored = false;
  }

  /** Requests the other tabs' answers. */
  askTabs(now: Moment): void {
    if (broadcast(this.#sharer.question, null)) this.#askedTabsAt = now;
  }

  /** Seconds left to wait for the other tabs' answers. */
  waitLeft(now: Moment): number {
    return this.#askedTabsAt ? TAB_REPLY_SECONDS - age(this.#askedTabsAt, now) : 0;
  }

  /** Sends the question's answer to the other tabs. */
  broadcast(): void {
    const { question, sharedAnswer } = this.#sharer;
    if (this.#leaveTabs && sharedAnswer) broadcast(question, sharedAnswer);
  }

  /** Stores the question's answer for the next page of this tab. */
  store(): void {
    const { question, sharedAnswer } = this.#sharer;
    if (!this.#isStored || !sharedAnswer) return;
    try {
      sessionStorage.setItem(`lhc-status ${question}`, JSON.stringify(entryOf(question, sharedAnswer)));
    } catch {
      // Storage is full or blocked: the next page asks.
    }
  }

  /** Adopts the last answer that a page of this tab stored. */
  restore(): void {
    const answer = this.#isStored && restored(this.#sharer.question);
    if (answer) this.#sharer.adopt(answer);
  }
}

function restored(question: string): SharedAnswer | undefined {
  try {
    const entry: unknown = JSON.parse(sessionStorage.getItem(`lhc-status ${question}`) ?? "");
    return questionIn(entry) === question ? answerIn(entry, Date.now() / 1000) : undefined;
  } catch {
    // Nothing is stored, or storage is blocked.
    return undefined;
  }
}
