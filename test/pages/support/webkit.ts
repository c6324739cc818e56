/** WebKitGTK by WebDriver, on a display of its own. Debian: apt-get install -y webkit2gtk-driver xvfb */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import type { Browser } from "./tab.ts";

/** One tab for all, one after the other; what stands in the console is not told. */
export async function startWebkit(): Promise<Browser> {
  const children: ChildProcess[] = [];
  // Xvfb writes the number of the display that it has chosen to its descriptor 3.
  const xvfb = spawn("Xvfb", ["-displayfd", "3"], { stdio: ["ignore", "ignore", "ignore", "pipe"] });
  children.push(xvfb);
  const [display] = (await once(xvfb.stdio[3] as Readable, "data")) as [Buffer];
  const port = 30_000 + (process.pid % 10_000);
  const env = { ...process.env, DISPLAY: `:${display.toString().trim()}` };
  children.push(spawn("WebKitWebDriver", [`--port=${port}`], { env, stdio: "ignore" }));
  const driver = `http://127.0.0.1:${port}`;
  while (!(await fetch(`${driver}/status`).catch(() => undefined))?.ok) await sleep(50);

  const { sessionId } = (await post(`${driver}/session`, { capabilities: {} })) as { sessionId: string };
  const session = `${driver}/session/${sessionId}`;
  const goto = async (url: string): Promise<void> => {
    await post(`${session}/url`, { url });
  };

  return {
    open: () =>
      Promise.resolve({
        said: [],
        goto,
        async evaluate(expression) {
          const script = `const done = arguments[0];
            Promise.resolve(${expression}).then((value) => done([value]), (error) => done(String(error)))`;
          const value = await post(`${session}/execute/async`, { script, args: [] });
          if (Array.isArray(value)) return value[0] as unknown;
          throw new Error(String(value));
        },
        close: () => goto("about:blank"),
      }),
    async close() {
      await fetch(session, { method: "DELETE" }).catch(() => undefined);
      for (const child of children.reverse()) child.kill();
    },
  };
}

async function post(url: string, body: object): Promise<unknown> {
  const response = await fetch(url, { method: "POST", body: JSON.stringify(body) });
  const { value } = (await response.json()) as { value: unknown };
  if (!response.ok) throw new Error(`WebKitWebDriver: ${JSON.stringify(value)}`);
  return value;
}
