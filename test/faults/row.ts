/** Types of the table's rows. */
import type { Fault } from "../../demo/lhc-server/index.ts";
import type { LhcStatusErrorCode, Status } from "../../src/index.ts";

export const ENGINES = ["chromium", "firefox", "webkit"] as const;
export type Engine = (typeof ENGINES)[number];
export const TRANSPORTS = ["jsonp", "fetch"] as const;
export type Transport = (typeof TRANSPORTS)[number];

/**
 * The questions in order: `S` by a script in a frame, `F` by fetch, `P` by a fetch that takes the response of the page's
 * preload link; `0` if there were none.
 */
type Asks = "S" | "F" | "SF" | "SS" | "FF" | "P" | "PS" | "PF" | "SSSSSSSSSSS" | "FFFFFFFFFFF";

/** The final status, the error code or `-`, and the questions of the page. */
export type Verdict = `${Status} ${LhcStatusErrorCode | "-"} ${Asks}`;

/** Why it cannot be tested. */
export interface Cannot {
  cannot: string;
}

/** The same for all engines, or one for each with the reason. */
export type Expected = Verdict | Cannot | ({ why: string } & Record<Engine, Verdict | Cannot>);

/** A raw response. `{answer}` is replaced by LHC's answer, `{callback}` by the callback's name. */
export interface Wire {
  /** sent first, such as interim responses */
  before?: string;
  /** `HTTP/1.1 200 OK` by default */
  status?: string;
  /** added to LHC's headers */
  headers?: string[];
  /** replaces LHC's headers */
  only?: string[];
  /** replaces LHC's object in `{answer}` */
  value?: string;
  /** `{answer}` by default; `{length}` and `{hex}` are the length of `{answer}` */
  body?: string;
  /** how the body is encoded */
  as?: "gzip" | "gzip, half of it" | "bomb" | "utf-16" | "utf-16 with BOM" | "BOM" | "50 MB" | "endless";
  /** `close` by default */
  then?: "close" | "hang" | "reset";
  /** Requests with this prefix are answered 'online' after the page's command `release`. */
  hold?: string;
  /** Other requests are answered 'offline'. */
  offline?: true;
  tls?: boolean;
}

/** The server of a row. */
export type Server =
  | { lhc: Fault; database?: "down" }
  | { wire: Wire }
  | { unreachable: "refused" | "unknown host" | "blocked port" | "plain port" };

/** A site's service worker. */
export type Worker =
  | "cache first"
  | "stale while revalidate"
  | "never"
  | "a page"
  | "an error"
  | "cache first, ignoring the query";

interface Site {
  /** headers of the page; `{lhc}` stands for the server's origin */
  headers?: string[];
  worker?: Worker;
  /** attributes of the element, besides base-url, transport and timeout */
  attributes?: Record<string, string>;
}

/** What the page does. By default it mounts the element, waits for a status, and removes the element. */
type Act =
  | "remove while asking"
  | "remove and re-insert"
  | "wait for the timeout, then let it answer"
  | "change the target while asking"
  | "a day forward while asking"
  | "a day back while asking"
  | "a day forward, then no answer"
  | "a day back, then no answer"
  | "go offline while asking"
  | "ask again in the next time slot"
  | "remove the frame"
  | "preload the question"
  | "preload the question of an older time slot"
  | "preload the question of another target"
  | "ask ten times";

export interface Row {
  name: string;
  server: Server;
  site?: Site;
  act?: Act;
  /** The server's answers. No other status may be shown. */
  answers: ("online" | "offline")[];
  expect: Record<Transport, Expected>;
  /** Advice for site owners. */
  remedy: string;
  /** What a server's script may leave in the page with this transport. */
  leaves?: Partial<Record<Transport, string[]>>;
}

export interface Group {
  title: string;
  /** Markdown text above the rows. */
  text?: string;
  rows: Row[];
}

/** The outcome that a page reports. */
export interface Seen {
  verdict: string;
  /** All statuses that were shown. */
  shown: string[];
  /** Uncaught errors. */
  errors: string[];
  /** What remained after the element was removed. */
  left: string[];
  message: string;
  /** The error if the task failed. */
  failure?: string;
}

/** The task of a page. */
export interface Task {
  baseUrl: string;
  transport: Transport;
  timeout: number;
  attributes: Record<string, string>;
  act: Act | null;
  hasWorker: boolean;
}

/** Commands from a page to the runner. `idle` returns "open" if a connection stays open. */
export type Command = "arrival-1" | "arrival-2" | "release" | "idle" | "set-offline" | "fail" | "go-offline";
