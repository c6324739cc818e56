import type { IncomingMessage, ServerResponse } from "node:http";
import type { Middleware } from "../page-files.ts";
import type { Driver } from "./driver.ts";
import type { EventStream } from "./event-stream.ts";
import { OrderError, type OrderKind, readOrder } from "./orders.ts";
import { BODY_LIMIT, type Refusal, refusal, tooLong } from "./request-check.ts";

const POSTS: Readonly<Record<string, OrderKind>> = {
  "/control/user": "user",
  "/control/department": "department",
  "/control/behaviour": "behaviour",
};

/** `POST /control/…` drives the demo's server, `GET /control/events` tells what happens there. */
export function control(driver: Driver, events: EventStream): Middleware {
  return (request, response, next) => {
    const path = (request.url ?? "/").split("?", 1)[0] ?? "/";
    if (path !== "/control" && !path.startsWith("/control/")) {
      next();
      return;
    }
    const kind = Object.hasOwn(POSTS, path) ? POSTS[path] : undefined;
    const refused = refusal(request, request.socket.localPort ?? 0, kind ? "POST" : "GET");
    if (refused) {
      refuse(response, refused);
    } else if (kind) {
      void take(kind, request, response);
    } else if (path === "/control/events") {
      events.add(response);
    } else {
      refuse(response, { status: 404, message: "There is no such control." });
    }
  };

  async function take(kind: OrderKind, request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const body = await readBody(request);
      if (body === null) {
        refuse(response, tooLong);
        return;
      }
      driver.obey(readOrder(kind, body, driver.known));
      events.changed();
      answer(response, 204);
    } catch (error) {
      // Whoever is gone in the middle of the body needs no answer.
      if (request.errored) return;
      if (!(error instanceof OrderError)) throw error;
      refuse(response, { status: 400, message: error.message });
    }
  }
}

/** null if it is longer than any order. */
async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  // Left as it is on the way out: a destroyed request would take the answer along.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > BODY_LIMIT) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function refuse(response: ServerResponse, { status, message, headers }: Refusal): void {
  // The rest of the request, if any, is not waited for.
  answer(response, status, `${message}\n`, { ...headers, Connection: "close" });
}

function answer(
  response: ServerResponse,
  status: number,
  text = "",
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, {
    ...(text && { "Content-Type": "text/plain; charset=utf-8" }),
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    ...headers,
  });
  response.end(text);
}
