import { expect } from "@open-wc/testing";
import { executeServerCommand } from "@web/test-runner-commands";
import type { ArrivedRequest, Fault, StatePatch } from "../../../demo/lhc-server/index.ts";
import type { LhcOrder } from "./lhc-plugin.ts";
import { pageErrors, settle, tidy } from "./page.ts";

/** A demo LHC in the test runner's process, of another origin than the page. */
export interface Lhc {
  readonly origin: string;
  /** The installation as it comes, with this patch; earlier patches are gone. */
  lay(patch: StatePatch): Promise<void>;
  /** They travel as JSON: `path` is text, `body` too. */
  setFaults(faults: Fault[]): Promise<void>;
  /** Those that have arrived since the start, or the last `clearRequests`. */
  requests(): Promise<ArrivedRequest[]>;
  clearRequests(): Promise<void>;
  /** Resolves when there are that many. */
  waitForRequests(count: number): Promise<void>;
  openConnections(): Promise<number>;
  close(): Promise<void>;
}

/** Nobody is active in it unless `state` says so. */
export async function startLhc(state: StatePatch = {}): Promise<Lhc> {
  const origin = await send<string>({ order: "start", state });
  return {
    origin,
    lay: (patch) => send({ order: "lay", origin, patch }),
    setFaults: (faults) => send({ order: "setFaults", origin, faults }),
    requests: () => send({ order: "requests", origin }),
    clearRequests: () => send({ order: "clearRequests", origin }),
    waitForRequests: (count) => send({ order: "waitForRequests", origin, count }),
    openConnections: () => send({ order: "openConnections", origin }),
    close: () => send({ order: "close", origin }),
  };
}

/** One for each test of this block. After the test the page is as it was, and no error has reached it. */
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

async function send<T>(order: LhcOrder): Promise<T> {
  const answer: { result: T } = await executeServerCommand("lhc", order);
  return answer.result;
}
