import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";

const program = join(import.meta.dirname, "support/short-app.ts");
const run = promisify(execFile);

it("a program that removes its badges ends by itself", async () => {
  const args = ["--import", "tsx", program, navigator.userAgent.includes("jsdom") ? "jsdom" : "happy-dom"];
  // Anything that keeps it open makes execFile kill it and reject.
  const { stdout } = await run(process.execPath, args, { timeout: 20_000 });
  expect(JSON.parse(stdout)).toEqual(["online", "online", true, "online"]);
});
