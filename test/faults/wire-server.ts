/** A server that sends raw responses, including ones that no web server would send. */
import { once } from "node:events";
import { type AddressInfo, createServer, type Server as TcpServer, type Socket } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import { gzipSync } from "node:zlib";
import { selfSigned } from "./certificate.ts";
import type { Wire } from "./row.ts";

export interface WireServer {
  readonly origin: string;
  /** The number of questions received. */
  readonly arrived: number;
  /** Resolves when this many have arrived. */
  arrival(count: number): Promise<void>;
  /** Answers held requests, and holds no more. */
  release(): void;
  /** Sets LHC's answer. */
  setOnline(online: boolean): void;
  /** Resolves when no connection is open. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

const LHC_HEADERS = ["Access-Control-Allow-Origin: *", "Content-Type: application/json"];
const MEGABYTE = Buffer.alloc(1024 * 1024, " ");
/** More than the sockets' buffers. */
const LARGE_BODY_MEGABYTES = 50;

let certificate: ReturnType<typeof selfSigned> | undefined;

export async function startWireServer(wire: Wire): Promise<WireServer> {
  const sockets = new Set<Socket>();
  /** Connections with a request. Browsers open spare ones. */
  const asking = new Set<Socket>();
  const waiters = new Set<() => void>();
  let held: (() => void)[] = [];
  let isHeld = wire.hold !== undefined;
  let arrived = 0;
  let online = !wire.offline;

  const notify = (): void => {
    for (const waiter of [...waiters]) waiter();
  };
  const when = (condition: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const check = (): void => {
        if (!condition()) return;
        waiters.delete(check);
        resolve();
      };
      waiters.add(check);
      check();
    });

  function serve(socket: Socket): void {
    let head = "";
    socket.on("close", () => {
      asking.delete(socket);
      notify();
    });
    const read = (data: Buffer): void => {
      head += data.toString("latin1");
      if (!head.includes("\r\n\r\n")) return;
      socket.off("data", read);
      socket.resume();
      asking.add(socket);
      const target = head.split(" ", 2)[1] ?? "/";
      arrived += 1;
      notify();
      const isHeldRequest = isHeld && target.startsWith(wire.hold!);
      const answer = (): void => {
        void send(socket, wire, target, isHeldRequest || online);
      };
      if (isHeldRequest) held.push(answer);
      else answer();
    };
    socket.on("data", read);
  }

  const track = (socket: Socket): void => {
    sockets.add(socket);
    socket.on("error", () => {}); // Clients may disconnect.
    socket.on("close", () => sockets.delete(socket));
  };
  let server: TcpServer;
  if (wire.tls) {
    certificate ??= selfSigned();
    server = createTlsServer(certificate, serve);
    server.on("connection", track);
    server.on("tlsClientError", () => {});
  } else {
    server = createServer(serve);
    server.on("connection", track);
  }
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    origin: `${wire.tls ? "https" : "http"}://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get arrived() {
      return arrived;
    },
    arrival: (count) => when(() => arrived >= count),
    release() {
      isHeld = false;
      for (const answer of held) answer();
      held = [];
    },
    setOnline(value) {
      online = value;
    },
    idle: () => when(() => asking.size === 0),
    async close() {
      const closed = once(server, "close");
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

async function send(socket: Socket, wire: Wire, target: string, online: boolean): Promise<void> {
  const {
    status = "HTTP/1.1 200 OK",
    headers = [],
    only,
    body = "{answer}",
    before = "",
    then = "close",
  } = wire;
  const callback = new URL(target, "http://lhc").searchParams.get("callback");
  const value = wire.value ?? JSON.stringify({ isonline: online });
  const answer = callback === null ? value : `${callback}(${value})`;
  const length = Buffer.byteLength(answer);
  const filled = (text: string): string =>
    text
      .replaceAll("{answer}", () => answer)
      .replaceAll("{callback}", callback ?? "")
      .replaceAll("{length}", String(length))
      .replaceAll("{less}", String(length - 1))
      .replaceAll("{more}", String(length + 1))
      .replaceAll("{hex}", length.toString(16));
  const lines = [...(only ?? LHC_HEADERS), ...headers, ...(only ? [] : ["Connection: close"])];
  const head = status ? `${status}\r\n${lines.map((line) => `${line}\r\n`).join("")}\r\n` : "";
  socket.write(filled(before + head));
  await writeBody(socket, filled(body), wire.as);
  if (then === "close") socket.end();
  // Wait until the bytes have arrived, because a reset discards them.
  else if (then === "reset") setTimeout(() => socket.resetAndDestroy(), 20);
}

async function writeBody(socket: Socket, body: string, as: Wire["as"]): Promise<void> {
  switch (as) {
    case undefined:
      socket.write(body);
      return;
    case "gzip":
      socket.write(gzipSync(body));
      return;
    case "gzip, half of it": {
      const bytes = gzipSync(body);
      socket.write(bytes.subarray(0, bytes.length >> 1));
      return;
    }
    case "bomb":
      socket.write(
        gzipSync(
          Buffer.concat([...Array.from({ length: LARGE_BODY_MEGABYTES }, () => MEGABYTE), Buffer.from(body)]),
        ),
      );
      return;
    case "utf-16":
      socket.write(Buffer.from(body, "utf16le"));
      return;
    case "utf-16 with BOM":
      socket.write(Buffer.from(`\ufeff${body}`, "utf16le"));
      return;
    case "BOM":
      socket.write(`\ufeff${body}`);
      return;
    case "50 MB":
      for (let i = 0; i < LARGE_BODY_MEGABYTES; i++) await flushed(socket, MEGABYTE);
      socket.write(body);
      return;
    case "endless":
      while (!socket.destroyed) await flushed(socket, MEGABYTE);
  }
}

const flushed = (socket: Socket, bytes: Buffer): Promise<void> =>
  new Promise((resolve) => {
    if (socket.destroyed) resolve();
    else socket.write(bytes, () => resolve());
  });
