import type { ServerResponse } from "node:http";
import type { LhcServer } from "../lhc-server/index.ts";
import type { Driver } from "./driver.ts";
import type { Answer, Changed, Question } from "./wire.ts";

/** What is shown of a body, in characters. */
const BODY_SHOWN = 200;

/** Tells the open pages of the demo what its server is asked and how it is driven, as server-sent events. */
export class EventStream {
  readonly #driver: Driver;
  readonly #pages = new Set<ServerResponse>();
  #questions = 0;

  constructor(driver: Driver) {
    this.#driver = driver;
  }

  /** Tells of what this server is asked from now on. */
  follow(lhc: LhcServer): void {
    // A question and its end have one and the same object for their headers.
    const numbers = new WeakMap<object, number>();
    lhc.onRequest(({ method, target, headers }) => {
      const number = ++this.#questions;
      numbers.set(headers, number);
      this.#send("question", { number, at: Date.now(), method, target });
    });
    lhc.onExchange(({ headers, status, body }) => {
      const number = numbers.get(headers);
      if (number === undefined) return;
      this.#send("answer", {
        number,
        at: Date.now(),
        status,
        body: status === null ? "" : body.slice(0, BODY_SHOWN),
      });
    });
  }

  /** Another page wants to know. */
  add(response: ServerResponse): void {
    response.writeHead(200, {
      "Content-Type": "text/event-stream",
      "Cache-Control": "no-store",
      "X-Content-Type-Options": "nosniff",
      "Cross-Origin-Resource-Policy": "same-origin",
    });
    // A demo that was ended and started again is back within a second.
    response.write("retry: 1000\n\n");
    response.write(message("state", this.#state));
    this.#pages.add(response);
    response.on("close", () => this.#pages.delete(response));
  }

  /** The driver has obeyed. */
  changed(): void {
    this.#send("state", this.#state);
  }

  get #state(): Changed {
    return { question: this.#questions, snapshot: this.#driver.snapshot };
  }

  #send(event: string, data: Changed | Question | Answer): void {
    for (const page of this.#pages) page.write(message(event, data));
  }
}

function message(event: string, data: Changed | Question | Answer): string {
  return `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}
