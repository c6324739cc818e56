import { readFile } from "node:fs/promises";
import { type LhcServer, startLhcServer } from "../lhc-server/index.ts";
import { type Middleware, pageHeaders } from "../page-files.ts";

const PAGE = new URL("index.html", import.meta.url);

export interface SheetServer {
  readonly middleware: Middleware;
  close(): Promise<void>;
}

/** Serves `/sheet`. At the first visit it starts a Live Helper Chat server that has an operator for each state. */
export function sheetServer(): SheetServer {
  let lhc: Promise<LhcServer> | undefined;
  return {
    middleware(request, response, next) {
      if ((request.url ?? "/").split("?", 1)[0] !== "/sheet") {
        next();
        return;
      }
      lhc ??= startSheetLhc();
      Promise.all([readFile(PAGE, "utf8"), lhc]).then(([html, { origin }]) => {
        response.writeHead(200, { ...pageHeaders(origin), "Content-Type": "text/html; charset=utf-8" });
        response.end(html.replace("BASE_URL", `${origin}/`));
      }, next);
    },
    async close() {
      await (await lhc)?.close();
    },
  };
}

/** Operator 2 is online and 3 is offline. Questions about 8 fail, and questions about 9 are never answered. */
export async function startSheetLhc(): Promise<LhcServer> {
  const lhc = await startLhcServer({ state: { activeUsers: [2] } });
  lhc.faults = [
    { path: "/restapi/isonlineuser/8", status: 500, body: "" },
    { path: "/restapi/isonlineuser/9", hang: "before" },
  ];
  return lhc;
}
