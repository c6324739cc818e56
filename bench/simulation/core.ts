/** Instantiates the real `src/core.ts` for each simulated page, with a simulated clock, timers, network and tabs. */
import { join } from "node:path";
import { build, type Rolldown } from "vite";
import type * as Core from "../../src/core.ts";

/** The globals of a page. */
export interface PageGlobals {
  document?: object;
  location?: object;
  navigator?: object;
  addEventListener?: (type: string, listener: (event: { type: string; isTrusted: boolean }) => void) => void;
  removeEventListener?: (type: string, listener: unknown) => void;
  Date: { now(): number };
  performance: { now(): number };
  Math: Pick<typeof Math, "random">;
  /** Milliseconds. */
  setTimeout: (act: () => void, milliseconds?: number) => unknown;
  clearTimeout: (timer: unknown) => void;
  fetch: (url: string, options: { signal: AbortSignal }) => Promise<unknown>;
  BroadcastChannel?: new (name: string) => object;
  sessionStorage?: { getItem(key: string): string | null; setItem(key: string, text: string): void };
}

const NAMES = [
  ..."document location navigator addEventListener removeEventListener Date performance Math".split(" "),
  ..."setTimeout clearTimeout fetch BroadcastChannel sessionStorage globalThis".split(" "),
];

/** Returns a function that instantiates the core for a page. */
export async function bundleCore(): Promise<(globals: PageGlobals) => typeof Core> {
  const root = join(import.meta.dirname, "../..");
  const output = (await build({
    root,
    configFile: false,
    logLevel: "warn",
    build: {
      write: false,
      minify: false,
      lib: { entry: "src/core.ts", formats: ["iife"], name: "core" },
    },
  })) as Rolldown.RolldownOutput[];
  const { code } = output[0]!.output[0];
  // oxlint-disable-next-line typescript/no-implied-eval -- it is the project's own code, with simulated globals
  const instantiate = new Function(...NAMES, `${code}; return core;`) as (
    ...globals: unknown[]
  ) => typeof Core;
  return (globals) => {
    const all: Record<string, unknown> = { ...globals, globalThis: globals };
    return instantiate(...NAMES.map((name) => all[name]));
  };
}
