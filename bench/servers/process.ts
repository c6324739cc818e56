/** The server process: LHC on 127.0.0.1, and a site on localhost, so that they are cross-site. */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { startLhcServer } from "../../demo/lhc-server/index.ts";

export interface SiteFile {
  type: string;
  /** `{query}` is replaced by the request's query string, including the question mark. */
  body: string;
  /** Whether the browser may cache it. */
  isCached: boolean;
}

/** A message to the process. It replies to each with a report. */
export interface Settings {
  /** Files to add to the site, by path. */
  files?: Record<string, SiteFile>;
  /** Seconds that LHC takes to answer. */
  delay?: number;
  /** Replaces LHC's answer; `{callback}` is replaced by the callback's name. */
  answer?: string;
}

export interface Report {
  site: string;
  lhc: string;
  /** The number of questions that LHC received so far. */
  questions: number;
}

/** The active operator's id. */
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
process.on("message", (settings: Settings) => {
  for (const [path, file] of Object.entries(settings.files ?? {})) files.set(path, file);
  if (settings.delay !== undefined) {
    const { delay, answer } = settings;
    lhc.faults = [answer === undefined ? { delay } : { delay, body: answer }];
  }
  process.send?.(report());
});
// Exit with the parent process.
process.on("disconnect", () => process.exit());
process.send?.(report());
