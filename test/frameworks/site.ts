/** Serves a built page. */
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";

const TYPES: Record<string, string> = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css" };

export interface Site {
  readonly origin: string;
  close(): Promise<void>;
}

/** @param extra more files by path */
export async function startSite(folder: string, extra: Record<string, string>): Promise<Site> {
  const http = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
    const name = path.endsWith("/") ? `${path}index.html` : path;
    const file = join(folder, name);
    const isFile = extname(name) in TYPES && (name in extra || existsSync(file));
    // An empty answer, which the console does not report.
    if (!isFile) return void response.writeHead(204).end();
    response.setHeader("Content-Type", `${TYPES[extname(name)]}; charset=utf-8`);
    response.end(extra[name] ?? readFileSync(file));
  });
  http.listen(0, "localhost");
  await once(http, "listening");
  return {
    // Cross-site to LHC on 127.0.0.1.
    origin: `http://localhost:${(http.address() as AddressInfo).port}`,
    async close() {
      http.closeAllConnections();
      http.close();
      await once(http, "close");
    },
  };
}
