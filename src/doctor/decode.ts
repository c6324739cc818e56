import { promisify } from "node:util";
import { brotliDecompress, gunzip, inflate, type ZlibOptions } from "node:zlib";
import { codeOf, CompressionError } from "./failures.ts";

/** A status is about 50 bytes. Anything else is recognized by its beginning. */
export const MAX_BODY_BYTES = 1024 * 1024;

type Decoder = (bytes: Buffer, options: ZlibOptions) => Promise<Buffer>;

const DECODERS: Record<string, Decoder> = {
  gzip: promisify<Buffer, ZlibOptions, Buffer>(gunzip),
  "x-gzip": promisify<Buffer, ZlibOptions, Buffer>(gunzip),
  br: promisify<Buffer, object, Buffer>(brotliDecompress),
  deflate: promisify<Buffer, ZlibOptions, Buffer>(inflate),
};

/**
 * Decompresses a body of at most 1 MB.
 *
 * @throws CompressionError
 */
export async function decode(bytes: Buffer, encoding = ""): Promise<string> {
  let decoded = bytes;
  const encodings = encoding
    .split(",")
    .map((item) => item.trim().toLowerCase())
    .filter((item) => item !== "" && item !== "identity");
  for (const item of encodings.reverse()) {
    const decoder = Object.hasOwn(DECODERS, item) ? DECODERS[item] : undefined;
    if (!decoder) throw new CompressionError(`the encoding ${item} was not requested`);
    try {
      // An empty body is not compressed, even if its header says so.
      if (decoded.length > 0) decoded = await decoder(decoded, { maxOutputLength: MAX_BODY_BYTES });
    } catch (error) {
      throw new CompressionError(
        codeOf(error) === "ERR_BUFFER_TOO_LARGE"
          ? `the body is larger than ${MAX_BODY_BYTES >> 20} MB`
          : `the body is not valid ${item} (${codeOf(error)})`,
      );
    }
  }
  return new TextDecoder().decode(decoded);
}
