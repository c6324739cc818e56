/** WebKitGTK by WebDriver, on a display of its own. Debian: apt-get install -y webkit2gtk-driver xvfb */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import type { BrowserLauncher } from "@web/test-runner";

/** One window, in which the test files follow each other. */
export function webkitLauncher(): BrowserLauncher & { setHidden(hidden: boolean): Promise<void> } {
  const children: ChildProcess[] = [];
  const active = new Map<string, string>();
  let starting: Promise<string> | undefined;

  async function start(): Promise<string> {
    // Xvfb writes the number of the display that it has chosen to its descriptor 3.
    const xvfb = spawn("Xvfb", ["-displayfd", "3", "-screen", "0", "1024x768x24"], {
      stdio: ["ignore", "ignore", "ignore", "pipe"],
    });
    children.push(xvfb);
    const [display] = (await once(xvfb.stdio[3] as Readable, "data")) as [Buffer];
    const port = String(20_000 + (process.pid % 10_000));
    const env = { ...process.env, DISPLAY: `:${display.toString().trim()}` };
    children.push(spawn("WebKitWebDriver", [`--port=${port}`], { env, stdio: "ignore" }));
    const driver = `http://127.0.0.1:${port}`;
    while (!(await fetch(`${driver}/status`).catch(() => undefined))?.ok) await sleep(50);
    // A page of tests is never done loading: it must not be waited for.
    const capabilities = { alwaysMatch: { pageLoadStrategy: "none" } };
    const { sessionId } = (await post(`${driver}/session`, { capabilities })) as { sessionId: string };
    return `${driver}/session/${sessionId}`;
  }

  async function show(url: string): Promise<void> {
    starting ??= start();
    await post(`${await starting}/url`, { url });
  }

  return {
    name: "WebKit",
    type: "webdriver",
    concurrency: 1,
    async startSession(id, url) {
      active.set(id, url);
      await show(url);
    },
    isActive: (id) => active.has(id),
    getBrowserUrl: (id) => active.get(id),
    async stopSession(id) {
      active.delete(id);
      await show("about:blank");
      return {};
    },
    async setHidden(hidden) {
      const window = `${await starting}/window`;
      await (hidden ? post(`${window}/minimize`, {}) : post(`${window}/rect`, { width: 1024, height: 768 }));
    },
    startDebugSession: () => Promise.reject(new Error("WebKit cannot be debugged from here")),
    async stop() {
      if (starting) await fetch(await starting, { method: "DELETE" }).catch(() => undefined);
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
