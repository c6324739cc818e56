/** The command, run from the packed tarball. */
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type LhcServer, startLhcServer } from "../../demo/lhc-server/index.ts";
import { type Manifest, pack, unpack } from "./support/packed.ts";

const folder = mkdtempSync(join(tmpdir(), "lhc-status-doctor-"));
let manifest: Manifest;
let server: LhcServer;

beforeAll(async () => {
  manifest = unpack(pack(folder), folder);
  server = await startLhcServer({ state: { activeUsers: [1, 2] } });
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});
afterEach(() => {
  server.faults = [];
});

interface Result {
  code: number;
  out: string;
  complaint: string;
}

function lhcStatus(...args: string[]): Promise<Result> {
  const command = join(folder, "node_modules/lhc-status", manifest.bin["lhc-status"]!);
  return new Promise((resolve) => {
    execFile("node", [command, ...args], { cwd: folder }, (error, out, complaint) =>
      resolve({ code: typeof error?.code === "number" ? error.code : 0, out, complaint }),
    );
  });
}

test("finds LHC and prints the embed code", async () => {
  const { code, out, complaint } = await lhcStatus(
    "doctor",
    `${server.origin}/site_admin/`,
    "--department",
    "1",
  );
  expect(complaint).toBe("");
  expect(out).toContain(`The badge works with ${server.origin}/ by JSONP and fetch: online`);
  expect(out).toContain(`data-lhc-base-url="${server.origin}/"`);
  expect(code).toBe(0);
});

test("prints the integrity of the packed script file with --verbose", async () => {
  const { out } = await lhcStatus("doctor", server.origin, "--verbose");
  expect(out).toMatch(/integrity="sha384-[\w+/]{64}"/);
});

test("has no colours and no progress without a terminal", async () => {
  server.faults = [{ without: ["Access-Control-Allow-Origin"] }];
  const { out, complaint } = await lhcStatus("doctor", server.origin);
  expect(out).toContain("WARN cors");
  expect(out + complaint).not.toMatch(/[\x1b\r]/);
});

test("ends with 1 if the badge does not work", async () => {
  server.faults = [{ maintenance: true }];
  const { code, out } = await lhcStatus("doctor", server.origin);
  expect([code, out]).toEqual([1, expect.stringContaining("FAIL no-maintenance")]);
});

test("ends with 2 and the usage for an unknown option", async () => {
  const { code, out, complaint } = await lhcStatus("doctor", server.origin, "--departments", "1");
  expect([code, out]).toEqual([2, ""]);
  expect(complaint).toContain("--departments");
  expect(complaint).toContain("Usage: npx lhc-status doctor ADDRESS");
});
