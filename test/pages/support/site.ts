/** The site that a badge is on. It records all requests. */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { bundle, scriptForTag } from "./scripts.ts";

interface Page {
  html: string;
  headers?: Record<string, string>;
}

export interface Site {
  readonly origin: string;
  /** The built script. */
  readonly script: string;
  /** Paths requested since the last call of `show`, except the browser's own request for an icon. */
  readonly requests: string[];
  /** CSP violation reports since then, including those from a question's frame. */
  readonly reports: string[];
  /** Sets the page to serve. */
  show(page: Page): void;
  /** Adds a script by its path. */
  serve(path: string, code: string): void;
  close(): Promise<void>;
}

export async function startSite(): Promise<Site> {
  const [script, npm] = await Promise.all([scriptForTag(), bundle("src/index.ts")]);
  const files = new Map([
    ["/lhc-status.js", script],
    ["/npm.js", npm],
  ]);
  let shown: Page = { html: "" };
  const requests: string[] = [];
  const reports: string[] = [];

  const http = createServer((request, response) => {
    const path = request.url ?? "/";
    if (path === "/report") {
      let text = "";
      request
        .on("data", (data: Buffer) => (text += data.toString()))
        .on("end", () => {
          // Ignore Firefox's own request for an icon.
          if (!text.includes("/favicon.ico")) reports.push(text);
          response.writeHead(204).end();
        });
      return;
    }
    if (path !== "/favicon.ico") requests.push(path);
    const file = files.get(path);
    if (file !== undefined) {
      response.setHeader("Content-Type", "text/javascript");
      // For pages with an opaque origin or with integrity.
      response.setHeader("Access-Control-Allow-Origin", "*");
      response.end(file);
    } else if (path.split("?")[0] === "/") {
      response.setHeader("Cache-Control", "no-store");
      for (const [name, value] of Object.entries(shown.headers ?? {})) {
        const isPolicy = name.startsWith("Content-Security-Policy");
        response.setHeader(name, isPolicy ? `${value}; report-uri /report` : value);
      }
      response.setHeader("Content-Type", "text/html; charset=utf-8");
      response.end(`<!doctype html><title>A site</title>${shown.html}`);
    } else {
      response.writeHead(path === "/favicon.ico" ? 204 : 404).end();
    }
  });
  http.listen(0, "localhost");
  await once(http, "listening");
  return {
    // Cross-site to LHC on 127.0.0.1.
    origin: `http://localhost:${(http.address() as AddressInfo).port}`,
    script,
    requests,
    reports,
    show(page) {
      shown = page;
      requests.length = reports.length = 0;
    },
    serve(path, code) {
      files.set(path, code);
    },
    async close() {
      http.closeAllConnections();
      http.close();
      await once(http, "close");
    },
  };
}
