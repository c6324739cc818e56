/** A site of its own, with an empty page for what an owner pastes. */
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { output } from "../../../site/build/build.ts";
import { readRelease } from "../../../site/build/downloads.ts";
import type { LhcStatusElement } from "../../../src/index.ts";

interface Outcome {
  /** Of all badges, also of upgraded content. */
  readonly statuses: readonly string[];
  /** Whether each picture has loaded. */
  readonly pictures: readonly boolean[];
  readonly messages: readonly string[];
}

/** Shows HTML under a policy, and waits until no badge is checking. */
export type ShowHtml = (browser: Browser, html: string, policy?: string) => Promise<Outcome>;

export function useEmptyPage(): ShowHtml {
  const { serveAs } = readRelease();
  let server: Server;
  let origin: string;
  let shown: { html: string; policy: string | undefined } = { html: "", policy: "" };

  beforeAll(async () => {
    const script = readFileSync(join(output, serveAs));
    // Those of the recipes.
    const pictures = new Map(
      readdirSync(join(output, "pictures")).map((name) => [
        `/pictures/${name}`,
        readFileSync(join(output, "pictures", name)),
      ]),
    );
    server = createServer(({ url }, response) => {
      if (url === `/${serveAs}`) {
        response.setHeader("Content-Type", "text/javascript");
        response.setHeader("Cache-Control", "max-age=60");
        response.end(script);
      } else if (url === "/") {
        response.setHeader("Content-Type", "text/html; charset=utf-8");
        if (shown.policy !== undefined) response.setHeader("Content-Security-Policy", shown.policy);
        response.end(`<!doctype html><title>A site</title>${shown.html}`);
      } else if (url !== undefined && pictures.has(url)) {
        response.setHeader("Content-Type", "image/svg+xml");
        response.end(pictures.get(url));
      } else response.writeHead(404).end();
    }).listen(0, "localhost");
    await once(server, "listening");
    origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  return async (browser, html, policy) => {
    shown = { html, policy };
    const context = await browser.newContext();
    try {
      const page = await context.newPage();
      const messages: string[] = [];
      page
        .on("console", (message) => {
          if (!message.location().url.endsWith("/favicon.ico")) messages.push(message.text());
        })
        .on("pageerror", (error) => messages.push(error.message));
      await page.goto(origin);
      await page.waitForFunction(() => {
        const badges = [...document.querySelectorAll<LhcStatusElement>("lhc-status")];
        const isUpgraded = customElements.get("lhc-status") !== undefined;
        return badges.every(({ status }) => isUpgraded && status !== "checking");
      });
      const outcome = await page.evaluate(() => ({
        statuses: [...document.querySelectorAll<LhcStatusElement>("lhc-status")].map(({ status }) => status),
        pictures: [...document.images].map(({ naturalWidth }) => naturalWidth > 0),
      }));
      return { ...outcome, messages };
    } finally {
      await context.close();
    }
  };
}
