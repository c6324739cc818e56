import { existsSync } from "node:fs";

/** Debian's Firefox, or the one in `FIREFOX_PATH`. */
export function findFirefox(): string {
  const path = process.env["FIREFOX_PATH"] ?? "/usr/bin/firefox-esr";
  if (existsSync(path)) return path;
  throw new Error(
    "No Firefox was found. Install it (Debian: apt-get install -y firefox-esr) or set FIREFOX_PATH.",
  );
}
