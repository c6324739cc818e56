import { readFileSync } from "node:fs";

/** The size of a PNG or an SVG, so that the page keeps its place while it loads. */
export function imageSize(file: string): { width: number; height: number } {
  const bytes = readFileSync(file);
  if (file.endsWith(".png")) return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
  const [, width, height] = /<svg[^>]*\bwidth="(\d+)"[^>]*\bheight="(\d+)"/.exec(bytes.toString()) ?? [];
  if (width === undefined || height === undefined)
    throw new Error(`${file}: the svg element needs width and height.`);
  return { width: Number(width), height: Number(height) };
}
