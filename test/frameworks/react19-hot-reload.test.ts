/** Vite's development server, with the package linked as in a monorepo. */
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium } from "playwright-core";
import { createServer, type ViteDevServer } from "vite";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { type LhcServer, startLhcServer } from "../../demo/lhc-server/index.ts";
import { findChromium } from "../../scripts/lib/chromium.ts";
import { install } from "./project.ts";
import { visit } from "./visit.ts";

let browser: Browser;
let lhc: LhcServer;
let vite: ViteDevServer;
let root: string;

const MAIN = `import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { setDefaults } from "lhc-status/core";
import { SalesBadge } from "./SalesBadge.tsx";

setDefaults({ baseUrl: new URLSearchParams(location.search).get("lhc") });
createRoot(document.getElementById("app")).render(<StrictMode><SalesBadge /></StrictMode>);
`;

beforeAll(async () => {
  const { folder } = install("react19", inject("tarball"));
  root = join(folder, ".hot");
  rmSync(root, { recursive: true, force: true });
  for (const path of ["node_modules", "src"]) mkdirSync(join(root, path), { recursive: true });
  for (const file of ["index.html", "vite.config.js", "src/SalesBadge.tsx"])
    cpSync(join(folder, file), join(root, file));
  writeFileSync(join(root, "src/main.tsx"), MAIN);
  cpSync(join(folder, "node_modules/lhc-status"), join(root, "lhc-status"), { recursive: true });
  symlinkSync("../lhc-status", join(root, "node_modules/lhc-status"));
  [browser, lhc, vite] = await Promise.all([
    findChromium().then((found) => chromium.launch(found)),
    startLhcServer({ state: { activeUsers: [2] } }),
    createServer({
      root,
      configFile: join(root, "vite.config.js"),
      logLevel: "error",
      clearScreen: false,
      server: { host: "localhost", port: 0 },
    }).then((server) => server.listen()),
  ]);
});
afterAll(async () => {
  await Promise.all([browser.close(), lhc.close(), vite.close()]);
  rmSync(root, { recursive: true, force: true });
});

function edit(file: string, from: string, to: string): void {
  const path = join(root, file);
  const code = readFileSync(path, "utf8");
  expect(code).toContain(from);
  writeFileSync(path, code.replace(from, to));
}

test("hot reload keeps the badge, and defines the element a second time without an error", async () => {
  const [url = ""] = vite.resolvedUrls?.local ?? [];
  const page = await visit(browser, `${url}?lhc=${encodeURIComponent(lhc.origin)}`, lhc.origin);
  await page.page.getByText("Sales is online", { exact: true }).waitFor();
  // StrictMode mounts twice.
  expect(page.questions).toHaveLength(1);
  await page.page.evaluate(`document.querySelector("lhc-status").mark = "kept"`);

  edit("src/SalesBadge.tsx", "Sales is", "Support is");
  await page.page.getByText("Support is online", { exact: true }).waitFor();
  expect(await page.page.evaluate(`document.querySelector("lhc-status").mark`)).toBe("kept");

  const defined = page.page.waitForEvent("console", (message) => message.text().includes("already defined"));
  edit(
    "lhc-status/dist/element/lhc-status-element.js",
    "class LhcStatusElement",
    "/* Edited */ class LhcStatusElement",
  );
  await defined;
  edit("src/SalesBadge.tsx", "Support is", "The shop is");
  await page.page.getByText("The shop is online", { exact: true }).waitFor();
  expect(await page.snapshot()).toMatchObject({ status: "online" });
  expect(page.questions).toHaveLength(1);
  // Vite, React and Lit announce themselves in development.
  const messages = page.messages.filter((text) => !/^\[vite\]|React DevTools|Lit is in dev mode/.test(text));
  expect(messages).toEqual([expect.stringContaining("already defined")]);
  await page.close();
});
