/** The test runner's side of `startLhc` (lhc.ts): starts demo LHC servers and closes them after the test file. */
import type { TestRunnerPlugin } from "@web/test-runner";
import {
  type ArrivedRequest,
  type Fault,
  type LhcServer,
  startLhcServer,
  type StatePatch,
} from "../../../demo/lhc-server/index.ts";

/** A command from a page; `origin` selects the server. */
export type LhcCommand =
  | { name: "start"; state: StatePatch }
  | { name: "lay"; origin: string; patch: StatePatch }
  | { name: "setFaults"; origin: string; faults: Fault[] }
  | { name: "requests" | "clearRequests" | "openConnections" | "close"; origin: string }
  | { name: "waitForRequests"; origin: string; count: number };

interface Running {
  server: LhcServer;
  sessionId: string;
  requests: ArrivedRequest[];
  arrived: Set<() => void>;
}

export function lhcPlugin(): TestRunnerPlugin<LhcCommand> & {
  closeSession(sessionId: string): Promise<void>;
} {
  const running = new Map<string, Running>();
  const usedOrigins = new Set<string>();

  /** Starts a server on an unused port, because a page remembers the state of each server across tests. */
  async function startOnNewPort(state: StatePatch): Promise<LhcServer> {
    const server = await startLhcServer({ state });
    if (usedOrigins.has(server.origin)) {
      const other = await startOnNewPort(state);
      await server.close();
      return other;
    }
    usedOrigins.add(server.origin);
    return server;
  }

  async function start(sessionId: string, state: StatePatch): Promise<string> {
    const server = await startOnNewPort(state);
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

  async function execute(payload: LhcCommand, sessionId: string): Promise<unknown> {
    if (payload.name === "start") return start(sessionId, payload.state);
    if (payload.name === "close") return close(payload.origin);
    const entry = running.get(payload.origin);
    if (!entry) throw new Error(`No LHC is running at ${payload.origin}`);
    const { server, requests } = entry;
    switch (payload.name) {
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
      // undefined means that another plugin handles the command.
      return command === "lhc" && payload ? { result: await execute(payload, session.id) } : undefined;
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
