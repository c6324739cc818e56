import type { ServerResponse } from "node:http";
import type { LhcServer } from "../lhc-server/index.ts";
import type { Driver } from "./driver.ts";
import type { Answer, Changed, Question } from "./wire.ts";

const MAX_BODY_CHARACTERS = 200;

/** Sends the server's requests, answers and state to the open pages of the demo, as server-sent events. */
export class EventStream {
  readonly #driver: Driver;
  readonly #pages = new Set<ServerResponse>();
  #questions = 0;

  constructor(driver: Driver) {
    this.#driver = driver;
  }

  /** Starts to report this server's requests. */
  follow(lhc: LhcServer): void {
    // The events of one request share the same headers object.
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
        body: status === null ? "" : body.slice(0, MAX_BODY_CHARACTERS),
      });
    });
  }

  /** Subscribes a page. */
  add(response: ServerResponse): void {
    response.writeHead(200, {
      "Content-Type": "text/event-stream",
      "Cache-Control": "no-store",
      "X-Content-Type-Options": "nosniff",
      "Cross-Origin-Resource-Policy": "same-origin",
    });
    // Reconnect within a second after the demo was restarted.
    response.write("retry: 1000\n\n");
    response.write(message("state", this.#state));
    this.#pages.add(response);
    response.on("close", () => this.#pages.delete(response));
  }

  /** Reports the new state. */
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
