/** The test runner's side of `startLhc` (lhc.ts): demo LHCs on ports of their own, gone with the test file. */
import type { TestRunnerPlugin } from "@web/test-runner";
import {
  type ArrivedRequest,
  type Fault,
  type LhcServer,
  startLhcServer,
  type StatePatch,
} from "../../../demo/lhc-server/index.ts";

/** What a page may ask for; `origin` says which server is meant. */
export type LhcOrder =
  | { order: "start"; state: StatePatch }
  | { order: "lay"; origin: string; patch: StatePatch }
  | { order: "setFaults"; origin: string; faults: Fault[] }
  | { order: "requests" | "clearRequests" | "openConnections" | "close"; origin: string }
  | { order: "waitForRequests"; origin: string; count: number };

interface Running {
  server: LhcServer;
  sessionId: string;
  requests: ArrivedRequest[];
  arrived: Set<() => void>;
}

export function lhcPlugin(): TestRunnerPlugin<LhcOrder> & { closeSession(sessionId: string): Promise<void> } {
  const running = new Map<string, Running>();
  const known = new Set<string>();

  /** On a port that none had before it: a page keeps what it has learnt of a server, test after test. */
  async function startUnknown(state: StatePatch): Promise<LhcServer> {
    const server = await startLhcServer({ state });
    if (known.has(server.origin)) {
      const other = await startUnknown(state);
      await server.close();
      return other;
    }
    known.add(server.origin);
    return server;
  }

  async function start(sessionId: string, state: StatePatch): Promise<string> {
    const server = await startUnknown(state);
    const entry: Running = { server, sessionId, requests: [], arrived: new Set() };
    server.onRequest((request) => {
      entry.requests.push(request);
      for (const listener of entry.arrived) listener();
    });
    running.set(server.origin, entry);
    return server.origin;
  }

  async function close(origin: string): Promise<void> {
    const server = running.get(origin)?.server;
    running.delete(origin);
    await server?.close();
  }

  async function obey(payload: LhcOrder, sessionId: string): Promise<unknown> {
    if (payload.order === "start") return start(sessionId, payload.state);
    if (payload.order === "close") return close(payload.origin);
    const entry = running.get(payload.origin);
    if (!entry) throw new Error(`There is no LHC at ${payload.origin} any more`);
    const { server, requests } = entry;
    switch (payload.order) {
      case "lay":
        server.lay(payload.patch);
        return;
      case "setFaults":
        server.faults = payload.faults;
        return;
      case "requests":
        return requests;
      case "clearRequests":
        requests.length = 0;
        return;
      case "openConnections":
        return server.openConnections;
      case "waitForRequests":
        return new Promise<void>((resolve) => {
          const check = () => {
            if (requests.length < payload.count) return;
            entry.arrived.delete(check);
            resolve();
          };
          entry.arrived.add(check);
          check();
        });
    }
  }

  return {
    name: "lhc",
    async executeCommand({ command, payload, session }) {
      // The runner takes undefined for 'not mine'.
      return command === "lhc" && payload ? { result: await obey(payload, session.id) } : undefined;
    },
    async closeSession(sessionId) {
      const own = [...running].filter(([, entry]) => entry.sessionId === sessionId);
      await Promise.all(own.map(([origin]) => close(origin)));
    },
    async serverStop() {
      await Promise.all([...running.keys()].map(close));
    },
  };
}
