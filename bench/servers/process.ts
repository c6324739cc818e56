/** A process of its own: LHC on 127.0.0.1, and the site that shows its status on localhost, which is another site. */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { startLhcServer } from "../../demo/lhc-server/index.ts";

export interface SiteFile {
  type: string;
  /** `{query}` stands for what was asked for behind the path, with its question mark. */
  body: string;
  /** Whether the browser may keep it. */
  isCached: boolean;
}

/** What the process is told; it answers each with what it knows. */
export interface Order {
  /** Files of the site by their path, from now on too. */
  files?: Record<string, SiteFile>;
  /** Seconds that LHC takes from now on. */
  delay?: number;
  /** What LHC answers in place of its own; `{callback}` stands for the callback's name. */
  answer?: string;
}

export interface Report {
  site: string;
  lhc: string;
  /** How many LHC was asked until now. */
  questions: number;
}

/** Who is at the desk. */
const OPERATOR = 2;

const lhc = await startLhcServer({ state: { activeUsers: [OPERATOR] } });
let questions = 0;
lhc.onRequest(({ target }) => {
  if (target.includes("isonline")) questions++;
});
const files = new Map<string, SiteFile>();
const http = createServer(({ url = "/" }, response) => {
  const { pathname, search } = new URL(url, "http://localhost");
  const file = files.get(pathname);
  if (!file) {
    response.writeHead(404).end();
    return;
  }
  response.setHeader("Content-Type", `${file.type}; charset=utf-8`);
  response.setHeader("Cache-Control", file.isCached ? "max-age=3600" : "no-store");
  response.end(file.body.replaceAll("{query}", search));
});
http.listen(0, "localhost");
await once(http, "listening");

const report = (): Report => ({
  site: `http://localhost:${(http.address() as AddressInfo).port}`,
  lhc: lhc.origin,
  questions,
});
process.on("message", (order: Order) => {
  for (const [path, file] of Object.entries(order.files ?? {})) files.set(path, file);
  if (order.delay !== undefined) {
    const { delay, answer } = order;
    lhc.faults = [answer === undefined ? { delay } : { delay, body: answer }];
  }
  process.send?.(report());
});
// Without its parent it has nothing to do.
process.on("disconnect", () => process.exit());
process.send?.(report());
