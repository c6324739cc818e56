import { EventEmitter, once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser } from "playwright-core";

/**
 * A tab without a DevTools session. A session adds an isolated world to each frame, which would make the badge's frame
 * slower than it is for a visitor. Its pages report their result by HTTP, and the response names the next page.
 */
export interface PlainTab {
  /** Resolves with the page's report. */
  visit(url: string): Promise<unknown>;
  /** Throttles the CPU by this factor from now on. */
  slowDown(rate: number): Promise<void>;
  /** The tab itself closes with the browser. */
  close(): void;
}

const REPORT_TIMEOUT_MS = 30_000;

/** For the page: reports a value, once. */
export const REPORT = `const report = (value) =>
  fetch(new URLSearchParams(location.search).get("report"), { method: "POST", body: JSON.stringify(value) })
    .then((response) => response.text())
    .then((next) => { location.href = next; });`;

export async function openPlainTab(browser: Browser): Promise<PlainTab> {
  const reports = new EventEmitter();
  let pending: ServerResponse | undefined;
  const http = createServer((request, response) => {
    let body = "";
    request.on("data", (data: Buffer) => (body += data.toString()));
    request.on("end", () => {
      pending = response.setHeader("Access-Control-Allow-Origin", "*");
      reports.emit("report", JSON.parse(body));
    });
  });
  await once(http.listen(0, "localhost"), "listening");
  const reportUrl = `http://localhost:${(http.address() as AddressInfo).port}/`;
  const devTools = await browser.newBrowserCDPSession();
  let targetId: string | undefined;
  return {
    async visit(url) {
      const report = once(reports, "report", { signal: AbortSignal.timeout(REPORT_TIMEOUT_MS) });
      const address = new URL(url);
      address.searchParams.set("report", reportUrl);
      if (targetId === undefined)
        ({ targetId } = await devTools.send("Target.createTarget", { url: address.href }));
      else pending!.end(address.href);
      return ((await report) as unknown[])[0];
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
    close() {
      http.closeAllConnections();
      http.close();
    },
  };
}
