import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium } from "playwright-core";
import { findChromium } from "../scripts/lib/chromium.ts";

/**
 * Writes the preferences of a visitor into the new profile: third-party cookies are allowed, as Chrome does by default.
 * Where a build blocks them, Chromium does not reuse a connection to another site. Playwright takes a profile of ours
 * for a persistent context only, and there it attaches a DevTools session to every tab.
 */
const LAUNCHER = `#!/bin/sh
for argument; do
  case $argument in --user-data-dir=*)
    mkdir -p "\${argument#*=}/Default"
    echo '{"profile":{"cookie_controls_mode":0}}' > "\${argument#*=}/Default/Preferences";;
  esac
done
exec "$BENCH_BROWSER" "$@"
`;

/** A tab outside of Playwright's contexts has a regular profile. Chromium ignores preconnect links in a private one. */
export async function startBrowser(): Promise<Browser> {
  const folder = mkdtempSync(join(tmpdir(), "lhc-status-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const launcher = join(folder, "browser.sh");
  writeFileSync(launcher, LAUNCHER, { mode: 0o755 });
  const { executablePath, env, ...options } = await findChromium();
  return chromium.launch({
    ...options,
    executablePath: launcher,
    env: { ...env, BENCH_BROWSER: executablePath },
  });
}
