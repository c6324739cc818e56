/** A small HTTP server that sends given responses and records requests. */
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";

interface WireRequest {
  method: string;
  target: string;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface WireAnswer {
  status?: number;
  headers?: readonly (readonly [string, string])[];
  body?: string;
}

/** `"hang"` sends nothing, `"cut"` closes the connection in the body, `raw` is the complete response. */
type Reply = WireAnswer | "hang" | "cut" | { raw: string };

export interface WireServer {
  readonly origin: string;
  readonly requests: WireRequest[];
  /** Sent one after another. The last one is repeated. */
  answers: (Reply | ((request: WireRequest) => Reply))[];
  /** Resolves when this many requests have arrived in total. */
  asked(times: number): Promise<void>;
  close(): Promise<void>;
}

export const json = (value: unknown): WireAnswer => ({
  headers: [["Content-Type", "application/json"]],
  body: JSON.stringify(value),
});

export async function startWireServer(): Promise<WireServer> {
  const requests: WireRequest[] = [];
  const waiting: { times: number; resolve: () => void }[] = [];
  const listener: RequestListener = (request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (part: string) => (body += part));
    request.on("end", () => {
      const next = server.answers.length > 1 ? server.answers.shift() : server.answers[0];
      const asked = { method: request.method!, target: request.url!, headers: request.headers, body };
      requests.push(asked);
      const answer = typeof next === "function" ? next(asked) : next;
      for (const { times, resolve } of waiting) if (requests.length >= times) resolve();
      if (answer === "hang" || !answer) return;
      if (answer === "cut") {
        response.writeHead(200, { "Content-Length": 100 }).write("{");
        response.destroy();
        return;
      }
      if ("raw" in answer) {
        request.socket.end(answer.raw);
        return;
      }
      const { status = 200, headers = [], body: text = "" } = answer;
      response.writeHead(status, headers.flat());
      response.end(text);
    });
  };
  const http = createServer(listener);
  http.listen(0, "127.0.0.1");
  await once(http, "listening");
  const server: WireServer = {
    origin: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    requests,
    answers: [],
    asked: (times) =>
      requests.length >= times
        ? Promise.resolve()
        : new Promise((resolve) => waiting.push({ times, resolve })),
    async close() {
      http.closeAllConnections();
      http.close();
      await once(http, "close");
    },
  };
  return server;
}
