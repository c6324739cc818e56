/** The server process: LHC on 127.0.0.1, and a site on localhost, so that they are cross-site. */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { startLhcServer } from "../../demo/lhc-server/index.ts";
import { startRelay } from "./relay.ts";

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
  /** Seconds, for both of the far servers. */
  roundTrip?: number;
}

export interface Report {
  site: string;
  lhc: string;
  /** The same two behind a relay that delays each direction. */
  far: { site: string; lhc: string };
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
const { port } = http.address() as AddressInfo;
const relays = await Promise.all([
  startRelay("localhost", port),
  startRelay("127.0.0.1", Number(new URL(lhc.origin).port)),
]);

const report = (): Report => ({
  site: `http://localhost:${port}`,
  lhc: lhc.origin,
  far: { site: `http://localhost:${relays[0].port}`, lhc: `http://127.0.0.1:${relays[1].port}` },
  questions,
});
process.on("message", (settings: Settings) => {
  for (const [path, file] of Object.entries(settings.files ?? {})) files.set(path, file);
  if (settings.delay !== undefined) {
    const { delay, answer } = settings;
    lhc.faults = [answer === undefined ? { delay } : { delay, body: answer }];
  }
  for (const relay of relays) relay.roundTrip = settings.roundTrip ?? relay.roundTrip;
  process.send?.(report());
});
// Exit with the parent process.
process.on("disconnect", () => process.exit());
process.send?.(report());
