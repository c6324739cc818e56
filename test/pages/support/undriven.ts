/**
 * A browser that nobody drives, since drivers forbid prerendering and are confused by stored pages: it is given an
 * address, and its pages say themselves how they fare.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findChromium } from "../../../scripts/lib/chromium.ts";
import { findFirefox } from "../../../scripts/lib/firefox.ts";
import { scriptForTag } from "./scripts.ts";

export type Engine = "chromium" | "firefox";

/** Nothing that Firefox would ask of the network by itself. */
const QUIET = {
  "app.normandy.enabled": false,
  "app.update.enabled": false,
  "browser.aboutwelcome.enabled": false,
  "browser.safebrowsing.update.enabled": false,
  "browser.shell.checkDefaultBrowser": false,
  "browser.startup.page": 0,
  "datareporting.policy.dataSubmissionEnabled": false,
  "extensions.update.enabled": false,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
  "services.settings.server": "data:,#remote-settings-dummy/v1",
  "toolkit.telemetry.enabled": false,
};

export interface Undriven {
  /** What the pages have said so far, by `told(value)`. */
  readonly told: unknown[];
  close(): Promise<void>;
}

/** Opens `/` of a site with these pages, by path. `release` may let a page's `await released()` go on. */
export async function openUndriven(
  engine: Engine,
  pages: Record<string, string>,
  released: Promise<unknown> = Promise.resolve(),
): Promise<Undriven> {
  const script = await scriptForTag();
  const told: unknown[] = [];
  const http = createServer((request, response) => {
    const { url = "/" } = request;
    if (url === "/told") {
      request.on("data", (data: Buffer) => told.push(JSON.parse(data.toString())));
      request.on("end", () => response.end());
    } else if (url === "/released") {
      void released.then(() => response.end());
    } else {
      response.setHeader("Content-Type", url === "/lhc-status.js" ? "text/javascript" : "text/html");
      response.end(
        url === "/lhc-status.js"
          ? script
          : `<!doctype html><link rel="icon" href="data:,"><script>
              const told = (value) => fetch("/told", { method: "POST", body: JSON.stringify(value) });
              const released = () => fetch("/released");
            </script>${pages[url] ?? ""}`,
      );
    }
  }).listen(0, "localhost");
  await once(http, "listening");
  const address = `http://localhost:${(http.address() as AddressInfo).port}/`;

  const profile = mkdtempSync(join(tmpdir(), "lhc-status-"));
  const prefs = Object.entries(QUIET).map(
    (pref) => `user_pref(${pref.map((part) => JSON.stringify(part)).join()});`,
  );
  writeFileSync(join(profile, "user.js"), prefs.join("\n"));
  const { executablePath, args, env } = await findChromium();
  const browser =
    engine === "chromium"
      ? spawn(executablePath, [...args, "--headless", `--user-data-dir=${profile}`, address], {
          env,
          stdio: "ignore",
          detached: true,
        })
      : spawn(findFirefox(), ["--headless", "--no-remote", "--profile", profile, address], {
          stdio: "ignore",
          detached: true,
        });
  return {
    told,
    async close() {
      // With all its processes, which would go on writing into the profile.
      process.kill(-browser.pid!, "SIGKILL");
      await once(browser, "exit");
      rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
      http.closeAllConnections();
      http.close();
    },
  };
}
