import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Order, Report } from "./process.ts";

export interface Servers {
  readonly site: string;
  readonly lhc: string;
  /** How many questions LHC was asked until now. */
  questions(): Promise<number>;
  tell(order: Order): Promise<Report>;
  close(): Promise<void>;
}

/** A site and an LHC in a process of their own, so that the measuring one does not hold them up. */
export async function startServers(): Promise<Servers> {
  const child = fork(join(import.meta.dirname, "process.ts"));
  const kill = (): void => void child.kill();
  process.once("exit", kill);
  const ended = once(child, "exit");
  const [first] = (await Promise.race([
    once(child, "message"),
    ended.then(() => Promise.reject(new Error("The servers did not start"))),
  ])) as [Report];
  const tell = async (order: Order): Promise<Report> => {
    child.send(order);
    const [report] = (await once(child, "message")) as [Report];
    return report;
  };
  return {
    site: first.site,
    lhc: first.lhc,
    questions: async () => (await tell({})).questions,
    tell,
    async close() {
      child.kill();
      await ended;
      process.off("exit", kill);
    },
  };
}
