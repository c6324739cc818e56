/** Takes the README's picture from the built script: `npm run build && npm run pictures`. */
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { chromium } from "playwright-core";
import { startLhcServer } from "../demo/lhc-server/index.ts";
import { findChromium } from "./lib/chromium.ts";

const lhc = await startLhcServer({ state: { activeUsers: [2] } });
lhc.faults = [
  { path: "/restapi/isonlineuser/8", status: 500, body: "" },
  { path: "/restapi/isonlineuser/9", hang: "before" },
];
const badges = ["online 2", "offline 3", "unknown 8", "checking 9"]
  .map((badge) => badge.split(" "))
  .map(([state, user]) => `<dt>${state}</dt><dd><lhc-status user="${user}"></lhc-status></dd>`)
  .join("");
const half = (scheme: string) => `<dl class="${scheme}">${badges}</dl>`;
const page = `<!doctype html><meta charset="utf-8"><style>
  body { margin: 0; display: flex; font: 16px/1.5 system-ui, sans-serif; width: max-content }
  dl { margin: 0; padding: 20px 28px; display: grid; grid-template-columns: auto auto; gap: 12px 20px; align-items: center }
  dt { font-family: monospace; font-size: 13px } dd { margin: 0 }
  .light { color-scheme: light; background: #fff; color: #222 } .dark { color-scheme: dark; background: #16191d; color: #e8e8e8 }
</style>${half("light")}${half("dark")}<script src="lhc-status.js" data-lhc-base-url="${lhc.origin}"></script>`;

const server = createServer(({ url }, response) => {
  const isScript = url === "/lhc-status.js";
  response.setHeader("Content-Type", isScript ? "text/javascript" : "text/html");
  response.end(isScript ? readFileSync("dist/lhc-status.js") : page);
}).listen(0, "localhost");
await new Promise((resolve) => server.once("listening", resolve));

const browser = await chromium.launch(await findChromium());
const tab = await browser.newPage({ deviceScaleFactor: 2 });
await tab.goto(`http://localhost:${(server.address() as AddressInfo).port}/`);
await tab.waitForFunction(() =>
  [...document.querySelectorAll("lhc-status")].every(
    ({ user, status }) => status === { 2: "online", 3: "offline", 8: "unknown", 9: "checking" }[Number(user)],
  ),
);
await tab.locator("body").screenshot({ path: "docs/badges.png" });
await browser.close();
server.close();
await lhc.close();
