import type { Card } from "./cards.ts";

/** So long an element gives its answer back as it is, in milliseconds. */
const FRESH = 5000;
/** A little later, so that no clock's rounding makes it too early. */
const MARGIN = 100;
const ROUNDS = 3;

/**
 * Lets badges follow a change of the server now rather than at their next interval. `refresh()` alone is not
 * enough: it joins a question that was asked before the change, and gives an answer back that is still fresh.
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

  /** The server was asked. */
  asked(target: string, number: number): void {
    const path = target.split("?", 1)[0] ?? "";
    for (const card of this.#cards) {
      if (path.endsWith(card.path)) this.#newestQuestion.set(card, number);
    }
  }

  /** @param question the number of the last question before the change */
  async after(question: number): Promise<void> {
    const generation = ++this.#generation;
    const changedAt = Date.now();
    const knows = ({ element }: Card): boolean =>
      element.error !== null || Number(element.checkedAt) >= changedAt;

    let behind = [...this.#cards];
    for (let round = 0; round < ROUNDS && behind.length > 0; round++) {
      await Promise.all(behind.map((card) => card.refresh()));
      // The news of a question can come after its answer: they take different connections.
      await pause(MARGIN);
      if (generation !== this.#generation) return;
      behind = behind.filter((card) => !(knows(card) && (this.#newestQuestion.get(card) ?? 0) > question));
      await this.#untilAskable(behind);
      if (generation !== this.#generation) return;
    }
  }

  async #untilAskable(cards: readonly Card[]): Promise<void> {
    const left = (card: Card): number =>
      Math.max(0, Number(card.element.checkedAt) + FRESH + MARGIN - Date.now());
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
