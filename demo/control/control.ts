import type { IncomingMessage, ServerResponse } from "node:http";
import type { Middleware } from "../page-files.ts";
import type { Driver } from "./driver.ts";
import type { EventStream } from "./event-stream.ts";
import { CommandError, type CommandKind, parseCommand } from "./commands.ts";
import { BODY_LIMIT, type Refusal, refusal, tooLong } from "./request-check.ts";

const POSTS: Readonly<Record<string, CommandKind>> = {
  "/control/user": "user",
  "/control/department": "department",
  "/control/behaviour": "behaviour",
};

/** `POST /control/…` controls the demo's server; `GET /control/events` streams what happens there. */
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
      void execute(kind, request, response);
    } else if (path === "/control/events") {
      events.add(response);
    } else {
      refuse(response, { status: 404, message: "Unknown control address." });
    }
  };

  async function execute(
    kind: CommandKind,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    try {
      const body = await readBody(request);
      if (body === null) {
        refuse(response, tooLong);
        return;
      }
      driver.execute(parseCommand(kind, body, driver.known));
      events.changed();
      answer(response, 204);
    } catch (error) {
      // The client disconnected before the body was complete.
      if (request.errored) return;
      if (!(error instanceof CommandError)) throw error;
      refuse(response, { status: 400, message: error.message });
    }
  }
}

/** Returns null if the body is too long. */
async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  // Destroying the request would close the connection before the response is sent.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > BODY_LIMIT) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function refuse(response: ServerResponse, { status, message, headers }: Refusal): void {
  // Don't wait for the rest of the request.
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
