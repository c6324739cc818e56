import type { Card } from "./cards.ts";

/** An element reuses an answer that is younger than this. */
const FRESH_MS = 5000;
/** Allows for rounding of the clock. */
const MARGIN_MS = 100;
const MAX_ROUNDS = 3;

/**
 * Updates badges right after a change of the server, before their next interval. `refresh()` alone is not enough: it
 * joins a question that was asked before the change, and reuses an answer that is still fresh.
 */
export class CatchUp {
  readonly #cards: readonly Card[];
  readonly #onWait: (waiting: boolean) => void;
  readonly #newestQuestion = new Map<Card, number>();
  #generation = 0;

  constructor(cards: readonly Card[], onWait: (waiting: boolean) => void) {
    this.#cards = cards;
    this.#onWait = onWait;
  }

  /** Records the number of a card's newest question. */
  onQuestion(target: string, number: number): void {
    const path = target.split("?", 1)[0] ?? "";
    for (const card of this.#cards) {
      if (path.endsWith(card.path)) this.#newestQuestion.set(card, number);
    }
  }

  /** @param question the number of the last question before the change */
  async run(question: number): Promise<void> {
    const generation = ++this.#generation;
    const changedAt = Date.now();
    const hasOutcome = ({ element }: Card): boolean =>
      element.error !== null || Number(element.checkedAt) >= changedAt;

    let outdated = [...this.#cards];
    for (let round = 0; round < MAX_ROUNDS && outdated.length > 0; round++) {
      await Promise.all(outdated.map((card) => card.refresh()));
      // The event of a question can arrive after its answer, because they use different connections.
      await pause(MARGIN_MS);
      if (generation !== this.#generation) return;
      outdated = outdated.filter(
        (card) => !(hasOutcome(card) && (this.#newestQuestion.get(card) ?? 0) > question),
      );
      await this.#untilStale(outdated);
      if (generation !== this.#generation) return;
    }
  }

  async #untilStale(cards: readonly Card[]): Promise<void> {
    const left = (card: Card): number =>
      Math.max(0, Number(card.element.checkedAt) + FRESH_MS + MARGIN_MS - Date.now());
    const longest = Math.max(0, ...cards.map(left));
    for (const card of this.#cards) card.wait(cards.includes(card) ? longest : 0);
    this.#onWait(longest > 0);
    await pause(longest);
    for (const card of cards) card.wait(0);
    this.#onWait(false);
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
