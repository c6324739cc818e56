/** Starts the server of a row. All kinds have the same interface. */
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { startLhcServer } from "../../demo/lhc-server/index.ts";
import type { Server } from "./row.ts";
import { startWireServer, type WireServer } from "./wire-server.ts";

export interface FaultyServer extends Omit<WireServer, "origin"> {
  readonly baseUrl: string;
  /** Answers all further questions with HTTP 500. */
  fail(): void;
}

export async function startServer(server: Server): Promise<FaultyServer> {
  if ("wire" in server) {
    const wire = await startWireServer(server.wire);
    return Object.assign(wire, { baseUrl: wire.origin, fail: () => {} });
  }
  if ("lhc" in server) return startLhc(server);
  return startUnreachable(server.unreachable);
}

async function startLhc({ lhc, database }: Extract<Server, { lhc: object }>): Promise<FaultyServer> {
  const server = await startLhcServer({ state: { activeUsers: [1, 2, 3] } });
  if (database) server.update((installation) => (installation.fault = "database-down"));
  server.faults = [lhc];
  const waiters = new Set<() => void>();
  let arrived = 0;
  server.onRequest(() => {
    arrived += 1;
    for (const waiter of waiters) waiter();
  });
  return {
    baseUrl: server.origin,
    get arrived() {
      return arrived;
    },
    arrival: (count) =>
      new Promise((resolve) => {
        const check = (): void => {
          if (arrived < count) return;
          waiters.delete(check);
          resolve();
        };
        waiters.add(check);
        check();
      }),
    release: () => (server.faults = []),
    setOnline: (online) => server.lay({ activeUsers: online ? [1, 2, 3] : [] }),
    fail: () => (server.faults = [{ status: 500, body: "" }]),
    async idle() {
      while (server.openConnections > 0) await new Promise(setImmediate);
    },
    close: () => server.close(),
  };
}

/** An address without an LHC server. */
async function startUnreachable(
  kind: Extract<Server, { unreachable: unknown }>["unreachable"],
): Promise<FaultyServer> {
  const none = {
    arrived: 0,
    arrival: () => Promise.reject(new Error("An unreachable server receives nothing")),
    release() {},
    setOnline() {},
    fail() {},
    idle: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
  switch (kind) {
    case "unknown host":
      return { ...none, baseUrl: "http://nobody.invalid/" };
    case "blocked port":
      return { ...none, baseUrl: "http://127.0.0.1:6000/" };
    case "plain port": {
      const plain = await startLhc({ lhc: {} });
      return Object.assign(plain, { baseUrl: plain.baseUrl.replace("http:", "https:") });
    }
    case "refused": {
      const server = createServer().listen(0, "127.0.0.1");
      await once(server, "listening");
      const { port } = server.address() as AddressInfo;
      server.close();
      return { ...none, baseUrl: `http://127.0.0.1:${port}/` };
    }
  }
}
