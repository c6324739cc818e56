import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium } from "playwright-core";
import { findChromium } from "../scripts/lib/chromium.ts";

/**
 * Uses a regular profile, because Chromium ignores preconnect links in a private one. Allows third-party cookies, as Chrome
 * does by default: where a build blocks them, Chromium does not reuse a connection to another site.
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
