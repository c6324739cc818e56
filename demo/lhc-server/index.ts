/** A small Live Helper Chat server: the HTTP layer around the rules. */
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
  /** the base for patches; by default that of the recorded answers */
  installation?: Installation;
  state?: StatePatch;
  /** 0 (default): any free port */
  port?: number;
  /** Unix time in ms */
  now?: () => number;
  /** for the online hours; by default the installation's, or UTC */
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
  /** null if the answer was incomplete or the client disconnected */
  status: number | null;
  /** the intended body, decoded as UTF-8 */
  body: string;
  /** the Origin header */
  origin?: string;
}

export interface LhcServer {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  /** the current state; change it with `lay` or `update` */
  readonly installation: Installation;
  /** The first matching one applies to a request. An invalid one causes a 500 with an explanation. */
  faults: Fault[];
  /** Resets the installation to the base and applies this patch. */
  lay(patch: StatePatch): void;
  update(change: (installation: Installation) => void): void;
  /** Calls the listener when a request was answered or its connection has ended. Returns a function to unsubscribe. */
  onExchange(listener: (exchange: Exchange) => void): () => void;
  /** Calls the listener as soon as the head of a request has arrived. */
  onRequest(listener: (request: ArrivedRequest) => void): () => void;
  /** The number of open connections that have sent a request. */
  readonly openConnections: number;
  /** Closes all connections at once. */
  close(): Promise<void>;
}

/** Bytes of a request's body. PHP's own limit is 8 MB. */
const MAX_BODY = 2 ** 20;

export async function startLhcServer(options: LhcServerOptions = {}): Promise<LhcServer> {
  const { now = Date.now } = options;
  const base = layState(
    options.installation ?? baseInstallation,
    options.timeZone === undefined ? {} : { settings: { timeZone: options.timeZone } },
  );
  let installation = layState(base, options.state ?? {});
  const sockets = new Set<Socket>();
  /** Connections with a request. Browsers may open a spare one. */
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
    // PHP starts when the request is complete.
    message.on("end", () => handle(request, message.socket, Buffer.concat(chunks).toString("latin1")));
  });
  // Node rejects non-ASCII bytes in a target, but PHP's server and nginx accept them.
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
    socket.on("error", () => {}); // Clients may disconnect.
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

/** Parses the head of a request without a body. */
function parsedRequest(text: string, at: number): ArrivedRequest {
  const [first = "", ...lines] = (text.split("\r\n\r\n", 1)[0] ?? "").split("\r\n");
  const [method = "GET", target = "/"] = first.split(" ");
  const headers = lines.map((line) => {
    const [name = ""] = line.split(":", 1);
    return [name.toLowerCase(), line.slice(name.length + 1).trim()] as const;
  });
  return { method, target, headers: Object.fromEntries(headers), at };
}

/** Seconds before a reset. A client that receives it together with the last bytes may treat it as a regular end. */
const RESET_PAUSE = 0.02;

/**
 * Writes to the socket, because ServerResponse supports neither close-delimited responses nor faults.
 * @param done called once, with the status or with null if the client did not get the whole response
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
  /** sends the bytes and ends the connection, regularly or by RST */
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
