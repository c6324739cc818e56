/** The site with a page for each cell of the table. Each page navigates to the next one when it is done. */
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
  type Command,
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
  /** Absent if not tested yet, or if the page never finished. */
  seen?: Seen;
  /** Deviations from the expectation. Absent if there is no verdict. */
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
  /** The URL of the cell's page. */
  address(cell: Cell): string;
  close(): Promise<void>;
}

/** The site's interface to the run. */
export interface Plan {
  cell(id: string): Cell | undefined;
  /** Called when the cell's page is requested. */
  started(cell: Cell): void;
  /** Called when the cell is done. Returns the next one, or undefined at the end. */
  done(cell: Cell): Cell | undefined;
  setOffline(cell: Cell, isOffline: boolean): Promise<void>;
}

/** A connection that is still open after this is a leak. */
const IDLE_TIMEOUT_MS = 5000;

export async function startSite(plan: Plan): Promise<Site> {
  const assets = await buildAssets();

  async function page(cell: Cell, response: ServerResponse): Promise<void> {
    const { row, transport } = cell;
    plan.started(cell);
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

  async function execute(cell: Cell, command: Command): Promise<string> {
    const server = cell.server!;
    switch (command) {
      case "arrival-1":
      case "arrival-2":
        await server.arrival(Number(command.at(-1)));
        return "";
      case "release":
        server.release();
        return "";
      case "set-offline":
        server.setOnline(false);
        return "";
      case "fail":
        server.fail();
        return "";
      case "go-offline":
        await plan.setOffline(cell, true);
        // Wait until the question is aborted. The page is offline and cannot send commands.
        await server.idle();
        await plan.setOffline(cell, false);
        return "";
      case "idle": {
        let timer: NodeJS.Timeout | undefined;
        const late = new Promise<string>((resolve) => (timer = setTimeout(resolve, IDLE_TIMEOUT_MS, "open")));
        const result = await Promise.race([server.idle().then(() => ""), late]);
        clearTimeout(timer);
        return result;
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
    // A sandboxed page has an opaque origin.
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
    else if (place === "command") response.end(await execute(cell, rest as Command));
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
  // Cross-site to the servers on 127.0.0.1.
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

/** Returns the deviations from the expectation. */
function judge({ expected, row, transport }: Cell, seen: Seen): string[] {
  const faults: string[] = [];
  if (seen.failure) faults.push(seen.failure);
  if (seen.verdict !== expected) faults.push(`expected '${String(expected)}', saw '${seen.verdict}'`);
  for (const status of seen.shown)
    if ((status === "online" || status === "offline") && !row.answers.includes(status))
      faults.push(`showed '${status}', which the server has not answered`);
  if (seen.errors.length > 0) faults.push(`errors reached the page: ${seen.errors.join("; ")}`);
  const left = seen.left.filter((thing) => !row.leaves?.[transport]?.includes(thing));
  if (left.length > 0) faults.push(`left behind: ${left.join(", ")}`);
  const code = seen.verdict.split(" ")[1]!;
  if (code !== "-" && !seen.message.endsWith(`#${code}`))
    faults.push(`the message does not link to the docs`);
  return faults;
}

/** Builds the page's scripts, by name. */
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
