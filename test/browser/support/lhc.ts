import { expect } from "@open-wc/testing";
import { executeServerCommand } from "@web/test-runner-commands";
import type { ArrivedRequest, Fault, StatePatch } from "../../../demo/lhc-server/index.ts";
import type { LhcCommand } from "./lhc-plugin.ts";
import { pageErrors, settle, tidy } from "./page.ts";

/** A demo LHC server in the test runner's process, cross-origin to the page. */
export interface Lhc {
  readonly origin: string;
  /** Resets the installation and applies this patch. */
  lay(patch: StatePatch): Promise<void>;
  /** Sent as JSON, so `path` and `body` are strings. */
  setFaults(faults: Fault[]): Promise<void>;
  /** The requests received since the start or the last `clearRequests`. */
  requests(): Promise<ArrivedRequest[]>;
  clearRequests(): Promise<void>;
  /** Resolves when this many requests have arrived. */
  waitForRequests(count: number): Promise<void>;
  openConnections(): Promise<number>;
  close(): Promise<void>;
}

/** No operator is active unless `state` says so. */
export async function startLhc(state: StatePatch = {}): Promise<Lhc> {
  const origin = await send<string>({ name: "start", state });
  return {
    origin,
    lay: (patch) => send({ name: "lay", origin, patch }),
    setFaults: (faults) => send({ name: "setFaults", origin, faults }),
    requests: () => send({ name: "requests", origin }),
    clearRequests: () => send({ name: "clearRequests", origin }),
    waitForRequests: (count) => send({ name: "waitForRequests", origin, count }),
    openConnections: () => send({ name: "openConnections", origin }),
    close: () => send({ name: "close", origin }),
  };
}

/** Starts a server for each test of this block. After the test it restores the page and expects no page errors. */
export function lhcForEach(state: StatePatch): Lhc {
  const lhc = {} as Lhc;
  beforeEach(async () => {
    Object.assign(lhc, await startLhc(state));
  });
  afterEach(async () => {
    tidy();
    await settle();
    await lhc.close();
    expect(pageErrors()).to.deep.equal([]);
  });
  return lhc;
}

async function send<T>(command: LhcCommand): Promise<T> {
  const answer: { result: T } = await executeServerCommand("lhc", command);
  return answer.result;
}
