/** Runs WebKitGTK by WebDriver on a separate display. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "./free-port.ts";

export interface WebKit {
  /** Sends a command to the WebDriver session, such as `url`. Resolves with its result. */
  readonly command: (name: string, body?: object) => Promise<unknown>;
  readonly close: () => Promise<void>;
}

/** A start takes about 2 s on an idle machine. */
const START_TIMEOUT_MS = 20_000;
const MAX_ATTEMPTS = 3;

/**
 * Retries, because another program may take the free port before the driver does.
 * @param env more environment variables of the browser
 */
export async function startWebKit(
  capabilities: object = {},
  env: Readonly<Record<string, string>> = {},
): Promise<WebKit> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await start(capabilities, env, AbortSignal.timeout(START_TIMEOUT_MS));
    } catch (error) {
      if (attempt === MAX_ATTEMPTS) throw error;
    }
  }
}

async function start(
  capabilities: object,
  env: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<WebKit> {
  const children: ChildProcess[] = [];
  const run = (program: string, args: string[], more = {}): ChildProcess => {
    const child = spawn(program, args, {
      env: { ...process.env, ...more },
      stdio: ["ignore", "ignore", "ignore", "pipe"],
    });
    children.push(child);
    return child;
  };
  const failed = (child: ChildProcess): Promise<never> =>
    Promise.race([once(child, "exit", { signal }), once(child, "error", { signal })]).then(
      ([reason]: unknown[]) => {
        throw new Error(
          `${child.spawnfile} ended: ${String(reason)}. Debian: apt-get install -y webkit2gtk-driver xvfb`,
        );
      },
    );
  const kill = (): void => {
    for (const child of [...children].reverse()) child.kill();
  };
  process.once("exit", kill);
  try {
    // Xvfb writes the number of its display to file descriptor 3.
    const xvfb = run("Xvfb", ["-displayfd", "3", "-screen", "0", "1024x768x24"]);
    const [display] = (await Promise.race([
      once(xvfb.stdio[3] as Readable, "data", { signal }),
      failed(xvfb),
    ])) as [Buffer];
    const port = await freePort();
    const driver = run("WebKitWebDriver", [`--port=${port}`], {
      ...env,
      DISPLAY: `:${display.toString().trim()}`,
    });
    const address = `http://127.0.0.1:${port}`;
    await Promise.race([waitUntilOk(`${address}/status`, signal), failed(driver)]);
    const { sessionId } = (await post(`${address}/session`, { capabilities }, signal)) as {
      sessionId: string;
    };
    const session = `${address}/session/${sessionId}`;
    return {
      command: (name, body = {}) => post(`${session}/${name}`, body),
      async close() {
        await fetch(session, { method: "DELETE" }).catch(() => undefined);
        kill();
        process.off("exit", kill);
      },
    };
  } catch (error) {
    kill();
    process.off("exit", kill);
    throw error;
  }
}

async function waitUntilOk(url: string, signal: AbortSignal): Promise<void> {
  while (!(await fetch(url, { signal }).catch(() => undefined))?.ok) {
    signal.throwIfAborted();
    await sleep(50);
  }
}

async function post(url: string, body: object, signal?: AbortSignal): Promise<unknown> {
  const response = await fetch(url, { method: "POST", body: JSON.stringify(body), signal: signal ?? null });
  const { value } = (await response.json()) as { value: unknown };
  if (!response.ok) throw new Error(`WebKitWebDriver: ${JSON.stringify(value)}`);
  return value;
}
