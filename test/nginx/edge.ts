/** A real nginx with the shipped configuration in front of the demo's LHC. */
import type { TestContext } from "vitest";
import {
  startLhcServer,
  type ArrivedRequest,
  type LhcServer,
  type StatePatch,
} from "../../demo/lhc-server/index.ts";
import { type Edits, startNginx } from "../../scripts/lib/nginx.ts";
import { visit, type Answer, type Visit } from "./visit.ts";

/** Answers become stale after a second, and LHC may be asked every second: for tests of expiry. */
export const shortLived: Edits = {
  '"~^(?<lhc_status_slot_number>\\d+)\\d\\."': '"~^(?<lhc_status_slot_number>\\d+)\\."',
  "max-age=10, stale-while-revalidate=10, stale-if-error=120":
    "max-age=1, stale-while-revalidate=1, stale-if-error=3",
};
/** A single time slot, so LHC is asked at most once per target. */
export const oneSlot: Edits = { "$lhc_status_slot_number;": "0;" };

export interface Edge {
  readonly lhc: LhcServer;
  /** Requests to LHC. */
  readonly questions: readonly ArrivedRequest[];
  ask(target: string, visit?: Visit): Promise<Answer>;
  /** Asks the guard directly, as a program on the same machine could. */
  askGuard(target: string, visit?: Visit): Promise<Answer>;
  /** After `lhc.close()`, starts LHC again on the same port. */
  restartLhc(): Promise<void>;
}

/** Runs until the end of the test. */
export async function startEdge(
  { onTestFinished }: TestContext,
  edits: Edits = {},
  state: StatePatch = { activeUsers: [1, 2] },
): Promise<Edge> {
  const questions: ArrivedRequest[] = [];
  const startLhc = async (port = 0): Promise<LhcServer> => {
    const server = await startLhcServer({ port, state });
    server.onRequest((request) => questions.push(request));
    return server;
  };
  let lhc = await startLhc();
  onTestFinished(() => lhc.close());
  const lhcPort = portOf(lhc.origin);
  const nginx = await startNginx({ lhc: lhc.origin, http: visitors, workers: 2, edits });
  onTestFinished(() => nginx.close());

  return {
    get lhc() {
      return lhc;
    },
    questions,
    ask: (target, options) => visit(`${nginx.folder}/visitors`, target, options),
    askGuard: (target, options) => visit(`${nginx.folder}/guard`, target, options),
    async restartLhc() {
      lhc = await startLhc(lhcPort);
    },
  };
}

const visitors = (folder: string): string => `
  server {
    listen unix:${folder}/visitors;
    include lhc-status/locations.conf;
    location / {
      proxy_pass http://lhc_origin;
    }
  }`;

const portOf = (origin: string): number => Number(new URL(origin).port);
