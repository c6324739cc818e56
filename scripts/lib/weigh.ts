import { brotliCompressSync, gzipSync } from "node:zlib";

/** Maximum size of dist/lhc-status.js in bytes, after brotli 11. */
export const SCRIPT_BUDGET = 15_000;

/** Bytes. */
export interface Weight {
  raw: number;
  gzip: number;
  brotli: number;
}

export const weigh = (code: string): Weight => ({
  raw: Buffer.byteLength(code),
  gzip: gzipSync(code, { level: 9 }).length,
  brotli: brotliCompressSync(code).length,
});
