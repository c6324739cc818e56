/** The site that the widget is on: a page for each cell of the table, which goes on to the next when it is done. */
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { type FaultyServer, startServer } from "./lhc.ts";
import {
  type Cannot,
  type Engine,
  type Expected,
  type Order,
  type Row,
  type Seen,
  type Task,
  type Transport,
  TRANSPORTS,
  type Verdict,
} from "./row.ts";
import { workerSource } from "./workers.ts";

export interface Cell {
  readonly id: string;
  readonly engine: Engine;
  readonly row: Row;
  readonly transport: Transport;
  readonly expected: Verdict | Cannot;
  /** Absent: not tried yet, or nothing came of it. */
  seen?: Seen;
  /** What is wrong; empty when all is as expected. Absent: no verdict. */
  faults?: string[];
  server?: FaultyServer;
}

export function cellsOf(engine: Engine, rows: readonly Row[]): Cell[] {
  return rows.flatMap((row, i) =>
    TRANSPORTS.map((transport): Cell => {
      const expected = expectedOf(row.expect[transport], engine);
      const cell = { id: `${engine}-${i}-${transport}`, engine, row, transport, expected };
      return typeof expected === "string" ? cell : { ...cell, faults: [] };
    }),
  );
}

function expectedOf(expected: Expected, engine: Engine): Verdict | Cannot {
  return typeof expected === "object" && "why" in expected ? expected[engine] : expected;
}

export interface Site {
  readonly origin: string;
  /** Where the cell begins. */
  address(cell: Cell): string;
  close(): Promise<void>;
}

/** What the site needs to know of a run. */
export interface Plan {
  cell(id: string): Cell | undefined;
  /** Its page is there. */
  begun(cell: Cell): void;
  /** The one that follows when this one is done; undefined at the end. */
  done(cell: Cell): Cell | undefined;
  setOffline(cell: Cell, isOffline: boolean): Promise<void>;
}

/** A server that is still busy with us after so many milliseconds is busy for ever. */
const PATIENCE = 5000;

export async function startSite(plan: Plan): Promise<Site> {
  const assets = await buildAssets();

  async function page(cell: Cell, response: ServerResponse): Promise<void> {
    const { row, transport } = cell;
    plan.begun(cell);
    await cell.server?.close();
    cell.server = await startServer(row.server);
    const { baseUrl } = cell.server;
    const headers = (row.site?.headers ?? []).map((line) => {
      const [name = "", value = ""] = line.split(/: (.*)/s, 2);
      return [name, value.replaceAll("{lhc}", new URL(baseUrl).origin)] as const;
    });
    const isTimeout = typeof cell.expected === "string" && cell.expected.includes(" timeout ");
    const task: Task = {
      baseUrl,
      transport,
      timeout: isTimeout ? 0.3 : 15,
      attributes: row.site?.attributes ?? {},
      act: row.act ?? null,
      hasWorker: row.site?.worker !== undefined,
    };
    const attribute = JSON.stringify(task).replaceAll("&", "&amp;").replaceAll('"', "&quot;");
    response.writeHead(200, {
      "Content-Type": "text/html; charset=utf-8",
      "Cache-Control": "no-store",
      ...Object.fromEntries(headers),
    });
    response.end(
      `<!doctype html><html data-cell="${cell.id}" data-task="${attribute}"><title>${row.name}</title>` +
        `<link rel="icon" href="data:,"><script type="module" nonce="ours" src="/assets/page.js"></script>`,
    );
  }

  async function obey(cell: Cell, order: Order): Promise<string> {
    const server = cell.server!;
    switch (order) {
      case "arrival-1":
      case "arrival-2":
        await server.arrival(Number(order.at(-1)));
        return "";
      case "release":
        server.release();
        return "";
      case "say-offline":
        server.say(false);
        return "";
      case "fail":
        server.fail();
        return "";
      case "go-offline":
        await plan.setOffline(cell, true);
        // Until the question is given up: the page cannot say it, since it is offline.
        await server.idle();
        await plan.setOffline(cell, false);
        return "";
      case "idle": {
        let timer: NodeJS.Timeout | undefined;
        const late = new Promise<string>((resolve) => (timer = setTimeout(resolve, PATIENCE, "open")));
        const word = await Promise.race([server.idle().then(() => ""), late]);
        clearTimeout(timer);
        return word;
      }
    }
  }

  async function done(cell: Cell, seen: Seen, response: ServerResponse): Promise<void> {
    cell.seen = seen;
    cell.faults = judge(cell, seen);
    await cell.server?.close();
    delete cell.server;
    const next = plan.done(cell);
    response.end(next ? `/page/${next.id}/` : "/end");
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, place, name = "", rest = ""] = (request.url ?? "/").split("/");
    // A sandboxed page is of another origin.
    response.setHeader("Access-Control-Allow-Origin", "*");
    if (place === "assets") {
      response.writeHead(assets.has(name) ? 200 : 404, {
        "Content-Type": "text/javascript; charset=utf-8",
        "Cache-Control": "max-age=3600",
      });
      response.end(assets.get(name));
      return;
    }
    const cell = plan.cell(name);
    if (!cell) response.writeHead(place === "end" ? 200 : 404, { "Content-Type": "text/plain" }).end(place);
    else if (rest === "worker.js") {
      response.writeHead(200, { "Content-Type": "text/javascript", "Cache-Control": "no-store" });
      response.end(workerSource(cell.row.site!.worker!));
    } else if (place === "page") await page(cell, response);
    else if (place === "order") response.end(await obey(cell, rest as Order));
    else if (place === "done") await done(cell, (await json(request)) as Seen, response);
  }

  const http = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      console.error(request.url?.slice(0, 200), error);
      response.destroy();
    });
  });
  http.listen(0, "127.0.0.1");
  await once(http, "listening");
  // Another site than the server's: localhost beside 127.0.0.1.
  const origin = `http://localhost:${(http.address() as AddressInfo).port}`;
  return {
    origin,
    address: (cell) => `${origin}/page/${cell.id}/`,
    async close() {
      http.closeAllConnections();
      http.close();
      await once(http, "close");
    },
  };
}

async function json(request: IncomingMessage): Promise<unknown> {
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) text += chunk as string;
  return JSON.parse(text);
}

/** All that is wrong with what was seen. */
function judge({ expected, row, transport }: Cell, seen: Seen): string[] {
  const faults: string[] = [];
  if (seen.failure) faults.push(seen.failure);
  if (seen.verdict !== expected) faults.push(`expected '${String(expected)}', saw '${seen.verdict}'`);
  for (const status of seen.shown)
    if ((status === "online" || status === "offline") && !row.says.includes(status))
      faults.push(`showed '${status}', which the server has not said`);
  if (seen.errors.length > 0) faults.push(`errors reached the page: ${seen.errors.join("; ")}`);
  const left = seen.left.filter((thing) => !row.leaves?.[transport]?.includes(thing));
  if (left.length > 0) faults.push(`left behind: ${left.join(", ")}`);
  const code = seen.verdict.split(" ")[1]!;
  if (code !== "-" && !seen.message.endsWith(`#${code}`))
    faults.push(`the message does not say where to read on`);
  return faults;
}

/** The page's script, by name. */
async function buildAssets(): Promise<Map<string, string>> {
  const result = await build({
    configFile: false,
    root: fileURLToPath(new URL(".", import.meta.url)),
    logLevel: "error",
    base: "/assets/",
    resolve: { conditions: ["production", "browser", "module", "import", "default"] },
    build: {
      write: false,
      modulePreload: false,
      minify: false,
      target: "es2022",
      rolldownOptions: {
        input: fileURLToPath(new URL("page.ts", import.meta.url)),
        output: { format: "es", entryFileNames: "[name].js", chunkFileNames: "[name].js" },
      },
    },
  });
  const outputs = [result].flat().flatMap((bundle) => ("output" in bundle ? bundle.output : []));
  return new Map(
    outputs.flatMap((file) => (file.type === "chunk" ? [[file.fileName, file.code] as const] : [])),
  );
}
