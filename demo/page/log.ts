import type { Answer, Question } from "../control/wire.ts";
import { make } from "./dom.ts";

const MOST_ENTRIES = 100;

/** What the server was asked and what the page heard, newest first. */
export class Log {
  readonly #list: HTMLElement;
  readonly #empty: HTMLElement;
  readonly #open = new Map<number, { question: Question; outcome: HTMLElement; body: HTMLElement }>();

  constructor(list: HTMLElement, empty: HTMLElement) {
    this.#list = list;
    this.#empty = empty;
  }

  asked(question: Question): void {
    const outcome = make("span", { class: "outcome" }, "…");
    const body = make("code", { class: "detail", dir: "ltr" });
    this.#open.set(question.number, { question, outcome, body });
    this.#add(
      "asked",
      new Date(question.at),
      make("code", { class: "what", dir: "ltr" }, `${question.method} ${question.target}`),
      outcome,
      body,
    );
  }

  answered(answer: Answer): void {
    const entry = this.#open.get(answer.number);
    if (!entry) return;
    this.#open.delete(answer.number);
    const took = `${answer.at - entry.question.at} ms`;
    entry.outcome.textContent = answer.status === null ? `no answer, ${took}` : `${answer.status}, ${took}`;
    entry.outcome.classList.toggle("bad", answer.status !== 200);
    entry.body.textContent = answer.body;
  }

  heard(event: string, badge: string, detail: string, bad: boolean): void {
    this.#add(
      "heard",
      new Date(),
      make("code", { class: "what", dir: "ltr" }, event),
      make("span", { class: bad ? "outcome bad" : "outcome" }, badge),
      make("span", { class: "detail" }, detail),
    );
  }

  clear(): void {
    this.#list.replaceChildren();
    this.#open.clear();
    this.#empty.hidden = false;
  }

  #add(lane: "asked" | "heard", at: Date, ...content: Node[]): void {
    const time = make("time", { datetime: at.toISOString() }, at.toLocaleTimeString());
    this.#list.prepend(make("li", { class: `entry lane ${lane}` }, time, ...content));
    this.#empty.hidden = true;
    while (this.#list.childElementCount > MOST_ENTRIES) this.#list.lastElementChild?.remove();
  }
}
