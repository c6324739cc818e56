/** What a row of the table is made of. */
import type { Fault } from "../../demo/lhc-server/index.ts";
import type { LhcStatusErrorCode, Status } from "../../src/index.ts";

export const ENGINES = ["chromium", "firefox", "webkit"] as const;
export type Engine = (typeof ENGINES)[number];
export const TRANSPORTS = ["jsonp", "fetch"] as const;
export type Transport = (typeof TRANSPORTS)[number];

/** `S` is a question by a script in a frame, `F` one by fetch, in their order; `0` is none. */
type Asks = "S" | "F" | "SF" | "SS" | "FF" | "SSSSSSSSSSS" | "FFFFFFFFFFF";

/** What is shown in the end, the code of the error or `-`, and the questions that the page has put. */
export type Verdict = `${Status} ${LhcStatusErrorCode | "-"} ${Asks}`;

/** Why there is nothing to be seen of it here. */
export interface Cannot {
  cannot: string;
}

/** One for all engines, or one for each with the reason why they differ. */
export type Expected = Verdict | Cannot | ({ why: string } & Record<Engine, Verdict | Cannot>);

/** An answer by hand. In its texts `{answer}` stands for LHC's answer, `{callback}` for the callback's name. */
export interface Wire {
  /** interim responses, or whatever else comes first */
  before?: string;
  /** `HTTP/1.1 200 OK` by default */
  status?: string;
  /** added to LHC's own */
  headers?: string[];
  /** in place of all of LHC's own */
  only?: string[];
  /** in place of LHC's object in `{answer}` */
  value?: string;
  /** `{answer}` by default; `{length}` and `{hex}` are the length of `{answer}` */
  body?: string;
  /** what is done to the body's bytes */
  as?: "gzip" | "gzip, half of it" | "bomb" | "utf-16" | "utf-16 with BOM" | "BOM" | "50 MB" | "endless";
  /** `close` by default */
  then?: "close" | "hang" | "reset";
  /** What begins so gets nothing until the page says it; then 'online'. */
  hold?: string;
  /** LHC says 'offline' to all that is not held. */
  offline?: true;
  tls?: boolean;
}

/** Where the question goes to. */
export type Server =
  | { lhc: Fault; database?: "down" }
  | { wire: Wire }
  | { nobody: "refused" | "unknown host" | "blocked port" | "plain port" };

/** A site's service worker. */
export type Worker =
  | "cache first"
  | "stale while revalidate"
  | "never"
  | "a page"
  | "an error"
  | "cache first, whatever the query";

interface Site {
  /** headers of the page; `{lhc}` stands for the server's origin */
  headers?: string[];
  worker?: Worker;
  /** attributes of the element, besides base-url, transport and timeout */
  attributes?: Record<string, string>;
}

/** What the page does. By default it mounts the element, waits for a status and removes it. */
type Act =
  | "remove in mid-question"
  | "remove, and put back"
  | "wait for the timeout, then let it answer"
  | "change the target in mid-question"
  | "a day forward in mid-question"
  | "a day back in mid-question"
  | "a day forward, then no answer"
  | "a day back, then no answer"
  | "go offline in mid-question"
  | "ask again in the next time slot"
  | "take the frame out"
  | "ask ten times";

export interface Row {
  name: string;
  server: Server;
  site?: Site;
  act?: Act;
  /** What the server has said: nothing else may be shown, by and by. */
  says: ("online" | "offline")[];
  expect: Record<Transport, Expected>;
  /** For whoever runs the site. */
  cure: string;
  /** What a script of the server can leave in the page, and who takes `jsonp` accepts. */
  leaves?: Partial<Record<Transport, string[]>>;
}

export interface Group {
  title: string;
  /** Markdown, above the rows. */
  text?: string;
  rows: Row[];
}

/** What a page says of its cell. */
export interface Seen {
  verdict: string;
  /** Each status that was shown. */
  shown: string[];
  /** Errors that reached the page. */
  errors: string[];
  /** What was left behind. */
  left: string[];
  message: string;
  /** Where the act failed. */
  failure?: string;
}

/** What a page has to do. */
export interface Task {
  baseUrl: string;
  transport: Transport;
  timeout: number;
  attributes: Record<string, string>;
  act: Act | null;
  hasWorker: boolean;
}

/** What a page may ask of the runner. `idle` gives a word if a connection stays open. */
export type Order = "arrival-1" | "arrival-2" | "release" | "idle" | "say-offline" | "fail" | "go-offline";
