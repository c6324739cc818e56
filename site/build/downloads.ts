/** The files that the site offers. */
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../scripts/lib/project-files.ts";
import { weigh } from "../../scripts/lib/weigh.ts";

/** What pages and their scripts know of the built package. */
export interface Release {
  readonly version: string;
  /** The name under which a site serves the script: `lhc-status-0.1.0.js`. */
  readonly serveAs: string;
  readonly integrity: string;
}

export interface Download {
  /** In the repository. */
  readonly from: string;
  /** In the site. */
  readonly name: string;
  readonly title: string;
  readonly what: string;
  /** Kilobytes, as text. */
  readonly size: string;
  /** After brotli, for scripts. */
  readonly compressed?: string;
  readonly integrity: string;
}

export function readRelease(): Release {
  const { version, serveAs, integrity } = JSON.parse(
    readFileSync(join(root, "dist/sri.json"), "utf8"),
  ) as Release;
  return { version, serveAs, integrity };
}

const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;

export function downloads({ serveAs, integrity }: Release): Download[] {
  const files = [
    { from: "dist/lhc-status.js", name: serveAs, title: "The script", what: "All that a page needs" },
    {
      from: "dist/lhc-status.js.map",
      name: "lhc-status.js.map",
      title: "Its source map",
      what: "The readable source, for a debugger",
    },
    {
      from: "dist/lhc-status-wordpress.zip",
      name: "lhc-status-wordpress.zip",
      title: "The WordPress plugin",
      what: "Upload it under Plugins → Add New",
    },
    { from: "LICENSE", name: "LICENSE.txt", title: "The licence", what: "MIT" },
  ];
  return files
    .filter(({ from }) => existsSync(join(root, from)))
    .map((file) => {
      const bytes = readFileSync(join(root, file.from));
      const hash = `sha384-${createHash("sha384").update(bytes).digest("base64")}`;
      if (file.name === serveAs && hash !== integrity)
        throw new Error("dist/sri.json does not match dist/lhc-status.js. Run: npm run build");
      return {
        ...file,
        size: kilobytes(bytes.length),
        ...(file.name === serveAs && { compressed: kilobytes(weigh(bytes.toString()).brotli) }),
        integrity: hash,
      };
    });
}
