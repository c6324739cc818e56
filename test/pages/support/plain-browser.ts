/**
 * A browser without a driver, because drivers disable prerendering and do not support bfcache. It opens a URL, and its
 * pages report what happens.
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

/** Disables Firefox's own network requests. */
const NO_BACKGROUND_REQUESTS = {
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

export interface PlainBrowser {
  /** The values that pages have passed to `report(value)`. */
  readonly reports: unknown[];
  close(): Promise<void>;
}

/** Opens `/` of a site with these pages, by path. In a page, `released()` resolves after the argument `released`. */
export async function openPlainBrowser(
  engine: Engine,
  pages: Record<string, string>,
  released: Promise<unknown> = Promise.resolve(),
): Promise<PlainBrowser> {
  const script = await scriptForTag();
  const reports: unknown[] = [];
  const http = createServer((request, response) => {
    const { url = "/" } = request;
    if (url === "/report") {
      request.on("data", (data: Buffer) => reports.push(JSON.parse(data.toString())));
      request.on("end", () => response.end());
    } else if (url === "/released") {
      void released.then(() => response.end());
    } else {
      response.setHeader("Content-Type", url === "/lhc-status.js" ? "text/javascript" : "text/html");
      response.end(
        url === "/lhc-status.js"
          ? script
          : `<!doctype html><link rel="icon" href="data:,"><script>
              const report = (value) => fetch("/report", { method: "POST", body: JSON.stringify(value) });
              const released = () => fetch("/released");
            </script>${pages[url] ?? ""}`,
      );
    }
  }).listen(0, "localhost");
  await once(http, "listening");
  const address = `http://localhost:${(http.address() as AddressInfo).port}/`;

  const profile = mkdtempSync(join(tmpdir(), "lhc-status-"));
  const prefs = Object.entries(NO_BACKGROUND_REQUESTS).map(
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
    reports,
    async close() {
      // Kill the whole process group, because other processes would write to the profile.
      process.kill(-browser.pid!, "SIGKILL");
      await once(browser, "exit");
      rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
      http.closeAllConnections();
      http.close();
    },
  };
}
