/** A small Live Helper Chat on a port of this machine: the edge between HTTP and the rules. */
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { answer } from "./answer.ts";
import { checkFault, faultFor, headOf, spoil, type Fault } from "./faults.ts";
import { baseInstallation } from "./installation.ts";
import { bytesToUtf8 } from "./php.ts";
import { PhpResponse } from "./php-response.ts";
import { layState, type Installation, type StatePatch } from "./state.ts";

export { baseInstallation, checkFault, layState };
export type { Fault, Installation, StatePatch };
export type * from "./conversation.ts";
export type * from "./state.ts";

export interface LhcServerOptions {
  /** what patches are laid over; the one behind the recorded answers by default */
  installation?: Installation;
  state?: StatePatch;
  /** 0: any free one, the default */
  port?: number;
  /** Unix time in ms */
  now?: () => number;
  /** of the online hours; the installation's own by default, or UTC */
  timeZone?: string;
}

export interface ArrivedRequest {
  method: string;
  target: string;
  /** by lower-case name */
  headers: Record<string, string>;
  /** Unix time in ms */
  at: number;
}

export interface Exchange extends ArrivedRequest {
  /** null: no whole answer, it hung, was cut, or the client went away */
  status: number | null;
  /** what of the body was meant to be sent, read as UTF-8 */
  body: string;
  /** the header of that name */
  origin?: string;
}

export interface LhcServer {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  /** as it is now; to change it use `lay` or `update` */
  readonly installation: Installation;
  /** The first one that is meant for a request applies to it; an invalid one answers 500 with what is wrong. */
  faults: Fault[];
  /** The base installation with this patch laid over it: earlier patches and updates are gone. */
  lay(patch: StatePatch): void;
  update(change: (installation: Installation) => void): void;
  /** Called when a request was answered, or its connection has ended. Returns a function that ends it. */
  onExchange(listener: (exchange: Exchange) => void): () => void;
  /** Called as soon as the head of a request is there. */
  onRequest(listener: (request: ArrivedRequest) => void): () => void;
  /** How many connections are open that have asked for something. */
  readonly openConnections: number;
  /** At once, whatever is under way. */
  close(): Promise<void>;
}

/** Bytes of a request's body. PHP's own limit is 8 MB; nothing here needs as much. */
const MAX_BODY = 2 ** 20;

export async function startLhcServer(options: LhcServerOptions = {}): Promise<LhcServer> {
  const { now = Date.now } = options;
  const base = layState(
    options.installation ?? baseInstallation,
    options.timeZone === undefined ? {} : { settings: { timeZone: options.timeZone } },
  );
  let installation = layState(base, options.state ?? {});
  const sockets = new Set<Socket>();
  /** Those that have asked for something: a browser may open one more, and keep it for later. */
  const asking = new Set<Socket>();
  const exchangeListeners = new Set<(exchange: Exchange) => void>();
  const requestListeners = new Set<(request: ArrivedRequest) => void>();
  const used = new WeakMap<Fault, number>();

  const http = createServer({ requestTimeout: 0, headersTimeout: 0 }, (message) => {
    const request = requestOf(message, now());
    arrived(request, message.socket);
    const chunks: Buffer[] = [];
    let length = 0;
    message.on("data", (chunk: Buffer) => {
      length += chunk.length;
      chunks.push(chunk);
      if (length <= MAX_BODY) return;
      message.removeAllListeners();
      message.socket.end("HTTP/1.1 413 Content Too Large\r\nConnection: close\r\n\r\n");
    });
    // PHP starts when the whole request is there.
    message.on("end", () => handle(request, message.socket, Buffer.concat(chunks).toString("latin1")));
  });
  // Node refuses bytes beyond ASCII in a target, PHP's server and nginx do not.
  http.on("clientError", (error: Error & { code?: string; rawPacket?: Buffer }, stream) => {
    const socket = stream as Socket;
    if (error.code !== "HPE_INVALID_URL" || !error.rawPacket) {
      socket.end("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n");
      return;
    }
    const request = parsedRequest(error.rawPacket.toString("latin1"), now());
    arrived(request, socket);
    handle(request, socket);
  });
  http.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("error", () => {}); // the client's going away is no error here
    socket.on("close", () => sockets.delete(socket));
  });

  function arrived(request: ArrivedRequest, socket: Socket): void {
    asking.add(socket);
    socket.on("close", () => asking.delete(socket));
    for (const listener of requestListeners) listener(request);
  }

  function handle(request: ArrivedRequest, socket: Socket, body = ""): void {
    const { response, fault } = prepare(request, body);
    send(socket, response, fault, new Date(now()), (status) => {
      const exchange: Exchange = { ...request, status, body: bytesToUtf8(response.body), at: now() };
      if (request.headers["origin"] !== undefined) exchange.origin = request.headers["origin"];
      for (const listener of exchangeListeners) listener(exchange);
    });
  }

  function prepare(request: ArrivedRequest, body: string): { response: PhpResponse; fault: Fault } {
    try {
      const fault = faultFor(server.faults, request.target.split("?", 1)[0] ?? "", used) ?? {};
      const response = answer({ ...request, body }, installation, now());
      spoil(response, fault, request);
      return { response, fault };
    } catch (error) {
      const response = new PhpResponse();
      response.status = 500;
      response.header("Content-Type", "text/plain");
      response.body = String(error);
      return { response, fault: {} };
    }
  }

  await new Promise<void>((resolve, reject) => {
    http.once("error", reject);
    http.listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  const { port } = http.address() as AddressInfo;

  const server: LhcServer = {
    origin: `http://127.0.0.1:${port}`,
    get installation() {
      return installation;
    },
    faults: [],
    lay(patch) {
      installation = layState(base, patch);
    },
    update(change) {
      change(installation);
    },
    onExchange: (listener) => subscribe(exchangeListeners, listener),
    onRequest: (listener) => subscribe(requestListeners, listener),
    get openConnections() {
      return asking.size;
    },
    async close() {
      const closed = [http.close(), ...sockets].map((closing) => once(closing, "close"));
      for (const socket of sockets) socket.destroy();
      await Promise.all(closed);
    },
  };
  return server;
}

function subscribe<T>(listeners: Set<T>, listener: T): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

function requestOf(message: IncomingMessage, at: number): ArrivedRequest {
  const headers: Record<string, string> = {};
  for (let i = 0; i < message.rawHeaders.length; i += 2) {
    headers[message.rawHeaders[i]!.toLowerCase()] = message.rawHeaders[i + 1]!;
  }
  return { method: message.method ?? "GET", target: message.url ?? "/", headers, at };
}

/** The head of a request without a body, by hand. */
function parsedRequest(text: string, at: number): ArrivedRequest {
  const [first = "", ...lines] = (text.split("\r\n\r\n", 1)[0] ?? "").split("\r\n");
  const [method = "GET", target = "/"] = first.split(" ");
  const headers = lines.map((line) => {
    const [name = ""] = line.split(":", 1);
    return [name.toLowerCase(), line.slice(name.length + 1).trim()] as const;
  });
  return { method, target, headers: Object.fromEntries(headers), at };
}

/** Seconds before a reset: a client that gets it together with the last bytes may take it for a proper end. */
const RESET_PAUSE = 0.02;

/**
 * Writes to the socket itself: a close-delimited answer, and every way of breaking one, is beyond ServerResponse.
 * @param done called once: with the status, or with null where the client did not get the whole answer
 */
function send(
  socket: Socket,
  response: PhpResponse,
  fault: Fault,
  date: Date,
  done: (status: number | null) => void,
): void {
  let timer: NodeJS.Timeout | undefined;
  let isDone = false;
  const finish = (status: number | null): void => {
    clearTimeout(timer);
    if (isDone) return;
    isDone = true;
    done(status);
  };
  const wait = (seconds: number, next: () => void): void => {
    timer = setTimeout(next, seconds * 1000);
  };
  /** the bytes, then the end of the connection: proper, or by RST */
  const end = (bytes: string, status: number | null): void => {
    socket.write(bytes, "latin1", () => {
      const last = (): void => {
        finish(status);
        if (fault.reset) socket.resetAndDestroy();
        else socket.destroySoon();
      };
      if (fault.reset) wait(RESET_PAUSE, last);
      else last();
    });
  };
  const drip = (bytes: string, last: () => void): void => {
    if (bytes === "") return last();
    socket.write(bytes.charAt(0), "latin1");
    wait(fault.drip ?? 0, () => drip(bytes.slice(1), last));
  };
  socket.once("close", () => finish(null));

  const begin = (): void => {
    if (fault.hang === "before") return;
    const head = headOf(response.status, response.headers, date);
    const half = response.body.slice(0, response.body.length >> 1);
    if (fault.cut === "head") return end(head.slice(0, head.length >> 1), null);
    if (fault.reset && !fault.cut) return end("", null);
    const body = fault.hang === "body" || fault.cut === "body" ? half : response.body;
    const close = (rest: string): void => end(rest, fault.cut ? null : response.status);
    if (fault.drip === undefined) {
      if (fault.hang === "body") socket.write(head + body, "latin1");
      else close(head + body);
    } else {
      socket.write(head, "latin1");
      drip(body, fault.hang === "body" ? () => {} : () => close(""));
    }
  };
  if (fault.delay) wait(fault.delay, begin);
  else begin();
}
