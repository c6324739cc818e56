/** Installs, builds and serves an example. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { vi } from "vitest";
import { copyExample, environment } from "./project.ts";
import { freePort } from "../../../scripts/lib/free-port.ts";

export interface App {
  readonly origin: string;
  close(): Promise<void>;
}

export async function startApp(name: string, lhcUrl: string): Promise<App> {
  const durations: string[] = [];
  const timed = async (what: string, work: Promise<unknown>): Promise<void> => {
    const start = performance.now();
    await work;
    durations.push(`${what} ${((performance.now() - start) / 1000).toFixed(0)} s`);
  };
  const project = copyExample(name, lhcUrl);
  try {
    await timed("install", project.npm("ci", "--prefer-offline", "--ignore-scripts"));
    await timed("types", project.npm("run", "types", "--if-present"));
    await timed("build", project.npm("run", "build"));
    const server = await serve(project.folder);
    console.log(`${name}: ${durations.join(", ")}`);
    return {
      origin: server.origin,
      async close() {
        await server.close();
        project.remove();
      },
    };
  } catch (error) {
    project.remove();
    throw error;
  }
}

async function serve(cwd: string): Promise<App> {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const env = { ...environment, HOST: "127.0.0.1", PORT: String(port) };
  // A process group of its own, because npm starts the server in a child process.
  const child = spawn("npm", ["start"], { cwd, env, detached: true });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (data: Buffer) => (output += data.toString()));
  }
  const close = async (): Promise<void> => {
    if (child.exitCode !== null) return;
    process.kill(-child.pid!, "SIGKILL");
    await once(child, "close");
  };
  try {
    await vi.waitFor(() => isServing(origin, child), { timeout: 30_000 });
  } catch (cause) {
    await close();
    throw new Error(`npm start serves nothing at ${origin}:\n${output}`, { cause });
  }
  return { origin, close };
}

async function isServing(origin: string, { exitCode }: ChildProcess): Promise<void> {
  if (exitCode !== null) throw new Error(`exit code ${exitCode}`);
  const { status } = await fetch(origin);
  if (status !== 200) throw new Error(`status ${status}`);
}
