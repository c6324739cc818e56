/** `npm run site`: builds the site and shows it. The folder can also be opened without a server. */
import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".zip": "application/zip",
  ".map": "application/json",
  ".txt": "text/plain; charset=utf-8",
};

/** Serves a folder on the loopback interface, as a static host does. */
export async function serveFolder(
  folder: string,
  port = 0,
  base = "/",
): Promise<{ url: string; server: Server }> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const path = normalize(decodeURIComponent(pathname.slice(base.length))).replace(/^(\.\.[/\\])+/, "");
    let file = join(folder, path);
    if (existsSync(file) && statSync(file).isDirectory()) file = join(file, "index.html");
    if (!pathname.startsWith(base) || !existsSync(file)) {
      response.writeHead(404, { "Content-Type": "text/plain" }).end("Not found");
      return;
    }
    response.writeHead(200, {
      "Content-Type": TYPES[extname(file)] ?? "application/octet-stream",
      "X-Content-Type-Options": "nosniff",
    });
    createReadStream(file).pipe(response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "localhost", resolve);
  });
  return { url: `http://localhost:${(server.address() as AddressInfo).port}${base}`, server };
}

const PORT = 5174;

if (process.argv[1] === import.meta.filename) {
  const { buildSite, output } = await import("./build/build.ts");
  await buildSite();
  const { url } = await serveFolder(output, PORT).catch(() => serveFolder(output));
  console.log(`\n  lhc-status site\n\n    ${url}\n\n  Stop it with Ctrl-C.\n`);
}
