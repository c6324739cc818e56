import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Settings } from "./control/wire.ts";

export type Middleware = (
  request: IncomingMessage,
  response: ServerResponse,
  next: (error?: unknown) => void,
) => void;

const PAGE = new URL("index.html", import.meta.url);

/** Serves the page and its settings. Vite serves scripts and styles. */
export function pageFiles(settings: Settings): Middleware {
  // The user's own server may redirect to another host, which must behave as on a page without a policy.
  const headers = pageHeaders(settings.panel ? new URL(settings.baseUrl).origin : "http: https:");
  return (request, response, next) => {
    switch ((request.url ?? "/").split("?", 1)[0]) {
      case "/":
        readFile(PAGE).then((html) => {
          response.writeHead(200, { ...headers, "Content-Type": "text/html; charset=utf-8" });
          response.end(html);
        }, next);
        return;
      case "/settings.json":
        response.writeHead(200, { ...headers, "Content-Type": "application/json" });
        response.end(JSON.stringify(settings));
        return;
      default:
        next();
    }
  };
}

/** The strictest policy that allows badges. Framing is forbidden, so that no other page can trick a user into a click. */
export function pageHeaders(lhc: string): Record<string, string> {
  return {
    "Cache-Control": "no-store",
    "Content-Security-Policy": [
      "default-src 'none'",
      `script-src 'self' ${lhc}`,
      `connect-src 'self' ${lhc}`,
      "style-src 'self'",
      "img-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ].join("; "),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
  };
}
