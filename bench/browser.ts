import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium } from "playwright-core";
import { findChromium } from "../scripts/lib/chromium.ts";

/**
 * With the profile of a visitor: a private one never connects ahead. Some builds of Chromium block third-party cookies,
 * other than Chrome, and then do not use a connection that was set up ahead.
 */
export async function startBrowser(): Promise<Browser> {
  const profile = mkdtempSync(join(tmpdir(), "lhc-status-"));
  mkdirSync(join(profile, "Default"));
  writeFileSync(
    join(profile, "Default/Preferences"),
    JSON.stringify({ profile: { cookie_controls_mode: 0 } }),
  );
  process.once("exit", () => rmSync(profile, { recursive: true, force: true }));
  const context = await chromium.launchPersistentContext(profile, await findChromium());
  return context.browser()!;
}
