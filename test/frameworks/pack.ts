/** Packs the package once for all frameworks. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { pack } from "../package/support/packed.ts";

declare module "vitest" {
  interface ProvidedContext {
    tarball: string;
  }
}

export default function setup(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), "lhc-status-frameworks-"));
  project.provide("tarball", pack(folder).tarball);
  return () => rmSync(folder, { recursive: true });
}
