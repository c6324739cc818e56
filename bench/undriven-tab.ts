import { EventEmitter, once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser } from "playwright-core";

/**
 * A tab that nobody drives. A driver has a world of its own in each frame, which would make the badge's frame dearer
 * than it is for a visitor. Its pages say by themselves how they fared, and go where the answer tells them to.
 */
export interface UndrivenTab {
  /** Resolves with what the page told. */
  visit(url: string): Promise<unknown>;
  /** How many times slower the processor is from now on. */
  slowDown(rate: number): Promise<void>;
  close(): Promise<void>;
}

/** Milliseconds. A page that does not tell must not hold up everything. */
const PATIENCE = 30_000;

/** In a page: tells a value, once. */
export const TELL = `const tell = (value) =>
  fetch(new URLSearchParams(location.search).get("tell"), { method: "POST", body: JSON.stringify(value) })
    .then((response) => response.text())
    .then((next) => { location.href = next; });`;

export async function openUndrivenTab(browser: Browser): Promise<UndrivenTab> {
  const ear = new EventEmitter();
  let waiting: ServerResponse | undefined;
  const http = createServer((request, response) => {
    let body = "";
    request.on("data", (data: Buffer) => (body += data.toString()));
    request.on("end", () => {
      waiting = response.setHeader("Access-Control-Allow-Origin", "*");
      ear.emit("told", JSON.parse(body));
    });
  });
  await once(http.listen(0, "localhost"), "listening");
  const listening = `http://localhost:${(http.address() as AddressInfo).port}/`;
  const devTools = await browser.newBrowserCDPSession();
  const { browserContextId } = await devTools.send("Target.createBrowserContext");
  let targetId: string | undefined;
  return {
    async visit(url) {
      const told = once(ear, "told", { signal: AbortSignal.timeout(PATIENCE) });
      const address = new URL(url);
      address.searchParams.set("tell", listening);
      if (targetId === undefined)
        ({ targetId } = await devTools.send("Target.createTarget", { url: address.href, browserContextId }));
      else waiting!.end(address.href);
      return ((await told) as unknown[])[0];
    },
    async slowDown(rate) {
      const { sessionId } = await devTools.send("Target.attachToTarget", {
        targetId: targetId!,
        flatten: false,
      });
      await devTools.send("Target.sendMessageToTarget", {
        sessionId,
        message: JSON.stringify({ id: 1, method: "Emulation.setCPUThrottlingRate", params: { rate } }),
      });
    },
    async close() {
      await devTools.send("Target.disposeBrowserContext", { browserContextId });
      http.closeAllConnections();
      http.close();
    },
  };
}
