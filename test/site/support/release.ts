/** What the generator's snippets need to know of the built package. */
import { createHash } from "node:crypto";
import { readRelease as readBuilt } from "../../../site/build/downloads.ts";
import type { Package } from "../../../site/generator/snippets.ts";

export const readRelease = (): Package => ({
  ...readBuilt(),
  sha256: (text) => createHash("sha256").update(text).digest("base64"),
});
