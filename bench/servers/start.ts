import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Settings, Report } from "./process.ts";

export interface Servers {
  readonly site: string;
  readonly lhc: string;
  /** The same two behind a relay that delays each direction. */
  readonly far: Report["far"];
  /** The number of questions that LHC received so far. */
  questions(): Promise<number>;
  configure(settings: Settings): Promise<Report>;
  close(): Promise<void>;
}

/** Starts a site and an LHC in a separate process, so that measuring does not slow them down. */
export async function startServers(): Promise<Servers> {
  const child = fork(join(import.meta.dirname, "process.ts"));
  const kill = (): void => void child.kill();
  process.once("exit", kill);
  const ended = once(child, "exit");
  const [first] = (await Promise.race([
    once(child, "message"),
    ended.then(() => Promise.reject(new Error("The servers did not start"))),
  ])) as [Report];
  const configure = async (settings: Settings): Promise<Report> => {
    child.send(settings);
    const [report] = (await once(child, "message")) as [Report];
    return report;
  };
  return {
    site: first.site,
    lhc: first.lhc,
    far: first.far,
    questions: async () => (await configure({})).questions,
    configure,
    async close() {
      child.kill();
      await ended;
      process.off("exit", kill);
    },
  };
}
