import { existsSync } from "node:fs";

/** Debian's Firefox, or the one that `FIREFOX_PATH` names. */
export function findFirefox(): string {
  const path = process.env["FIREFOX_PATH"] ?? "/usr/bin/firefox-esr";
  if (existsSync(path)) return path;
  throw new Error(
    "There is no Firefox. Debian: apt-get install -y firefox-esr; or name one by FIREFOX_PATH.",
  );
}
