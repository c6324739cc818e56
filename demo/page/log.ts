import type { Answer, Question } from "../control/wire.ts";
import { make } from "./dom.ts";

const MAX_ENTRIES = 100;

/** The server's requests and the page's events, newest first. */
export class Log {
  readonly #list: HTMLElement;
  readonly #empty: HTMLElement;
  readonly #pending = new Map<number, { question: Question; outcome: HTMLElement; body: HTMLElement }>();

  constructor(list: HTMLElement, empty: HTMLElement) {
    this.#list = list;
    this.#empty = empty;
  }

  onQuestion(question: Question): void {
    const outcome = make("span", { class: "outcome" }, "…");
    const body = make("code", { class: "detail", dir: "ltr" });
    this.#pending.set(question.number, { question, outcome, body });
    this.#add(
      "request",
      new Date(question.at),
      make("code", { class: "what", dir: "ltr" }, `${question.method} ${question.target}`),
      outcome,
      body,
    );
  }

  onAnswer(answer: Answer): void {
    const entry = this.#pending.get(answer.number);
    if (!entry) return;
    this.#pending.delete(answer.number);
    const took = `${answer.at - entry.question.at} ms`;
    entry.outcome.textContent = answer.status === null ? `no answer, ${took}` : `${answer.status}, ${took}`;
    entry.outcome.classList.toggle("bad", answer.status !== 200);
    entry.body.textContent = answer.body;
  }

  onEvent(event: string, badge: string, detail: string, isError: boolean): void {
    this.#add(
      "event",
      new Date(),
      make("code", { class: "what", dir: "ltr" }, event),
      make("span", { class: isError ? "outcome bad" : "outcome" }, badge),
      make("span", { class: "detail" }, detail),
    );
  }

  clear(): void {
    this.#list.replaceChildren();
    this.#pending.clear();
    this.#empty.hidden = false;
  }

  #add(lane: "request" | "event", at: Date, ...content: Node[]): void {
    const time = make("time", { datetime: at.toISOString() }, at.toLocaleTimeString());
    this.#list.prepend(make("li", { class: `entry lane ${lane}` }, time, ...content));
    this.#empty.hidden = true;
    while (this.#list.childElementCount > MAX_ENTRIES) this.#list.lastElementChild?.remove();
  }
}
